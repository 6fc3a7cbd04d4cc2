package io.jenkins.plugins.itgc.history;

/** The kinds of ledger entries that the gate and the testing of the gate write. */
public enum EntryKind {
    DECISION("decision"),
    DEPLOYMENT_START("deployment-start"),
    DEPLOYMENT_RESULT("deployment-result"),
    EMERGENCY_REVIEW("emergency-review"),
    OVERRIDE("override"),
    REJECTION("rejection"),
    POLICY_SEEN("policy-seen"),
    /** What a tester concludes about a deployment that was sampled. */
    TEST_RESULT("test-result"),
    /** Something is an exception of the control. */
    EXCEPTION_OPENED("exception-opened"),
    /** A step in the follow-up of an exception. */
    EXCEPTION_CHANGED("exception-changed"),
    /** Management reviewed the test of a period. */
    SIGN_OFF("sign-off");

    private final String text;

    EntryKind(String text) {
        this.text = text;
    }

    /** The kind as it stands in the ledger. */
    public String text() {
        return text;
    }
}
