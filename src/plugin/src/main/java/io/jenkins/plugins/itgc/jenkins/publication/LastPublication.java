package io.jenkins.plugins.itgc.jenkins.publication;

import java.time.Instant;

/**
 * How the last publication ended.
 *
 * @param at when it ended, UTC
 * @param published whether all was published
 * @param text what was published and how it is protected, or why not
 */
public record LastPublication(Instant at, boolean published, String text) {}
