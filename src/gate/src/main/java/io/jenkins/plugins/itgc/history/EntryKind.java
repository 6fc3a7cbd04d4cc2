package io.jenkins.plugins.itgc.history;

/** The kinds of ledger entries that the gate writes. */
public enum EntryKind {
    DECISION("decision"),
    DEPLOYMENT_START("deployment-start"),
    DEPLOYMENT_RESULT("deployment-result"),
    EMERGENCY_REVIEW("emergency-review"),
    OVERRIDE("override"),
    REJECTION("rejection"),
    POLICY_SEEN("policy-seen"),
    /** What a tester concludes about a deployment that was sampled. */
    TEST_RESULT("test-result");

    private final String text;

    EntryKind(String text) {
        this.text = text;
    }

    /** The kind as it stands in the ledger. */
    public String text() {
        return text;
    }
}
