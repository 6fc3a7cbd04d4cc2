package io.jenkins.plugins.itgc.gate;

import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.ledger.Entry;

/**
 * A decision that is in the ledger.
 *
 * @param entry where
 * @param decision what was decided
 * @param evidence what it was decided from
 */
public record Recorded(Entry entry, Decision decision, Evidence evidence) {}
