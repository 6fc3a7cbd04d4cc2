package io.jenkins.plugins.itgc.worksheet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a tester concludes about an item, whatever the worksheet says of its attributes. */
public enum TesterConclusion {
    NO_DEVIATION("no deviation"),
    DEVIATION("deviation"),
    /** The tester cannot tell: a deviation as well. */
    NOT_DETERMINABLE("not determinable"),
    /** The item does not belong to the test; it must be replaced, and stays listed. */
    VOID("void");

    private final String text;

    TesterConclusion(String text) {
        this.text = text;
    }

    /** Whether it is a deviation. */
    public boolean deviates() {
        return this == DEVIATION || this == NOT_DETERMINABLE;
    }

    /** How it is written in worksheets and in the ledger. */
    @JsonValue
    public String text() {
        return text;
    }

    /** All that a tester may write. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(TesterConclusion::text).toList();
    }

    /** The conclusion that a cell names, without regard to case. */
    public static Optional<TesterConclusion> read(String cell) {
        String wanted = cell.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(conclusion -> conclusion.text.equals(wanted))
                .findFirst();
    }

    /**
     * Reads it back.
     *
     * @throws IllegalArgumentException where the text is none
     */
    @JsonCreator
    public static TesterConclusion ofText(String text) {
        return read(text)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no conclusion of a tester"));
    }
}
