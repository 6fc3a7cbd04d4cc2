package io.jenkins.plugins.itgc.ledger.merkle;

/** A proof does not show what it should. */
public final class ProofException extends Exception {
    private static final long serialVersionUID = 1L;

    ProofException(String message) {
        super(message);
    }
}
