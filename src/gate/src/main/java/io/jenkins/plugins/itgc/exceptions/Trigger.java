package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What opens an exception. The texts are a part of its key in ledgers: none is ever renamed. */
public enum Trigger {
    /** An attribute of a tested item is not shown. */
    DEVIATION("deviation", "attribute not shown", ExceptionType.EXECUTION),
    /** Somebody let a blocked deployment go on. */
    OVERRIDE("override", "blocked, and overridden", ExceptionType.EXECUTION),
    /** An emergency or override was not reviewed in time. */
    LATE_REVIEW("late-review", "not reviewed in time", ExceptionType.TIMING),
    /** The reviewer of an emergency or override did not accept it. */
    REJECTED_REVIEW("rejected-review", "review did not accept it", ExceptionType.EXECUTION),
    /** A deployment went on that was blocked and not overridden. */
    DEPLOYED_ALTHOUGH_BLOCKED("deployed-although-blocked", "deployed although blocked", ExceptionType.EXECUTION),
    /** The deploying system deployed something of which the ledger has no decision. */
    NO_DECISION("no-decision", "deployed without a decision", ExceptionType.SCOPE),
    /** The ledger let a deployment go on of which the deploying system says nothing. */
    NOT_IN_SOURCE("not-in-source", "not in the deploying system's list", ExceptionType.EVIDENCE),
    /** An entry does not say what it must. */
    UNREADABLE("unreadable", "entry cannot be read", ExceptionType.EVIDENCE),
    /** An override of a decision that is not in the ledger. */
    OVERRIDE_WITHOUT_DECISION("override-without-decision", "override of no decision", ExceptionType.EVIDENCE),
    /** Different deployments have the same id. */
    REUSED_ID("reused-id", "id used twice", ExceptionType.EVIDENCE);

    private final String text;
    private final String title;
    private final ExceptionType type;

    Trigger(String text, String title, ExceptionType type) {
        this.text = text;
        this.title = title;
        this.type = type;
    }

    /** How it is written in ledgers. */
    @JsonValue
    public String text() {
        return text;
    }

    /** What it is called before people. */
    public String title() {
        return title;
    }

    /** The type that an exception has by this until somebody says otherwise. */
    public ExceptionType type() {
        return type;
    }

    /**
     * Reads it from a ledger.
     *
     * @throws IllegalArgumentException where the text is none
     */
    @JsonCreator
    public static Trigger ofText(String text) {
        return Arrays.stream(values())
                .filter(trigger -> trigger.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" opens no exception"));
    }
}
