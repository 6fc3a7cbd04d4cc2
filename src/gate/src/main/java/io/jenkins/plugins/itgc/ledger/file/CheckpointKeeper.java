package io.jenkins.plugins.itgc.ledger.file;

import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.checkpoint.Checkpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.CheckpointException;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.Signer;
import io.jenkins.plugins.itgc.ledger.format.IndexFiles;
import io.jenkins.plugins.itgc.ledger.merkle.ConsistencyProofVerifier;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.merkle.ProofException;
import io.jenkins.plugins.itgc.ledger.merkle.Prover;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Signs checkpoints, each of which must continue the one before. Not for use by several threads at once. */
final class CheckpointKeeper {
    private final Path path;
    private final Signer signer;
    private final IndexFiles index;
    private volatile Optional<SignedCheckpoint> last;

    CheckpointKeeper(Path path, Signer signer, IndexFiles index, Optional<SignedCheckpoint> last) {
        this.path = path;
        this.signer = signer;
        this.index = index;
        this.last = last;
    }

    /** Whether the last checkpoint covers that many entries. */
    boolean covers(long size) {
        return last.isPresent() && last.get().size() == size;
    }

    /** Signs and stores a checkpoint for a tree, unless the last one is of that size already. */
    SignedCheckpoint sign(long size, HashValue root) throws IOException {
        requireUntouched();
        if (last.isPresent()) {
            requireContinued(last.get().checkpoint(), size, root);
            if (last.get().size() == size) {
                return last.get();
            }
        }
        index.force();
        var signed = signed(size, root);
        Disk.replace(path, signed.note().bytes());
        last = Optional.of(signed);
        return signed;
    }

    private SignedCheckpoint signed(long size, HashValue root) throws LedgerException {
        try {
            return SignedCheckpoint.sign(new Checkpoint(signer.verifierKey().name(), size, root), signer);
        } catch (CheckpointException e) {
            throw new LedgerException(Reason.KEY, "cannot sign a checkpoint: " + e.getMessage(), e);
        }
    }

    private void requireUntouched() throws IOException {
        if (!CheckpointFile.read(path, signer.verifierKey()).equals(last)) {
            throw new LedgerException(
                    Reason.INCONSISTENT,
                    "refuse to sign a checkpoint: " + path
                            + " is not the one that was signed last; somebody else has replaced it. Verify the ledger.");
        }
    }

    private void requireContinued(Checkpoint before, long size, HashValue root) throws IOException {
        try {
            var proof = new Prover(index).consistency(before.size(), size);
            ConsistencyProofVerifier.verify(proof, before.root(), root);
        } catch (ProofException | IllegalArgumentException e) {
            throw new LedgerException(
                    Reason.INCONSISTENT,
                    "refuse to sign a checkpoint of " + size + " entries: it would not continue the one of "
                            + before.size() + " entries signed before (" + e.getMessage() + "). Verify the ledger.",
                    e);
        }
    }
}
