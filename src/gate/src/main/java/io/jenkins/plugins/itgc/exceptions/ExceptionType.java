package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What kind of deviation an exception is, in the words of a worksheet. */
public enum ExceptionType {
    /** The control was performed too late. */
    TIMING("Timing"),
    /** The control was not performed, or not as designed. */
    EXECUTION("Execution"),
    /** Whether the control was performed is not shown. */
    EVIDENCE("Evidence"),
    /** Something lay outside of what the control covers, and should not have. */
    SCOPE("Scope");

    private final String text;

    ExceptionType(String text) {
        this.text = text;
    }

    /** How it is written in worksheets. */
    @JsonValue
    public String text() {
        return text;
    }

    /**
     * Reads it, in any case.
     *
     * @throws IllegalArgumentException where the text is none
     */
    @JsonCreator
    public static ExceptionType ofText(String text) {
        return Arrays.stream(values())
                .filter(type -> type.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is no type of exception; write timing, execution, evidence or scope"));
    }
}
