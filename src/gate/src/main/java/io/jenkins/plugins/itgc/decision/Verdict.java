package io.jenkins.plugins.itgc.decision;

/** What the policy says of a deployment. */
public enum Verdict {
    ALLOWED,
    /** A control failed. */
    BLOCKED,
    /** No control failed, but at least one could not be determined: blocked as well. */
    NOT_DETERMINABLE,
    /** The environment is out of scope: recorded, not judged. */
    OUT_OF_SCOPE
}
