package io.jenkins.plugins.itgc.sample;

/** A sample was not drawn, or cannot be read; the message says why and what to do. */
public final class SampleException extends Exception {
    private static final long serialVersionUID = 1;

    public SampleException(String message) {
        super(message);
    }

    public SampleException(String message, Throwable cause) {
        super(message, cause);
    }
}
