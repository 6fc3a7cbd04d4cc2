package io.jenkins.plugins.itgc.json;

/** A value has no canonical form in this project's profile, or bytes are not in canonical form. */
public final class CanonicalJsonException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    CanonicalJsonException(String message) {
        super(message);
    }

    CanonicalJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
