package io.jenkins.plugins.itgc.decision;

import static io.jenkins.plugins.itgc.decision.Scenario.APPROVED_AT;
import static io.jenkins.plugins.itgc.decision.Scenario.HEAD;
import static io.jenkins.plugins.itgc.decision.Scenario.MERGED_AT;
import static io.jenkins.plugins.itgc.decision.Scenario.allowed;
import static io.jenkins.plugins.itgc.decision.Scenario.commit;
import static io.jenkins.plugins.itgc.decision.Scenario.review;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.controls.Outcome;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.ChangeCommit;
import io.jenkins.plugins.itgc.trace.Permission;
import io.jenkins.plugins.itgc.trace.PullRequestHistory;
import io.jenkins.plugins.itgc.trace.Review;
import io.jenkins.plugins.itgc.trace.Review.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An approval of a pull request")
class PullRequestApprovalTest {
    private static final String CONTROL = "approved-change";

    private static Scenario reviewed(Review... reviews) {
        return allowed().with(scenario -> {
            scenario.reviews.clear();
            scenario.reviews.addAll(List.of(reviews));
        });
    }

    private static Review approvalOf(
            Optional<Account> user, Optional<io.jenkins.plugins.itgc.request.CommitId> revision, Instant at) {
        return new Review(1, user, State.APPROVED, revision, Optional.of(at));
    }

    private static Optional<Account> ben() {
        return Optional.of(new Account("ben", false));
    }

