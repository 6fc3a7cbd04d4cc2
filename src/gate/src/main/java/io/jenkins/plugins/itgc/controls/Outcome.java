package io.jenkins.plugins.itgc.controls;

/** What judging one control came to. */
public enum Outcome {
    PASS,
    FAIL,
    /** The policy or the kind of change does not ask for it. */
    NOT_APPLICABLE,
    /** The evidence could not be read or does not suffice; blocks like a failure. */
    NOT_DETERMINABLE;

    public boolean blocks() {
        return this == FAIL || this == NOT_DETERMINABLE;
    }
}
