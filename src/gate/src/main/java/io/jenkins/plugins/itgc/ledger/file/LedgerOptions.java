package io.jenkins.plugins.itgc.ledger.file;

import io.jenkins.plugins.itgc.ledger.checkpoint.Signer;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How a ledger is opened for writing.
 *
 * @param origin the log's name in its checkpoints, used when its key is made; by default {@code itgc-gate/} and the
 *     directory's name
 * @param lockWait how long to wait while somebody else writes
 * @param clock where entries have their time from
 * @param signer who signs checkpoints; by default a key in the ledger's directory
 * @param checkpointInterval how far the checkpoint may be behind the log
 */
public record LedgerOptions(
        Optional<String> origin,
        Duration lockWait,
        InstantSource clock,
        Optional<Signer> signer,
        Duration checkpointInterval) {

    /** No waiting, the system's clock, a key in the ledger's directory, a checkpoint within a second. */
    public static LedgerOptions defaults() {
        return new LedgerOptions(
                Optional.empty(), Duration.ZERO, Clock.systemUTC(), Optional.empty(), Duration.ofSeconds(1));
    }

    public LedgerOptions withOrigin(String name) {
        return new LedgerOptions(Optional.of(name), lockWait, clock, signer, checkpointInterval);
    }

    public LedgerOptions withLockWait(Duration wait) {
        return new LedgerOptions(origin, wait, clock, signer, checkpointInterval);
    }

    public LedgerOptions withClock(InstantSource source) {
        return new LedgerOptions(origin, lockWait, source, signer, checkpointInterval);
    }

    public LedgerOptions withSigner(Signer by) {
        return new LedgerOptions(origin, lockWait, clock, Optional.of(by), checkpointInterval);
    }

    public LedgerOptions withCheckpointInterval(Duration interval) {
        return new LedgerOptions(origin, lockWait, clock, signer, interval);
    }
}
