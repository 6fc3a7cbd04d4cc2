package io.jenkins.plugins.itgc.history;

import io.jenkins.plugins.itgc.identity.Identity;

/**
 * The body of an {@code emergency-review} entry.
 *
 * @param decision index of the entry that is reviewed
 * @param reviewer who reviewed it; another person than the one who declared it
 * @param accepted whether the emergency was found to be one, and the change to be right
 * @param comment what the reviewer says
 * @param timely whether the review was in time
 */
public record ReviewRecord(long decision, Identity reviewer, boolean accepted, String comment, boolean timely) {}
