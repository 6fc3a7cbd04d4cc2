package io.jenkins.plugins.itgc.ledger.checkpoint;

/** A key, a note or a checkpoint is malformed, or its signature does not hold. */
public final class CheckpointException extends Exception {
    private static final long serialVersionUID = 1L;

    CheckpointException(String message) {
        super(message);
    }

    CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
