package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.history.Resolution;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;

/** What something means for the deployment: the symbol, the colour and the word that say so; never the colour alone. */
public enum Tone {
    GOOD("symbol-check", "success"),
    BAD("symbol-close-circle", "error"),
    UNSURE("symbol-help-circle", "warning"),
    EXCEPTION("symbol-shield-warning", "exception"),
    NEUTRAL("symbol-information-circle", "neutral");

    private final String symbol;
    private final String style;

    Tone(String symbol, String style) {
        this.symbol = symbol;
        this.style = style;
    }

    public String getSymbol() {
        return symbol;
    }

    /** The last part of the names of style classes. */
    public String getStyle() {
        return style;
    }

    /** Jenkins' own class of style for the colour. */
    public String getColour() {
        return switch (this) {
            case GOOD -> "jenkins-!-success-color";
            case BAD -> "jenkins-!-error-color";
            case UNSURE -> "jenkins-!-warning-color";
            case EXCEPTION -> "jenkins-!-color-purple";
            case NEUTRAL -> "jenkins-!-text-color-secondary";
        };
    }

    static Tone of(Resolution resolution) {
        return switch (resolution) {
            case ALLOWED -> GOOD;
            case EMERGENCY, OVERRIDDEN -> EXCEPTION;
            case BLOCKED -> BAD;
            case NOT_DETERMINABLE -> UNSURE;
            case OBSERVED, OUT_OF_SCOPE -> NEUTRAL;
        };
    }

    static Tone of(Mark mark) {
        return switch (mark) {
            case PASS -> GOOD;
            case FAIL -> BAD;
            case UNKNOWN -> UNSURE;
            case WAIVED -> EXCEPTION;
            case NONE, REMEDY, MORE -> NEUTRAL;
        };
    }

    static Tone of(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> GOOD;
            case FAILURE -> BAD;
            case ABORTED -> NEUTRAL;
        };
    }
}
