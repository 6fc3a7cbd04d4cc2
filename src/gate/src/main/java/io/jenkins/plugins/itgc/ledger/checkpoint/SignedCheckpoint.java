package io.jenkins.plugins.itgc.ledger.checkpoint;

/**
 * A checkpoint and the note that carries it.
 *
 * @param checkpoint what is stated
 * @param note the signed form, as it is stored and published
 */
public record SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {
    /** Signs a checkpoint. */
    public static SignedCheckpoint sign(Checkpoint checkpoint, Signer signer) throws CheckpointException {
        return new SignedCheckpoint(checkpoint, SignedNote.sign(checkpoint.text(), signer));
    }

    /** Reads a signed checkpoint; its signature is not checked here. */
    public static SignedCheckpoint parse(byte[] bytes) throws CheckpointException {
        var note = SignedNote.parse(bytes);
        return new SignedCheckpoint(Checkpoint.parse(note.text()), note);
    }

    /**
     * Returns where the key signed this and is the key of the log that it speaks of.
     *
     * @throws CheckpointException where not
     */
    public void verify(VerifierKey key) throws CheckpointException {
        if (!checkpoint.origin().equals(key.name())) {
            throw new CheckpointException(
                    "the checkpoint is of the log '" + checkpoint.origin() + "', the key of '" + key.name() + "'");
        }
        note.verify(key);
    }

    public long size() {
        return checkpoint.size();
    }
}
