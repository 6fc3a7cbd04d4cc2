package io.jenkins.plugins.itgc.gate;

/** What was asked of the gate cannot be done; nothing was recorded. The message says why and what to do. */
public final class GateException extends Exception {
    private static final long serialVersionUID = 1;

    public GateException(String message) {
        super(message);
    }
}
