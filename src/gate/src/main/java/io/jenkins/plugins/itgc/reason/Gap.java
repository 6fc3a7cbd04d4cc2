package io.jenkins.plugins.itgc.reason;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Something that could not be read, and why.
 *
 * @param code a code of kind {@link ReasonCode.Kind#UNKNOWN}, or of kind {@link ReasonCode.Kind#FAIL} where reading was
 *     refused
 * @param detail what was asked, of whom and what came back, for people
 */
public record Gap(ReasonCode code, String detail) {
    /** The gap as a reason of the control that needed the reading. */
    @JsonIgnore
    public Reason about(String subject) {
        return new Reason(code, subject, detail);
    }
}
