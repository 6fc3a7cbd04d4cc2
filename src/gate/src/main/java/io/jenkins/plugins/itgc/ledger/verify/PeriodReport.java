package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import java.util.List;
import java.util.Optional;

/**
 * What reading a period came to.
 *
 * @param checkpoint the signed checkpoint, where it can be read
 * @param key the key that it was checked with
 * @param firstEntry index of the first entry of the period
 * @param endEntry index of the first entry after it, whether or not there is one
 * @param proved whether the entries were proved to be those of the signed tree; where the index is missing that this needs,
 *     they were not, and nothing is wrong for all that is known: verify the ledger
 * @param findings what does not hold
 */
public record PeriodReport(
        Optional<SignedCheckpoint> checkpoint,
        Optional<VerifierKey> key,
        long firstEntry,
        long endEntry,
        boolean proved,
        List<Finding> findings) {
    public PeriodReport {
        findings = List.copyOf(findings);
    }
}
