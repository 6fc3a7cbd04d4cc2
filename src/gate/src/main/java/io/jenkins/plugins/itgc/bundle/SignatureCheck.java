package io.jenkins.plugins.itgc.bundle;

import io.jenkins.plugins.itgc.bundle.BundleFinding.Kind;
import io.jenkins.plugins.itgc.ledger.checkpoint.Checkpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.CheckpointException;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks who signed the state of the ledger that everything else in a bundle is proved against. */
final class SignatureCheck {
    private static final int MOST_BYTES = 1 << 16;

    private final ZipReader zip;
    private final Consumer<BundleFinding> findings;

    SignatureCheck(ZipReader zip, Consumer<BundleFinding> findings) {
        this.zip = zip;
        this.findings = findings;
    }

    /** The key of the bundle, where it can be read. */
    Optional<VerifierKey> ownKey() throws IOException {
        Optional<byte[]> bytes = zip.bytes(BundleFiles.KEY, MOST_BYTES);
        try {
            return bytes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(VerifierKey.parse(new String(bytes.get(), StandardCharsets.UTF_8).strip()));
        } catch (CheckpointException e) {
            findings.accept(BundleFinding.in(BundleFiles.KEY, Kind.CHECKPOINT, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /**
     * The checkpoint, where a key signed it.
     *
     * @param own the bundle's key
     */
    Optional<Checkpoint> run(Optional<VerifierKey> given, Optional<VerifierKey> own) throws IOException {
        if (given.isPresent() && own.isPresent() && !own.equals(given)) {
            findings.accept(BundleFinding.in(
                    BundleFiles.KEY,
                    Kind.CHECKPOINT,
                    "the bundle's key is " + own.get() + ", and not the one that was given, " + given.get()));
        }
        Optional<VerifierKey> key = given.or(() -> own);
        Optional<byte[]> bytes = zip.bytes(BundleFiles.CHECKPOINT, MOST_BYTES);
        if (key.isEmpty() || bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            SignedCheckpoint signed = SignedCheckpoint.parse(bytes.get());
            signed.verify(key.get());
            return Optional.of(signed.checkpoint());
        } catch (CheckpointException e) {
            findings.accept(BundleFinding.in(BundleFiles.CHECKPOINT, Kind.CHECKPOINT, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }
}
