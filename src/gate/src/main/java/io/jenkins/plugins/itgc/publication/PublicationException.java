package io.jenkins.plugins.itgc.publication;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Nothing was published, or not all of it; what is incomplete does not count, and publishing again goes on with it. */
public final class PublicationException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What kind of trouble it is. */
    public enum Reason {
        /** What was asked for cannot be done as it was put. */
        REQUEST,
        /** There is no such bucket or directory. */
        NO_PLACE,
        /** The place lies in another region than the one asked. */
        WRONG_REGION,
        /** A lock is asked for, and the place has none or does not keep it. */
        NO_LOCK,
        /** This machine's clock and the server's differ too much. */
        CLOCK_SKEW,
        /** There are no credentials, or they may not do what is needed. */
        DENIED,
        /** The server had too many requests, and still had after some patience. */
        THROTTLED,
        /** The server failed or could not be reached, also after some patience. */
        UNAVAILABLE,
        /** What arrived is not what was sent. */
        CHECKSUM,
        /** Something else has the name already; nothing is ever written over. */
        CONFLICT,
        /** What was published before is not how the ledger begins. */
        INCONSISTENT,
        /** A signature does not hold, or another key signed. */
        SIGNATURE,
        /** What was published before cannot be read. */
        DAMAGED,
        /** Reading or writing on this machine failed. */
        IO,
        /** Somebody asked to stop. */
        INTERRUPTED
    }

    public PublicationException(Reason reason, String message) {
        this(reason, message, null);
    }

    public PublicationException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
