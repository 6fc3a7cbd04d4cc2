package io.jenkins.plugins.itgc.population;

import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a population is frozen.
 *
 * @param key the key that must have signed the ledger's checkpoint; absent to believe the one beside the ledger
 * @param source the list of what the deploying system says that it deployed in the period, for comparison
 * @param wholeLedger whether all of the ledger is verified, not just the period's part of the signed tree
 * @param withFindings whether to freeze although the ledger does not verify; the findings are listed then
 * @param empty whether to freeze although nothing was deployed
 */
public record FreezeOptions(
        Optional<VerifierKey> key, Optional<Path> source, boolean wholeLedger, boolean withFindings, boolean empty) {
    /** Nothing is compared, and nothing unusual allowed. */
    public static final FreezeOptions DEFAULT =
            new FreezeOptions(Optional.empty(), Optional.empty(), false, false, false);

    public FreezeOptions withKey(VerifierKey given) {
        return new FreezeOptions(Optional.of(given), source, wholeLedger, withFindings, empty);
    }

    public FreezeOptions withSource(Path list) {
        return new FreezeOptions(key, Optional.of(list), wholeLedger, withFindings, empty);
    }

    public FreezeOptions verifyingAll() {
        return new FreezeOptions(key, source, true, withFindings, empty);
    }

    public FreezeOptions allowingFindings() {
        return new FreezeOptions(key, source, wholeLedger, true, empty);
    }

    public FreezeOptions allowingNone() {
        return new FreezeOptions(key, source, wholeLedger, withFindings, true);
    }
}
