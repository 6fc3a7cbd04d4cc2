package io.jenkins.plugins.itgc.gate;

import static io.jenkins.plugins.itgc.gate.GateFixture.codes;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import io.jenkins.plugins.itgc.simulated.SimulatedPullRequest;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a decision is made from, read from GitHub over HTTP as the policy asks for it. */
class GatheredEvidenceTest {
    @RegisterExtension
    private final GateFixture world = new GateFixture();

    @Test
    @DisplayName("a rollback plan is found in the file at the deployed commit that the request names")
    void planFile() throws Exception {
        world.repository.text("docs/rollback.md", "Deploy the previous image, then run the down migration.");
        CommitId commit = world.repository
                .pullRequest("ann")
                .body("No plan here.")
                .commit()
                .approvedBy("ben")
                .squash("ann");

        Recorded recorded = world.decide(world.request(commit).rollbackPlanFile("docs/rollback.md"));

        assertThat(recorded.decision().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(recorded.evidence().rollbackPlans()).singleElement().satisfies(plan -> assertThat(
                        plan.get().source())
                .isEqualTo("file docs/rollback.md at " + commit.brief()));
    }

    @Test
    @DisplayName("the risk assessment comes from its file and the pull requests, that of the deployed commit first")
    void riskAssessment() throws Exception {
        world.repository.text("docs/risk.md", "What this service can break, and for whom: see the list.");
        world.policy = PolicyText.with("risk-assessment: {required: true, file: docs/risk.md}");
        SimulatedPullRequest one = world.repository
                .pullRequest("ann")
                .body("## Risk\nOf the first change: rounding of all amounts.\n\n## Rollback\n" + PLAN);
        SimulatedPullRequest two = world.repository
                .pullRequest("ann")
                .body("## Risk\nOf the second change: rounding of all amounts.\n\n## Rollback\n" + PLAN);
        one.commit().approvedBy("ben").squash("ann");
        CommitId head = two.commit().approvedBy("ben").squash("ann");

        Recorded recorded = world.decide(head);

        assertThat(recorded.decision().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(recorded.evidence().riskAssessments())
                .extracting(passage -> passage.get().source())
                .containsExactly(
                        "file docs/risk.md at " + head.brief(), "#2, section \"Risk\"", "#1, section \"Risk\"");
    }

    private static final String PLAN = "Deploy the previous image, then run the down migration.";

    @Test
    @DisplayName("required checks are read at the deployed commit")
    void checks() throws Exception {
        world.policy = PolicyText.with("required-checks: [{name: scan, app: github-actions}]");
        CommitId commit = world.approvedChange();
        Recorded missing = world.decide(commit);
        world.repository.check(commit, "scan", "github-actions", "COMPLETED", "SUCCESS");
        Recorded there = world.decide(commit);

        assertThat(codes(missing, "required-checks")).containsExactly(ReasonCode.CHECK_MISSING);
        assertThat(there.decision().verdict()).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    @DisplayName("Rule 9: who pushed the final revision may not approve it; unasked where the policy does not care")
    void pusher() throws Exception {
        CommitId commit = world.repository
                .pullRequest("ann")
                .commit()
                .pushedBy("ben", "ann", "by ann, pushed by ben")
                .approvedBy("ben")
                .squash("ann");
        Recorded strict = world.decide(commit);
        world.github.traffic().clear();
        world.policy = PolicyText.with("separation-of-duties: {approver-is-not: [author]}");
        Recorded lax = world.decide(commit);

        assertThat(codes(strict, "separation-of-duties")).contains(ReasonCode.APPROVAL_SELF);
        assertThat(lax.decision().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(world.github.traffic().requests(exchange -> exchange.target().contains("/activity")))
                .isZero();
    }

    @Test
    @DisplayName("Rule 20: an approval before the base was changed does not count")
    void baseChanged() throws Exception {
        world.repository.branch("ann", "release", world.first);
        SimulatedPullRequest pullRequest = world.repository.pullRequest("ann", world.repository, "release");
        CommitId commit = pullRequest.commit().approvedBy("ben").rebase("main").squash("ann");

        assertThat(codes(world.decide(commit), "final-revision"))
                .containsExactly(ReasonCode.APPROVAL_BEFORE_BASE_CHANGE);
    }

    @Test
    @DisplayName("base branches of the policy: any text stands for a *")
    void baseBranches() throws Exception {
        world.repository.branch("ann", "release/7", world.first);
        world.policy = PolicyText.approvedChange("base-branches: [\"release/*\"]");
        CommitId commit = world.repository
                .pullRequest("ann", world.repository, "release/7")
                .commit()
                .approvedBy("ben")
                .squash("ann");

        assertThat(world.decide(commit).decision().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(codes(world.decide(world.approvedChange()), "approved-change"))
                .contains(ReasonCode.PULL_REQUEST_OTHER_BASE);
    }

    @Test
    @DisplayName("a ticket that is named, but no ticket server configured: not determinable")
    void noTicketServer() throws Exception {
        world.policy =
                PolicyText.approvedChange("accept: all", "tickets: {projects: [PAY], approved-statuses: [Approved]}");
        CommitId commit = world.repository
                .pullRequest("ann")
                .title("PAY-7 round half even")
                .commit()
                .approvedBy("ben")
                .squash("ann");

        Recorded recorded = world.decide(commit);

        assertThat(recorded.decision().verdict()).isEqualTo(Verdict.NOT_DETERMINABLE);
        assertThat(codes(recorded, "approved-change")).contains(ReasonCode.SERVER_NOT_CONFIGURED);
        assertThat(recorded.evidence().tickets())
                .singleElement()
                .returns("#1 title", ticket -> ticket.foundIn())
                .returns(Optional.of(1), ticket -> ticket.pullRequest());
    }

    @Test
    @DisplayName("the raw answers that all was read from are recorded by their digests")
    void answers() throws Exception {
        Recorded recorded = world.decide(world.approvedChange());

        assertThat(recorded.evidence().answers())
                .hasSize(world.github.traffic().requests())
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.sha256()).hasSize(64);
                });
    }
}
