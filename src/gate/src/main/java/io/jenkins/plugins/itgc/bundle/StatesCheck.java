package io.jenkins.plugins.itgc.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.bundle.BundleFinding.Kind;
import io.jenkins.plugins.itgc.bundle.Lines.TooLongException;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.checkpoint.Checkpoint;
import io.jenkins.plugins.itgc.ledger.merkle.ConsistencyProof;
import io.jenkins.plugins.itgc.ledger.merkle.ConsistencyProofVerifier;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.merkle.ProofException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks that the ledger's state in a bundle continues the earlier ones of which the test speaks. */
final class StatesCheck {
    private final ZipReader zip;
    private final Checkpoint checkpoint;
    private final Consumer<BundleFinding> findings;
    private final Map<Long, String> proved = new HashMap<>();

    StatesCheck(ZipReader zip, Checkpoint checkpoint, Consumer<BundleFinding> findings) {
        this.zip = zip;
        this.checkpoint = checkpoint;
        this.findings = findings;
    }

    /** Reads the proofs. */
    StatesCheck run() throws IOException {
        var member = zip.members().get(BundleFiles.CONSISTENCY);
        if (member == null) {
            return this;
        }
        try (var lines = new Lines(zip.open(member))) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                check(line.get(), lines.number());
            }
        } catch (TooLongException e) {
            findings.accept(BundleFinding.in(BundleFiles.CONSISTENCY, Kind.FORM, String.valueOf(e.getMessage())));
        }
        return this;
    }

    private void check(byte[] line, long number) {
        try {
            var state = Json.read(CanonicalJson.parse(line), ConsistencyLine.class);
            ConsistencyProofVerifier.verify(
                    new ConsistencyProof(
                            state.size(),
                            checkpoint.size(),
                            state.path().stream().map(HashValue::ofBase64).toList()),
                    HashValue.ofBase64(state.root()),
                    checkpoint.root());
            proved.put(state.size(), state.root());
        } catch (JsonProcessingException | ProofException | IllegalArgumentException e) {
            findings.accept(BundleFinding.in(
                    BundleFiles.CONSISTENCY, Kind.CHECKPOINT, "line " + number + " proves nothing: " + Json.words(e)));
        }
    }

    /**
     * Requires a state to be proved.
     *
     * @param file where it stands
     * @param what whose state it is, in words
     */
    void require(long size, String root, String file, String what) {
        if (size > 0 && !root.equals(proved.get(size))) {
            findings.accept(BundleFinding.in(
                    file,
                    Kind.CHECKPOINT,
                    what + " speaks of a ledger of " + size + " entries with the root " + root
                            + ", and nothing proves that the signed one continues it"));
        }
    }
}
