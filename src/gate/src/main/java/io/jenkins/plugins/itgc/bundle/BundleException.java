package io.jenkins.plugins.itgc.bundle;

/** A bundle was not made; the message says why and what to do. */
public final class BundleException extends Exception {
    private static final long serialVersionUID = 1;

    public BundleException(String message) {
        super(message);
    }

    public BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
