package io.jenkins.plugins.itgc.decision;

import static io.jenkins.plugins.itgc.decision.Scenario.BASE;
import static io.jenkins.plugins.itgc.decision.Scenario.MERGED;
import static io.jenkins.plugins.itgc.decision.Scenario.MERGED_AT;
import static io.jenkins.plugins.itgc.decision.Scenario.allowed;
import static io.jenkins.plugins.itgc.decision.Scenario.commit;
import static io.jenkins.plugins.itgc.decision.Scenario.review;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.controls.Outcome;
import io.jenkins.plugins.itgc.evidence.PullRequestEvidence;
import io.jenkins.plugins.itgc.evidence.Standing.PriorDeployment;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.ChangeTrace.TracedPullRequest;
import io.jenkins.plugins.itgc.trace.Range;
import io.jenkins.plugins.itgc.trace.Review;
import io.jenkins.plugins.itgc.trace.Review.State;
import io.jenkins.plugins.itgc.trace.TracedCommit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The range that is deployed")
class ChangeRangeTest {
    private static final String CONTROL = "approved-change";

    private static Scenario ranged(Range.Kind kind) {
        return allowed()
                .with(one -> one.range = Reading.of(
                        new Range(kind, Optional.of(BASE), MERGED, Optional.of(commit('d')), Reading.of(List.of()))));
    }

    private static Scenario withoutChanges(Range.Kind kind) {
        return ranged(kind).with(one -> one.commits.clear());
    }

    private static Scenario withSecond(List<Review> reviews) {
        return allowed().with(one -> {
            one.commits.add(0, new TracedCommit(commit('e'), List.of(409), List.of(), List.of()));
            one.otherPullRequests.add(new TracedPullRequest(
                    Scenario.pullRequest(409, Optional.of(new Account("ann", false))), one.changes));
            one.otherEvidence.add(
                    new PullRequestEvidence(409, Reading.of(reviews), one.permissions, one.history, one.pusher));
        });
    }

    @Test
    @DisplayName("GitHub 14, 16: needs every commit to be covered by an approved pull request")
    void everyCommit() {
        assertThat(withSecond(List.of(review("carla", State.APPROVED))).decide().verdict())
                .isEqualTo(Verdict.ALLOWED);
        Scenario unapproved = withSecond(List.of());
        assertThat(unapproved.decide().verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(unapproved.control(CONTROL).reasons())
                .extracting(Reason::subject, Reason::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("#409", ReasonCode.APPROVAL_NONE));
        assertThat(unapproved.control(CONTROL).seen()).hasSize(1);
    }

    @Test
    @DisplayName("GitHub 16: fails by name for a direct push")
    void directPush() {
        Scenario scenario = allowed()
                .with(one -> one.commits.add(new TracedCommit(
                        commit('e'),
                        List.of(),
                        List.of(new Reason(ReasonCode.DIRECT_PUSH, "eeeeeee", "no pull request brings eeeeeee")),
                        List.of(Identity.gitHub("eve")))));
        assertThat(scenario.decide().verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(scenario.codes(CONTROL)).contains(ReasonCode.DIRECT_PUSH);
    }

    @Test
    @DisplayName("is not determinable where what brings a commit, or the range itself, could not be read")
    void unread() {
        Scenario commit = allowed()
                .with(one -> one.commits.add(new TracedCommit(
                        commit('e'),
                        List.of(),
                        List.of(new Reason(ReasonCode.SERVER_TIMEOUT, "eeeeeee", "slow")),
                        List.of())));
        assertThat(commit.decide().verdict()).isEqualTo(Verdict.NOT_DETERMINABLE);
        Scenario range = allowed().with(one -> {
            one.commits.clear();
            one.range = Reading.missing(ReasonCode.RANGE_INCOMPLETE, "250 of 300");
        });
        assertThat(range.decide().verdict()).isEqualTo(Verdict.NOT_DETERMINABLE);
        assertThat(range.codes(CONTROL)).containsExactly(ReasonCode.RANGE_INCOMPLETE);
    }

    @Test
    @DisplayName("is covered by any approved pull request of those that bring a commit")
    void stacked() {
        Scenario scenario = withSecond(List.of());
        scenario.commits.clear();
        scenario.commits.add(new TracedCommit(MERGED, List.of(409, 412), List.of(), List.of()));
        assertThat(scenario.control(CONTROL).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    @DisplayName("GitHub 15: of a redeployment is empty, and what runs was decided on before")
    void redeployment() {
        Scenario scenario = withoutChanges(Range.Kind.IDENTICAL);
        assertThat(scenario.decide().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(scenario.codes(CONTROL)).containsExactly(ReasonCode.REDEPLOYMENT);
        assertThat(scenario.control("separation-of-duties").outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(scenario.with(one -> one.last = Optional.empty()).decide().verdict())
                .isEqualTo(Verdict.BLOCKED);
    }

    @Test
    @DisplayName("GitHub 15: of a rollback is empty, and the target must have been deployed here before")
    void rollback() {
        Scenario unknown = withoutChanges(Range.Kind.BEHIND);
        assertThat(unknown.decide().verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(unknown.codes(CONTROL)).containsExactly(ReasonCode.ROLLBACK, ReasonCode.ROLLBACK_TARGET_UNKNOWN);
        Scenario known = withoutChanges(Range.Kind.BEHIND)
                .with(one ->
                        one.sameCommit = Optional.of(new PriorDeployment(3, 2, MERGED, Optional.empty(), MERGED_AT)));
        assertThat(known.decide().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(known.control(CONTROL).seen()).containsExactly("deployed before, entry 2");
        assertThat(unknown.policy("approved-change: {rollback: any}").decide().verdict())
                .isEqualTo(Verdict.ALLOWED);
    }

    @Test
    @DisplayName("GitHub 15: of a diverged history is judged from the merge base, and said to be")
    void diverged() {
        Scenario scenario = ranged(Range.Kind.DIVERGED);
        assertThat(scenario.decide().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(scenario.codes(CONTROL)).containsExactly(ReasonCode.HISTORY_DIVERGED);
    }

    @Test
    @DisplayName("GitHub 18: of a first deployment needs a baseline, and the record says where it came from")
    void firstDeployment() {
        Scenario none = withoutChanges(Range.Kind.NO_BASELINE).with(one -> one.last = Optional.empty());
        assertThat(none.decide().verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(none.codes(CONTROL)).containsExactly(ReasonCode.BASELINE_MISSING);
        Scenario named = allowed().with(one -> one.last = Optional.empty());
        assertThat(named.decide().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(named.codes(CONTROL)).containsExactly(ReasonCode.BASELINE_NAMED);
        Scenario tip = ranged(Range.Kind.TIP_ONLY).with(one -> one.last = Optional.empty());
        assertThat(tip.decide().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(tip.codes(CONTROL)).containsExactly(ReasonCode.TIP_ONLY);
    }

    @Test
    @DisplayName("must be what the named pull request brings")
    void namedPullRequest() {
        assertThat(allowed().with(one -> one.request.pullRequest(412)).decide().verdict())
                .isEqualTo(Verdict.ALLOWED);
        Scenario other = allowed().with(one -> one.request.pullRequest(99));
        assertThat(other.decide().verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(other.codes(CONTROL)).containsExactly(ReasonCode.PULL_REQUEST_MISMATCH);
    }
}