    private static void blocks(Scenario scenario, ReasonCode code) {
        assertThat(scenario.decide().verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(scenario.decide().allowed()).isFalse();
        assertThat(scenario.control(CONTROL).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(scenario.codes(CONTROL)).contains(code);
    }

    private static void isNotDeterminable(Scenario scenario, ReasonCode code) {
        assertThat(scenario.decide().verdict()).isEqualTo(Verdict.NOT_DETERMINABLE);
        assertThat(scenario.decide().allowed()).isFalse();
        assertThat(scenario.control(CONTROL).outcome()).isEqualTo(Outcome.NOT_DETERMINABLE);
        assertThat(scenario.codes(CONTROL)).contains(code);
    }

    @Test
    @DisplayName("that is by another human with write permission, of the merged head and before the merge, counts")
    void counts() {
        Decision decision = allowed().decide();
        assertThat(decision.verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(decision.allowed()).isTrue();
        assertThat(allowed().control(CONTROL).seen())
                .containsExactly("#412: approved by ben (write), 2026-11-03 14:02 UTC");
        assertThat(allowed().control(CONTROL).reasons()).isEmpty();
    }

    @Test
    @DisplayName("must be there at all")
    void none() {
        blocks(reviewed(), ReasonCode.APPROVAL_NONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"COMMENTED", "PENDING"})
    @DisplayName("GitHub 2: is not replaced by the reviewer's later comment or pending review")
    void commentsNeverReplaceAnOpinion(State later) {
        assertThat(reviewed(review("ben", State.APPROVED), review("ben", later))
                        .decide()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
        blocks(reviewed(review("ben", State.CHANGES_REQUESTED), review("ben", later)), ReasonCode.CHANGES_REQUESTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"COMMENTED", "PENDING"})
    @DisplayName("GitHub 2: is not a comment or a pending review")
    void commentsAreNoApproval(State only) {
        blocks(reviewed(review("ben", only)), ReasonCode.APPROVAL_NONE);
    }

    @Test
    @DisplayName("GitHub 2: is the reviewer's latest opinion, whatever the login's case")
    void latestOpinion() {
        blocks(
                reviewed(review("ben", State.APPROVED), review("Ben", State.CHANGES_REQUESTED)),
                ReasonCode.CHANGES_REQUESTED);
    }

    @Test
    @DisplayName("GitHub 3: is gone once dismissed, until a new one")
    void dismissed() {
        blocks(reviewed(review("ben", State.DISMISSED)), ReasonCode.APPROVAL_DISMISSED);
        assertThat(reviewed(review("ben", State.DISMISSED), review("ben", State.APPROVED))
                        .decide()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
    }

    @Test
    @DisplayName("GitHub 4: does not help while another reviewer's request for changes stands")
    void changesRequested() {
        Scenario objected = reviewed(review("ben", State.APPROVED), review("carla", State.CHANGES_REQUESTED));
        blocks(objected, ReasonCode.CHANGES_REQUESTED);
        assertThat(objected.control(CONTROL).reasons())
                .extracting(Reason::detail)
                .contains("carla's request for changes of 2026-11-03 14:02 UTC stands");
        assertThat(reviewed(
                                review("carla", State.CHANGES_REQUESTED),
                                review("ben", State.APPROVED),
                                review("carla", State.APPROVED))
                        .decide()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
        assertThat(reviewed(review("ben", State.APPROVED), review("carla", State.DISMISSED))
                        .decide()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
    }

    @Test
    @DisplayName(
            "GitHub 4, 5: stands against nobody's request for changes who may not write, but against one nobody could check")
    void requestWithoutPermission() {
        Scenario objected = reviewed(review("ben", State.APPROVED), review("carla", State.CHANGES_REQUESTED));
        objected.permissions.put("carla", Reading.of(new Permission("read")));
        assertThat(objected.decide().verdict()).isEqualTo(Verdict.ALLOWED);
        objected.permissions.put("carla", Reading.missing(ReasonCode.NOT_FOUND, "404"));
        blocks(objected, ReasonCode.CHANGES_REQUESTED);
    }

    @Test
    @DisplayName("GitHub 4, 7: does not help against the standing request of an account that was deleted")
    void requestOfDeletedAccount() {
        blocks(
                reviewed(
                        review("ben", State.APPROVED),
                        new Review(
                                2,
                                Optional.empty(),
                                State.CHANGES_REQUESTED,
                                Optional.of(HEAD),
                                Optional.of(APPROVED_AT))),
                ReasonCode.CHANGES_REQUESTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "none", "triage", "unheard-of"})
    @DisplayName("GitHub 5: counts only with write permission")
    void withoutPermission(String permission) {
        Scenario scenario = allowed();
        scenario.permissions.put("ben", Reading.of(new Permission(permission)));
        blocks(scenario, ReasonCode.APPROVAL_WITHOUT_PERMISSION);
    }

    @Test
    @DisplayName("GitHub 5: is not determinable where the permission could not be read")
    void unknownPermission() {
        Scenario scenario = allowed();
        scenario.permissions.put("ben", Reading.missing(ReasonCode.NOT_FOUND, "404"));
        isNotDeterminable(scenario, ReasonCode.NOT_FOUND);
        scenario.permissions.remove("ben");
        isNotDeterminable(scenario, ReasonCode.ANSWER_INCOMPLETE);
    }

    @Test
    @DisplayName("GitHub 6: counts only for the revision that was merged; a revision nobody knows is another one")
    void stale() {
        Scenario scenario = reviewed(approvalOf(ben(), Optional.of(commit('9')), APPROVED_AT));
        blocks(scenario, ReasonCode.APPROVAL_STALE);
        assertThat(scenario.control(CONTROL).reasons())
                .extracting(Reason::detail)
                .contains("ben's approval is of 9999999, the merged head is aaaaaaa");
        assertThat(scenario.control("final-revision").outcome()).isEqualTo(Outcome.FAIL);
        blocks(reviewed(approvalOf(ben(), Optional.empty(), APPROVED_AT)), ReasonCode.APPROVAL_STALE);
    }

    @Test
    @DisplayName("GitHub 6: of an earlier revision counts where the policy says so")
    void staleAccepted() {
        Scenario scenario = reviewed(approvalOf(ben(), Optional.of(commit('9')), APPROVED_AT))
                .policy("approved-change: {stale-approvals: accept}");
        assertThat(scenario.decide().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(scenario.control("final-revision").outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    }

    @Test
    @DisplayName("GitHub 7: never counts from a deleted account")
    void deletedApprover() {
        blocks(
                reviewed(approvalOf(Optional.empty(), Optional.of(HEAD), APPROVED_AT)),
                ReasonCode.APPROVAL_BY_DELETED_ACCOUNT);
    }

    @Test
    @DisplayName("GitHub 7: is not shown to be by another than the author whose account was deleted")
    void deletedAuthor() {
        isNotDeterminable(allowed().with(scenario -> scenario.author = Optional.empty()), ReasonCode.IDENTITY_UNKNOWN);
    }

    @Test
    @DisplayName("GitHub 8: after the merge or the decision is after the fact")
    void late() {
        Scenario afterMerge = reviewed(approvalOf(ben(), Optional.of(HEAD), MERGED_AT.plusSeconds(1)));
        blocks(afterMerge, ReasonCode.APPROVAL_AFTER_MERGE);
        assertThat(afterMerge.control(CONTROL).reasons())
                .extracting(Reason::detail)
                .contains("ben approved after the fact, 2026-11-03 14:30 UTC, merged 2026-11-03 14:30 UTC");
        blocks(allowed().with(scenario -> scenario.now = APPROVED_AT.minusSeconds(1)), ReasonCode.APPROVAL_AFTER_MERGE);
        assertThat(reviewed(approvalOf(ben(), Optional.of(HEAD), MERGED_AT))
                        .decide()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
    }

    @Test
    @DisplayName("GitHub 8: without a time is not determinable")
    void withoutTime() {
        isNotDeterminable(
                reviewed(new Review(1, ben(), State.APPROVED, Optional.of(HEAD), Optional.empty())),
                ReasonCode.ANSWER_INCOMPLETE);
    }

    private static ChangeCommit by(Identity author, Identity committer, List<Identity> coAuthors) {
        return new ChangeCommit(HEAD, "", List.of(author), List.of(committer), coAuthors);
    }

    @Test
    @DisplayName("GitHub 9: is no self-approval by author, commit author, committer, co-author or last pusher")
    void selfApproval() {
        var ann = Identity.gitHub("ann");
        var benToo = Identity.gitHub("ben");
        List<Consumer<Scenario>> ways = List.of(
                scenario -> scenario.author = ben(),
                scenario -> scenario.changes = Reading.of(List.of(by(benToo, ann, List.of()))),
                scenario -> scenario.changes = Reading.of(List.of(by(ann, benToo, List.of()))),
                scenario -> scenario.changes = Reading.of(List.of(by(ann, ann, List.of(benToo)))),
                scenario -> scenario.pusher = Reading.of(new Account("Ben", false)));
        for (Consumer<Scenario> way : ways) {
            Scenario scenario = allowed().with(way);
            blocks(scenario, ReasonCode.APPROVAL_SELF);
            assertThat(scenario.control("separation-of-duties").outcome()).isEqualTo(Outcome.FAIL);
        }
    }

    @Test
    @DisplayName("GitHub 9: by an account that the identity map joins with the author's is a self-approval")
    void selfApprovalBySecondAccount() {
        Scenario scenario = allowed();
        scenario.changes =
                Reading.of(List.of(by(Identity.email("ben@home.example"), Identity.gitHub("ann"), List.of())));
        isNotDeterminable(scenario, ReasonCode.IDENTITY_UNKNOWN);
    }

    @Test
    @DisplayName("GitHub 9: is not determinable where authors or the pusher could not be read")
    void unreadParticipants() {
        isNotDeterminable(
                allowed().with(scenario -> scenario.changes = Reading.missing(ReasonCode.SERVER_TIMEOUT, "slow")),
                ReasonCode.IDENTITY_UNKNOWN);
        isNotDeterminable(
                allowed().with(scenario -> scenario.pusher = Reading.missing(ReasonCode.NOT_FOUND, "404")),
                ReasonCode.PUSHER_UNKNOWN);
    }

    @Test
    @DisplayName("is not by the one who deploys, unless the policy allows it")
    void byDeployer() {
        Scenario scenario = allowed().with(one -> one.request.deployer(Identity.parse("jenkins:ben")));
        blocks(scenario, ReasonCode.APPROVAL_BY_DEPLOYER);
        assertThat(scenario.policy("separation-of-duties: {approver-is-not: [author, committer, co-author, pusher]}")
                        .decide()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
    }

    @Test
    @DisplayName("is not determinable where nobody says who deploys")
    void deployerUnknown() {
        isNotDeterminable(allowed().with(one -> one.request.deployer(null)), ReasonCode.DEPLOYER_UNKNOWN);
    }

    @Test
    @DisplayName("Jira 9: is not determinable where the identity map does not know the deployer")
    void deployerNotInMap() {
        isNotDeterminable(
                allowed().with(one -> one.request.deployer(Identity.parse("jenkins:stranger"))),
                ReasonCode.IDENTITY_UNKNOWN);
    }

    @Test
    @DisplayName("GitHub 19: is never a bot's")
    void bots() {
        Scenario byType = reviewed(approvalOf(Optional.of(Account.of("ben", "Bot")), Optional.of(HEAD), APPROVED_AT));
        blocks(byType, ReasonCode.APPROVAL_BY_BOT);
        Scenario byName =
                reviewed(approvalOf(Optional.of(Account.of("ben[bot]", "User")), Optional.of(HEAD), APPROVED_AT));
        byName.permissions.put("ben[bot]", Reading.of(new Permission("write")));
        blocks(byName, ReasonCode.APPROVAL_BY_BOT);
    }

    @Test
    @DisplayName("GitHub 19: by a human of the current head is enough for what a bot wrote")
    void writtenByBot() {
        Scenario scenario = allowed();
        scenario.author = Optional.of(Account.of("dependabot[bot]", "Bot"));
        scenario.pusher = Reading.of(Account.of("dependabot[bot]", "Bot"));
        var bot = Identity.gitHub("dependabot[bot]");
        scenario.changes = Reading.of(List.of(by(bot, bot, List.of())));
        assertThat(scenario.policy("separation-of-duties: {deployer-is-not: []}")
                        .decide()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
    }

    @Test
    @DisplayName("GitHub 20: before the base was changed does not count")
    void baseChanged() {
        Scenario scenario = allowed();
        scenario.history = Reading.of(new PullRequestHistory(Optional.of(APPROVED_AT), Optional.empty()));
        blocks(scenario, ReasonCode.APPROVAL_BEFORE_BASE_CHANGE);
        scenario.history =
                Reading.of(new PullRequestHistory(Optional.of(APPROVED_AT.minusSeconds(1)), Optional.empty()));
        assertThat(scenario.decide().verdict()).isEqualTo(Verdict.ALLOWED);
        scenario.history = Reading.missing(ReasonCode.SERVER_ERROR, "500");
        isNotDeterminable(scenario, ReasonCode.SERVER_ERROR);
    }

    @Test
    @DisplayName("is not determinable where the reviews could not be read")
    void unreadReviews() {
        isNotDeterminable(
                allowed()
                        .with(one -> one.reviewsRead =
                                Optional.of(Reading.missing(ReasonCode.ANSWER_INCOMPLETE, "page 2 of 3 failed"))),
                ReasonCode.ANSWER_INCOMPLETE);
    }

    @Test
    @DisplayName("that does not count is named beside the one that does")
    void namesTheOthers() {
        Scenario scenario = reviewed(
                approvalOf(Optional.of(new Account("carla", false)), Optional.of(commit('9')), APPROVED_AT),
                review("ben", State.APPROVED));
        assertThat(scenario.decide().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(scenario.codes(CONTROL)).containsExactly(ReasonCode.APPROVAL_STALE);
    }

    @Test
    @DisplayName("is needed from as many people as the policy says; two accounts of one person are one")
    void minimum() {
        String two = "approved-change: {minimum-approvals: 2}";
        blocks(allowed().policy(two), ReasonCode.APPROVALS_TOO_FEW);
        assertThat(reviewed(review("ben", State.APPROVED), review("carla", State.APPROVED))
                        .policy(two)
                        .decide()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
        Scenario unread = reviewed(review("ben", State.APPROVED), review("carla", State.APPROVED))
                .policy(two);
        unread.permissions.put("carla", Reading.missing(ReasonCode.SERVER_TIMEOUT, "slow"));
        isNotDeterminable(unread, ReasonCode.SERVER_TIMEOUT);
    }
}
