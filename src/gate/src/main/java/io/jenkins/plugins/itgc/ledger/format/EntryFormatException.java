package io.jenkins.plugins.itgc.ledger.format;

/** A line is not an entry. */
public final class EntryFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    public EntryFormatException(String message) {
        super(message);
    }

    public EntryFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
