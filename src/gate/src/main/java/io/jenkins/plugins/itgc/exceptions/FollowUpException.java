package io.jenkins.plugins.itgc.exceptions;

/** What was asked about an exception cannot be done; nothing was recorded. The message says why and what to do. */
public final class FollowUpException extends Exception {
    private static final long serialVersionUID = 1;

    public FollowUpException(String message) {
        super(message);
    }
}
