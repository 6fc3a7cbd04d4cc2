package io.jenkins.plugins.itgc.history;

import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.evidence.Evidence;

/**
 * The body of a {@code decision} entry.
 *
 * @param decision what was decided
 * @param evidence all that it was decided from, so that it can be decided again
 */
public record DecisionRecord(Decision decision, Evidence evidence) {}
