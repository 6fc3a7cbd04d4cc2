package io.jenkins.plugins.itgc.worksheet.attribute;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What judging an attribute came to. */
public enum Result {
    PASS("pass"),
    FAIL("fail"),
    /** Not asked of this item. */
    NOT_APPLICABLE("n/a"),
    /** The record does not show it: a deviation as well (AS 2315.40). */
    NOT_DETERMINABLE("not determinable");

    private final String text;

    Result(String text) {
        this.text = text;
    }

    /** How it is written in worksheets. */
    @JsonValue
    public String text() {
        return text;
    }

    /** Whether it counts as a deviation. */
    public boolean isDeviation() {
        return this == FAIL || this == NOT_DETERMINABLE;
    }

    /**
     * Reads it back.
     *
     * @throws IllegalArgumentException where the text is none
     */
    @JsonCreator
    public static Result ofText(String text) {
        return Arrays.stream(values())
                .filter(result -> result.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no result of an attribute"));
    }
}
