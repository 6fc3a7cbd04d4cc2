package io.jenkins.plugins.itgc.ledger;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The ledger could not do what was asked; nothing that depends on it may go on. */
public final class LedgerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What kind of trouble it is. */
    public enum Reason {
        /** Somebody else is writing to this ledger. */
        LOCKED,
        /** The entry has no canonical form, or is too long. */
        REFUSED,
        /** Reading or writing failed. */
        IO,
        /** An earlier failure: the ledger takes no more entries until it is opened again. */
        FAILED,
        /** The ledger was closed, or opened for reading only. */
        CLOSED,
        /** There is no such entry or size. */
        ABSENT,
        /** The log has fewer entries than its signed checkpoint covers. */
        TRUNCATED,
        /** The log is not the one of which the signed checkpoint speaks. */
        INCONSISTENT,
        /** A line that is not the last is not an entry. */
        DAMAGED,
        /** The key or the checkpoint is missing, malformed or does not fit. */
        KEY
    }

    public LedgerException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public LedgerException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
