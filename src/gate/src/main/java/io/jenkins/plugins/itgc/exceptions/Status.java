package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far the follow-up of an exception has come. */
public enum Status {
    /** Nobody owns it. */
    UNOWNED,
    /** Somebody owns it. */
    OPEN,
    /** Its cause and the management response are written. */
    ANSWERED,
    /** The control was tested again, and worked. */
    RETESTED,
    /** Another person than its owner closed it. */
    CLOSED;

    /** How it is written. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
