package io.jenkins.plugins.itgc.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How often a control operates. */
public enum Frequency {
    ANNUAL,
    QUARTERLY,
    MONTHLY,
    WEEKLY,
    DAILY,
    MANY_TIMES_A_DAY;

    /** How it is written in files and on the command line: {@code many-times-a-day}. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads it back.
     *
     * @throws IllegalArgumentException where the text is none
     */
    @JsonCreator
    public static Frequency ofText(String text) {
        return Arrays.stream(values())
                .filter(frequency -> frequency.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no frequency; write annual,"
                        + " quarterly, monthly, weekly, daily or many-times-a-day"));
    }
}
