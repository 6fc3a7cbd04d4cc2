package io.jenkins.plugins.itgc.population;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A part of the population that is tested apart from the others. */
public enum Stratum {
    /** Let go on by the gate, not as an emergency. */
    STANDARD("standard"),
    /** Let go on as an emergency. */
    EMERGENCY("emergency"),
    /** Blocked by the gate, and let go on by a person. */
    OVERRIDE("override");

    private final String text;

    Stratum(String text) {
        this.text = text;
    }

    /** How it is written in files. */
    @JsonValue
    public String text() {
        return text;
    }

    /**
     * Reads it from a file.
     *
     * @throws IllegalArgumentException where the text is none
     */
    @JsonCreator
    public static Stratum ofText(String text) {
        return switch (text) {
            case "standard" -> STANDARD;
            case "emergency" -> EMERGENCY;
            case "override" -> OVERRIDE;
            default -> throw new IllegalArgumentException("\"" + text + "\" is no stratum");
        };
    }
}
