package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.checkpoint.Checkpoint;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import java.util.List;
import java.util.Optional;

/**
 * What verifying a ledger found.
 *
 * @param entries the number of lines that are entries
 * @param root the root over all of them
 * @param checkpoint the stored checkpoint, where it can be read
 * @param findings all that does not hold, up to a limit
 * @param unlisted how many findings are behind that limit
 * @param tornFiles the names of files into which torn tails were moved
 */
public record VerificationReport(
        long entries,
        HashValue root,
        Optional<Checkpoint> checkpoint,
        List<Finding> findings,
        long unlisted,
        List<String> tornFiles) {
    public VerificationReport {
        findings = List.copyOf(findings);
        tornFiles = List.copyOf(tornFiles);
    }

    /** Whether nothing was found. */
    public boolean intact() {
        return findings.isEmpty();
    }

    /** How many entries no signature covers yet. */
    public long entriesAfterCheckpoint() {
        return Math.max(0, entries - checkpoint.map(Checkpoint::size).orElse(0L));
    }
}
