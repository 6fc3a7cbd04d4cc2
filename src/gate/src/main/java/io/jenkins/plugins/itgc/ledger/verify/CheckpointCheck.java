package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.checkpoint.Checkpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.CheckpointException;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.format.LedgerFiles;
import io.jenkins.plugins.itgc.ledger.verify.Finding.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Whether the stored checkpoint is signed by the right key. */
final class CheckpointCheck {
    private final LedgerFiles files;
    private final Findings findings;
    private Optional<SignedCheckpoint> read = Optional.empty();
    private Optional<VerifierKey> checkedWith = Optional.empty();

    CheckpointCheck(LedgerFiles files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    /** The stored checkpoint, also where its signature does not hold: what it says is worth comparing all the same. */
    Optional<Checkpoint> run(Optional<VerifierKey> expected) throws IOException {
        var stored = storedKey();
        if (expected.isPresent() && stored.isPresent() && !expected.equals(stored)) {
            findings.add(Finding.of(
                    Kind.KEY, "the key beside the ledger is " + stored.get() + ", not the expected " + expected.get()));
        }
        try {
            var signed = SignedCheckpoint.parse(Files.readAllBytes(files.checkpoint()));
            read = Optional.of(signed);
            var key = expected.or(() -> stored);
            checkedWith = key;
            if (key.isPresent()) {
                verify(signed, key.get());
            }
            return Optional.of(signed.checkpoint());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CheckpointException e) {
            findings.add(Finding.of(Kind.CHECKPOINT, "the checkpoint is malformed: " + e.getMessage()));
            return Optional.empty();
        }
    }

    /** What was read, whether or not its signature holds. */
    Optional<SignedCheckpoint> signed() {
        return read;
    }

    /** The key that it was checked with. */
    Optional<VerifierKey> key() {
        return checkedWith;
    }

    private void verify(SignedCheckpoint signed, VerifierKey key) {
        try {
            signed.verify(key);
        } catch (CheckpointException e) {
            findings.add(Finding.of(Kind.CHECKPOINT, String.valueOf(e.getMessage())));
        }
    }

    private Optional<VerifierKey> storedKey() throws IOException {
        var path = files.publicKey();
        try {
            var text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            return Optional.of(VerifierKey.parse(text.strip()));
        } catch (NoSuchFileException e) {
            findings.add(Finding.of(Kind.KEY, path.getFileName() + " is missing"));
        } catch (CheckpointException e) {
            findings.add(Finding.of(Kind.KEY, path.getFileName() + " is malformed: " + e.getMessage()));
        }
        return Optional.empty();
    }
}
