package io.jenkins.plugins.itgc.history;

import com.fasterxml.jackson.databind.JsonNode;

/** How a decision came out, in one word: the verdict, and what the kind of change and people made of it. */
public enum Resolution {
    /** Every control passed. */
    ALLOWED,
    /** Allowed as an emergency, which owes a review. */
    EMERGENCY,
    /** Blocked, and then let through by somebody, which owes a review. */
    OVERRIDDEN,
    /** A control failed or could not be determined, in an environment that is only observed. */
    OBSERVED,
    /** A control failed. */
    BLOCKED,
    /** No control failed, but at least one could not be determined: blocked as well. */
    NOT_DETERMINABLE,
    /** The environment is out of scope: recorded, not judged. */
    OUT_OF_SCOPE;

    /** Whether it is one of those that owe a review. */
    public boolean isException() {
        return this == EMERGENCY || this == OVERRIDDEN;
    }

    /** Reads it from the body of a decision, without the rest of it. */
    static Resolution of(JsonNode body, boolean overridden) {
        String verdict = body.at("/decision/verdict").asText();
        if (verdict.equals("OUT_OF_SCOPE")) {
            return OUT_OF_SCOPE;
        }
        if (verdict.equals("ALLOWED")) {
            return body.at("/evidence/request/changeType").asText().equals("EMERGENCY") ? EMERGENCY : ALLOWED;
        }
        if (overridden) {
            return OVERRIDDEN;
        }
        if (body.at("/decision/mode").asText().equals("OBSERVE")) {
            return OBSERVED;
        }
        return verdict.equals("NOT_DETERMINABLE") ? NOT_DETERMINABLE : BLOCKED;
    }
}
