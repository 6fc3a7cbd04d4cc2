package io.jenkins.plugins.itgc.ledger.checkpoint;

/** Signs checkpoints: with a key in a file, or elsewhere with one that never leaves its device. */
public interface Signer {
    /** The key's name, which is the log's origin too, and its public half. */
    VerifierKey verifierKey();

    /**
     * The Ed25519 signature of a message.
     *
     * @throws CheckpointException where the key cannot be used
     */
    byte[] sign(byte[] message) throws CheckpointException;
}
