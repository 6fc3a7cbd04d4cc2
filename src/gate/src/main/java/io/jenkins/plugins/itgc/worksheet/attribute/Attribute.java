package io.jenkins.plugins.itgc.worksheet.attribute;

/** One thing that each tested deployment must show. The letters stand in worksheets: none ever changes its meaning. */
public enum Attribute {
    A("change record linked", "Everything deployed is brought by a merged pull request, or named by a ticket."),
    B(
            "approved before deployment",
            "As many people as the policy asks for approved it before it was merged and deployed."),
    C("approver authorized", "Who approved is a human, with an account and write permission when the gate decided."),
    D("separation of duties", "Who approved neither wrote, committed nor pushed the change, nor deploys it."),
    E("test evidence", "Tests of the deployed commit were executed, and none failed."),
    F("rollback plan", "A plan to take the change back was written."),
    G("final revision, whole range", "The approval is of what was merged, and every commit of the range is covered."),
    H("emergency reviewed", "An emergency or override has a reason, and another person accepted it within its limit."),
    I("deployed as approved", "What was deployed is what was decided on, and the record is the one that was signed.");

    private final String title;
    private final String asks;

    Attribute(String title, String asks) {
        this.title = title;
        this.asks = asks;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** What an item must show, in one sentence. */
    public String asks() {
        return asks;
    }
}
