package io.jenkins.plugins.itgc.reason;

/**
 * Every reason the gate can give. Codes are stable: they stand in ledgers and in auditors' worksheets, so one is never
 * renamed and never given a second meaning.
 */
public enum ReasonCode {
    DIRECT_PUSH(
            Kind.FAIL,
            "A commit reached the branch without a merged pull request.",
            "Bring the change in by a pull request, or deploy a range without it."),
    PULL_REQUEST_NOT_MERGED(
            Kind.FAIL,
            "The commit is only in pull requests that are not merged.",
            "Merge the pull request once it is approved."),
    PULL_REQUEST_OTHER_BASE(
            Kind.FAIL,
            "The pull request was merged into a branch or repository that the policy does not name.",
            "Merge into a branch of the policy's base-branches."),
    PULL_REQUEST_MISMATCH(
            Kind.FAIL,
            "The pull request that was named does not bring the deployed commit.",
            "Name the pull request that does, or leave it out."),
    APPROVAL_NONE(
            Kind.FAIL,
            "Nobody approved the pull request.",
            "Ask somebody with write permission, who did not write the change, to approve the next one before merging."),
    APPROVALS_TOO_FEW(
            Kind.FAIL,
            "Fewer approvals count than the policy asks for.",
            "Ask for the missing approvals before merging."),
    APPROVAL_STALE(
            Kind.FAIL,
            "The approval is of another revision than the one that was merged.",
            "Have the final revision approved."),
    APPROVAL_DISMISSED(Kind.FAIL, "The approval was dismissed.", "Ask the reviewer to approve again."),
    APPROVAL_SELF(
            Kind.FAIL, "The approver wrote, committed or pushed part of the change.", "Ask somebody else to approve."),
    APPROVAL_BY_DEPLOYER(Kind.FAIL, "The approver is the one who deploys.", "Let somebody else deploy or approve."),
    APPROVAL_BY_BOT(Kind.FAIL, "The approver is a bot.", "Ask a human to approve the current head."),
    APPROVAL_BY_DELETED_ACCOUNT(
            Kind.FAIL, "The approver's account no longer exists.", "Ask somebody with an account to approve."),
    APPROVAL_WITHOUT_PERMISSION(
            Kind.FAIL,
            "The approver has no write permission on the repository.",
            "Ask somebody with write permission to approve."),
    APPROVAL_AFTER_MERGE(
            Kind.FAIL,
            "The approval was given after the merge.",
            "Approve before merging; an emergency is declared as one."),
    APPROVAL_BEFORE_BASE_CHANGE(
            Kind.FAIL,
            "The pull request's base was changed after the approval.",
            "Approve again after the base was changed."),
    CHANGES_REQUESTED(
            Kind.FAIL,
            "A reviewer's request for changes still stands.",
            "Let that reviewer approve, or dismiss the request with a reason."),
    TICKET_NONE(
            Kind.FAIL,
            "No ticket of a configured project is linked.",
            "Name the ticket in the pull request, its branch or commits, or in the request."),
    TICKET_NOT_APPROVED(Kind.FAIL, "The ticket never reached an approved status.", "Have the ticket approved."),
    TICKET_APPROVAL_VOIDED(Kind.FAIL, "The ticket left its approved status again.", "Have the ticket approved again."),
    TICKET_APPROVAL_PENDING(
            Kind.FAIL, "The service desk approval is not decided.", "Have the pending approvals decided."),
    TICKET_APPROVAL_DECLINED(
            Kind.FAIL, "The service desk approval was declined.", "Raise a new change that can be approved."),
    TICKET_APPROVER_INVOLVED(
            Kind.FAIL,
            "The ticket was approved by somebody who takes part in the change.",
            "Have the ticket approved by somebody else."),
    TICKET_APPROVED_LATE(
            Kind.FAIL, "The ticket was approved after the decision was asked for.", "Approve before deploying."),
    TICKET_MOVED_PROJECT(
            Kind.FAIL,
            "The ticket now lies in a project that is not configured.",
            "Name a ticket of a configured project."),
    TICKET_MOVED(Kind.NOTE, "The ticket answers under a new key.", "Nothing; both keys are recorded."),
    BASELINE_MISSING(
            Kind.FAIL,
            "This is the first deployment here, and no baseline was given.",
            "Give the commit that runs now as the baseline, or set first-deployment in the policy."),
    BASELINE_NAMED(
            Kind.NOTE, "The baseline was named in the request, not taken from the ledger.", "Nothing; it is recorded."),
    TIP_ONLY(
            Kind.NOTE, "First deployment: the policy has only the deployed commit judged.", "Nothing; it is recorded."),
    REDEPLOYMENT(Kind.NOTE, "The same commit was deployed here before.", "Nothing; it is recorded."),
    ROLLBACK(Kind.NOTE, "The commit lies before the one deployed last: a rollback.", "Nothing; it is recorded."),
    ROLLBACK_TARGET_UNKNOWN(
            Kind.FAIL,
            "The commit lies before the one deployed last, and was never deployed here.",
            "Roll back to a commit that was deployed here before."),
    HISTORY_DIVERGED(
            Kind.NOTE,
            "The history diverged from what was deployed last; all since the merge base is judged.",
            "Nothing; it is recorded."),
    RANGE_INCOMPLETE(
            Kind.UNKNOWN,
            "Not every commit of the range could be read.",
            "Deploy smaller ranges, or look at the server's answer."),
    SEPARATION_DEPLOYER_AUTHOR(Kind.FAIL, "The one who deploys wrote part of the change.", "Let somebody else deploy."),
    IDENTITY_UNKNOWN(
            Kind.UNKNOWN,
            "It is not known who this is in the other system.",
            "Add the person to the policy's identities."),
    DEPLOYER_UNKNOWN(Kind.UNKNOWN, "The request does not say who deploys.", "Name the deployer in the request."),
    PUSHER_UNKNOWN(
            Kind.UNKNOWN,
            "It could not be read who pushed the final revision.",
            "Let the token read the repository's activity, or leave pusher out of the policy's approver-is-not."),
    ROLLBACK_PLAN_NONE(
            Kind.FAIL,
            "There is no rollback plan.",
            "Add a section \"Rollback\" to the pull request, or give the plan with the request."),
    ROLLBACK_PLAN_BOILERPLATE(Kind.FAIL, "The rollback plan is a placeholder.", "Write how this change is taken back."),
    ROLLBACK_PLAN_TOO_SHORT(
            Kind.FAIL,
            "The rollback plan is shorter than the policy asks for.",
            "Write how this change is taken back."),
    FILE_OUTSIDE_WORKSPACE(
            Kind.FAIL,
            "The file lies outside the workspace.",
            "Name a file inside the workspace that is no link to the outside."),
    FILE_UNREADABLE(Kind.UNKNOWN, "The file could not be read.", "Check that it exists and can be read."),
    TEST_NONE(Kind.FAIL, "There is no test evidence.", "Run the tests of this commit and give their JUnit files."),
    TEST_NOT_EXECUTED(Kind.FAIL, "No test was executed.", "Run the tests of this commit."),
    TEST_FAILED(Kind.FAIL, "Tests failed.", "Mend the change or the test."),
    TEST_UNREADABLE(Kind.UNKNOWN, "A test result file could not be read.", "Give whole JUnit XML files."),
    TEST_OTHER_COMMIT(Kind.FAIL, "The test results are of another commit.", "Give the results of the deployed commit."),
    RISK_ASSESSMENT_NONE(
            Kind.FAIL,
            "There is no risk and impact assessment.",
            "Add the section or the ticket field that the policy names."),
    RISK_ASSESSMENT_BOILERPLATE(
            Kind.FAIL, "The risk and impact assessment is a placeholder.", "Write what the change can affect."),
    RISK_ASSESSMENT_TOO_SHORT(
            Kind.FAIL,
            "The risk and impact assessment is shorter than the policy asks for.",
            "Write what the change can affect."),
    CHECK_MISSING(Kind.FAIL, "A required check did not run on the commit.", "Run it on the deployed commit."),
    CHECK_PENDING(Kind.FAIL, "A required check has not finished.", "Wait for it."),
    CHECK_FAILED(Kind.FAIL, "A required check did not succeed.", "Mend what it found, and run it again."),
    PROMOTION_NONE(
            Kind.FAIL,
            "The same commit or artifact was not deployed to the lower environment.",
            "Deploy it there first, with success."),
    WINDOW_CLOSED(Kind.FAIL, "The deployment lies outside the change windows.", "Deploy inside a window."),
    FREEZE(Kind.FAIL, "A change freeze is in force.", "Wait for its end, or declare an emergency."),
    PIPELINE_REPLAYED(
            Kind.FAIL,
            "The pipeline's script was edited by hand for this run.",
            "Bring the change into the pipeline's source, and start a new run."),
    PIPELINE_REFUSED(Kind.FAIL, "The policy lets no such run deploy.", "Start a new run of the pipeline."),
    PIPELINE_RESTARTED(Kind.NOTE, "The run was restarted from one of its stages.", "Nothing; it is recorded."),
    PIPELINE_REBUILT(Kind.NOTE, "An earlier run was started again with its parameters.", "Nothing; it is recorded."),
    EMERGENCY_DECLARED(
            Kind.NOTE,
            "Emergency: allowed without prior approval, and owes a review.",
            "Have another person review it in time."),
    EMERGENCY_NOT_ALLOWED(Kind.FAIL, "The policy allows no emergency changes here.", "Use the ordinary way."),
    EMERGENCY_WITHOUT_JUSTIFICATION(
            Kind.FAIL, "An emergency needs a justification.", "Say what is broken and why it cannot wait."),
    EMERGENCY_NOT_ENTITLED(
            Kind.FAIL, "This person may not declare an emergency.", "Ask somebody whom the policy lists."),
    EMERGENCY_REVIEWS_OVERDUE(
            Kind.FAIL, "Too many reviews of earlier emergencies are overdue.", "Record the owed reviews first."),
    STANDARD_DECLARED(Kind.NOTE, "Standard change: approved beforehand by its template.", "Nothing; it is recorded."),
    STANDARD_TEMPLATE_UNKNOWN(Kind.FAIL, "The policy has no such template.", "Name a template of the policy."),
    STANDARD_EXPIRED(Kind.FAIL, "The template has expired.", "Have the template approved again."),
    STANDARD_OTHER_SERVICE(
            Kind.FAIL, "The template does not cover this service.", "Use the ordinary way, or widen the template."),
    STANDARD_NOT_ENTITLED(Kind.FAIL, "The template does not cover this person.", "Let somebody deploy whom it covers."),
    STANDARD_OTHER_PATHS(
            Kind.FAIL,
            "The change touches files that the template does not cover.",
            "Use the ordinary way for this change."),
    OUT_OF_SCOPE(Kind.NOTE, "The environment is out of the policy's scope.", "Nothing; it is recorded."),
    SERVER_NOT_CONFIGURED(Kind.UNKNOWN, "No server is configured for this.", "Configure its URL."),
    SERVER_UNREACHABLE(
            Kind.UNKNOWN, "The server could not be reached.", "Check the URL and the network, and ask again."),
    SERVER_TIMEOUT(Kind.UNKNOWN, "The server did not answer in time.", "Ask again later."),
    SERVER_ERROR(Kind.UNKNOWN, "The server answered with an error.", "Ask again later."),
    RATE_LIMITED(
            Kind.UNKNOWN,
            "The server's rate limit is spent for longer than the time budget.",
            "Ask again after the time it gave."),
    NOT_FOUND(
            Kind.UNKNOWN,
            "The server says not found, which may also mean not permitted.",
            "Check the name, and what the credentials can see."),
    NOT_PERMITTED(Kind.UNKNOWN, "The server refused the credentials.", "Check the credentials and their permissions."),
    ANSWER_UNREADABLE(
            Kind.UNKNOWN, "The server's answer could not be understood.", "Check that the URL is that of the API."),
    ANSWER_TOO_LARGE(
            Kind.UNKNOWN,
            "The server's answer is larger than the limit.",
            "Deploy smaller ranges, or raise the limit."),
    ANSWER_INCOMPLETE(Kind.UNKNOWN, "The server gave fewer items than it counts.", "Ask again; deploy smaller ranges."),
    REDIRECT_REFUSED(
            Kind.UNKNOWN,
            "The server redirected to where the gate does not follow.",
            "Configure the URL that it redirects to.");

    /** What a reason does to a control. */
    public enum Kind {
        /** The evidence shows that the control is not met. */
        FAIL,
        /** The evidence could not be read or does not suffice: not determinable, which blocks as well. */
        UNKNOWN,
        /** Worth recording; blocks nothing. */
        NOTE
    }

    private final Kind kind;
    private final String meaning;
    private final String remedy;

    ReasonCode(Kind kind, String meaning, String remedy) {
        this.kind = kind;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    public Kind kind() {
        return kind;
    }

    /** What the code says, one sentence for people. */
    public String meaning() {
        return meaning;
    }

    /** What somebody can do about it, one sentence. */
    public String remedy() {
        return remedy;
    }
}
