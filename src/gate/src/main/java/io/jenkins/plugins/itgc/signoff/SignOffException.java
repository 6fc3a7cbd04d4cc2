package io.jenkins.plugins.itgc.signoff;

/** A period was not signed off, or its test cannot be read; nothing was recorded. The message says why and what to do. */
public final class SignOffException extends Exception {
    private static final long serialVersionUID = 1;

    public SignOffException(String message) {
        super(message);
    }

    public SignOffException(String message, Throwable cause) {
        super(message, cause);
    }
}
