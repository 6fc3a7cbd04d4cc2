package io.jenkins.plugins.itgc.history;

import io.jenkins.plugins.itgc.identity.Identity;
import java.time.Instant;

/**
 * The body of a {@code rejection} entry: somebody said that a blocked deployment stays blocked.
 *
 * @param decision index of the entry that blocked it
 * @param by who rejected it
 * @param reason why
 * @param at when, UTC
 */
public record RejectionRecord(long decision, Identity by, String reason, Instant at) {}
