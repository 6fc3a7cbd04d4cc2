package io.jenkins.plugins.itgc.ledger.file;

import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.checkpoint.CheckpointException;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the checkpoint that stands beside the segments. */
final class CheckpointFile {
    private CheckpointFile() {}

    /** The stored checkpoint, if there is one; its signature holds. */
    static Optional<SignedCheckpoint> read(Path path, VerifierKey key) throws IOException {
        try {
            var checkpoint = SignedCheckpoint.parse(Files.readAllBytes(path));
            checkpoint.verify(key);
            return Optional.of(checkpoint);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CheckpointException e) {
            throw new LedgerException(
                    Reason.KEY,
                    "cannot trust the checkpoint " + path + ": " + e.getMessage()
                            + ". Compare it with the last one that was published.",
                    e);
        }
    }
}
