package io.jenkins.plugins.itgc.worksheet;

import io.jenkins.plugins.itgc.worksheet.attribute.Attribute;
import io.jenkins.plugins.itgc.worksheet.attribute.Judgement;
import io.jenkins.plugins.itgc.worksheet.attribute.Result;

/** What kind of exception a deviation is, in the words of control testing. */
public enum DeviationType {
    /** Done, but too late. */
    TIMING("Timing"),
    /** Not done as the control asks. */
    EXECUTION("Execution"),
    /** Perhaps done; the record does not show it. */
    EVIDENCE("Evidence"),
    /** Not in the population, or in it without a decision. */
    SCOPE("Scope");

    private final String text;

    DeviationType(String text) {
        this.text = text;
    }

    /** How it is written. */
    public String text() {
        return text;
    }

    /** The type of a judgement that is a deviation. */
    public static DeviationType of(Judgement judgement) {
        if (judgement.result() == Result.NOT_DETERMINABLE) {
            return EVIDENCE;
        }
        boolean late = judgement.evidence().contains("APPROVAL_AFTER_MERGE")
                || judgement.evidence().contains("TICKET_APPROVED_LATE")
                || judgement.attribute() == Attribute.H && judgement.evidence().contains("too late");
        return late ? TIMING : EXECUTION;
    }
}
