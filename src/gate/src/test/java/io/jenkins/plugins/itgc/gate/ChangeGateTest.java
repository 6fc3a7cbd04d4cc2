package io.jenkins.plugins.itgc.gate;

import static io.jenkins.plugins.itgc.gate.GateFixture.codes;
import static io.jenkins.plugins.itgc.gate.GateFixture.control;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.itgc.controls.Outcome;
import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.evidence.Standing.PriorDeployment;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.ResultRecord;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import io.jenkins.plugins.itgc.simulated.SimulatedPullRequest;
import io.jenkins.plugins.itgc.trace.Range;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path: GitHub over HTTP, a policy, a ledger on disk. */
class ChangeGateTest {
    @TempDir
    private Path directory;

    private GateFixture world;

    @BeforeEach
    void begin() throws Exception {
        world = new GateFixture(directory);
    }

    @AfterEach
    void end() throws Exception {
        world.close();
    }

    private static Range range(Recorded recorded) {
        return recorded.evidence().trace().range().get();
    }

    @Nested
    @DisplayName("From one deployment to the next")
    class Succession {
        @Test
        @DisplayName("an allowed deployment is recorded before the answer, and the next range starts where it ended")
        void nextRangeStartsThere() throws Exception {
            CommitId one = world.approvedChange();
            Recorded first = world.deploy(one);
            CommitId two = world.approvedChange();
            CommitId three = world.approvedChange();
            Recorded second = world.decide(three);

            assertThat(first.decision().verdict()).isEqualTo(Verdict.ALLOWED);
            assertThat(codes(first, "approved-change")).containsExactly(ReasonCode.BASELINE_NAMED);
            assertThat(second.decision().verdict()).isEqualTo(Verdict.ALLOWED);
            assertThat(codes(second, "approved-change")).isEmpty();
            assertThat(range(second).base()).contains(one);
            assertThat(second.evidence().trace().commits())
                    .extracting(commit -> commit.sha())
                    .containsExactly(two, three);
            assertThat(second.evidence().standing().last().map(PriorDeployment::decision))
                    .contains(first.entry().index());
            assertThat(world.kinds()).containsExactly("policy-seen", "decision", "deployment-result", "decision");
        }

        @Test
        @DisplayName("a blocked deployment that went on all the same is recorded, and is no baseline")
        void wentOnAllTheSame() throws Exception {
            CommitId good = world.approvedChange();
            world.deploy(good);
            CommitId bad = world.unapprovedChange();
            Recorded blocked = world.deploy(bad);
            CommitId next = world.approvedChange();

            Recorded after = world.decide(next);

            assertThat(blocked.decision().verdict()).isEqualTo(Verdict.BLOCKED);
            assertThat(blocked.decision().allowed()).isFalse();
            assertThat(world.ledger.result(blocked.entry().index() + 1))
                    .get()
                    .returns(false, ResultRecord::allowed)
                    .returns(ResultRecord.Outcome.SUCCESS, ResultRecord::outcome);
            assertThat(range(after).base()).contains(good);
            assertThat(after.decision().verdict())
                    .as("the change that went on is judged again")
                    .isEqualTo(Verdict.BLOCKED);
        }

        @Test
        @DisplayName("a deployment that failed or was aborted is no baseline")
        void failedDeployment() throws Exception {
            CommitId good = world.approvedChange();
            world.deploy(good);
            world.result(world.decide(world.approvedChange()), ResultRecord.Outcome.FAILURE);
            world.result(world.decide(world.approvedChange()), ResultRecord.Outcome.ABORTED);

            assertThat(range(world.decide(world.approvedChange())).base()).contains(good);
        }

        @Test
        @DisplayName("Rule 14: an unapproved change between two approved ones blocks the range")
        void unapprovedInTheRange() throws Exception {
            world.deploy(world.approvedChange());
            world.unapprovedChange();
            Recorded recorded = world.decide(world.approvedChange());

            assertThat(recorded.decision().verdict()).isEqualTo(Verdict.BLOCKED);
            assertThat(control(recorded, "approved-change").reasons())
                    .filteredOn(reason -> reason.code() == ReasonCode.APPROVAL_NONE)
                    .extracting(reason -> reason.subject())
                    .containsExactly("#2");
        }

        @Test
        @DisplayName("Rule 18: the first deployment without a baseline is blocked, whatever was approved")
        void noBaseline() throws Exception {
            Recorded recorded =
                    world.decide(world.request(world.approvedChange()).baseline(null));

            assertThat(recorded.decision().verdict()).isEqualTo(Verdict.BLOCKED);
            assertThat(codes(recorded, "approved-change")).containsExactly(ReasonCode.BASELINE_MISSING);
        }

        @Test
        @DisplayName("Rule 18: a baseline that the request names does not replace the ledger's")
        void namedBaseline() throws Exception {
            CommitId good = world.approvedChange();
            world.deploy(good);
            CommitId bad = world.unapprovedChange();
            CommitId head = world.approvedChange();

            Recorded recorded = world.decide(world.request(head).baseline(bad));

            assertThat(range(recorded).base()).contains(good);
            assertThat(recorded.decision().verdict()).isEqualTo(Verdict.BLOCKED);
        }

        @Test
        @DisplayName("other services and environments have histories of their own")
        void lanes() throws Exception {
            CommitId one = world.approvedChange();
            world.deploy(one);
            CommitId two = world.approvedChange();

            assertThat(range(world.decide(world.request(two, "staging"))).base())
                    .contains(world.first);
            assertThat(range(world.decide(world.request(two))).base()).contains(one);
        }
    }

    @Nested
    @DisplayName("Rule 15: redeployment, rollback, diverged history")
    class Backwards {
        @Test
        @DisplayName("the same commit again is a redeployment")
        void redeployment() throws Exception {
            CommitId one = world.approvedChange();
            world.deploy(one);
            Recorded again =
                    world.decide(world.request(one).rollbackPlan("Deploy the image before this one, see the runbook."));

            assertThat(again.decision().verdict()).isEqualTo(Verdict.ALLOWED);
            assertThat(codes(again, "approved-change")).containsExactly(ReasonCode.REDEPLOYMENT);
        }

        @Test
        @DisplayName("a rollback to a commit that was deployed is allowed, and the next range starts there")
        void rollback() throws Exception {
            CommitId one = world.approvedChange();
            world.deploy(one);
            world.deploy(world.approvedChange());
            Recorded back = world.deploy(
                    world.request(one).rollbackPlan("This is the rollback; forward again by the next release."));
            Recorded forth = world.decide(world.approvedChange());

            assertThat(back.decision().verdict()).isEqualTo(Verdict.ALLOWED);
            assertThat(codes(back, "approved-change")).containsExactly(ReasonCode.ROLLBACK);
            assertThat(range(back).kind()).isEqualTo(Range.Kind.BEHIND);
            assertThat(range(forth).base()).contains(one);
        }

        @Test
        @DisplayName("a rollback to a commit that was never deployed is blocked, unless the policy allows any")
        void rollbackToUnknown() throws Exception {
            CommitId never = world.approvedChange();
            world.deploy(world.approvedChange());
            var request = world.request(never).rollbackPlan("This is the rollback; forward again by the next release.");

            Recorded blocked = world.decide(request);
            world.policy = PolicyText.approvedChange("rollback: any");
            Recorded allowed = world.decide(request);

            assertThat(blocked.decision().verdict()).isEqualTo(Verdict.BLOCKED);
            assertThat(codes(blocked, "approved-change"))
                    .containsExactly(ReasonCode.ROLLBACK, ReasonCode.ROLLBACK_TARGET_UNKNOWN);
            assertThat(allowed.decision().verdict()).isEqualTo(Verdict.ALLOWED);
        }

        @Test
        @DisplayName("a blocked deployment that went on is no target of a rollback")
        void rollbackToBlocked() throws Exception {
            CommitId bad = world.unapprovedChange();
            world.deploy(bad);
            world.policy = PolicyText.approvedChange("minimum-approvals: 1, first-deployment: tip-only");
            world.deploy(world.request(world.approvedChange()).baseline(null));

            assertThat(codes(world.decide(bad), "approved-change"))
                    .containsExactly(ReasonCode.ROLLBACK, ReasonCode.ROLLBACK_TARGET_UNKNOWN);
        }

        @Test
        @DisplayName("diverged history is judged from the merge base, and the record says so")
        void diverged() throws Exception {
            CommitId common = world.approvedChange();
            world.deploy(common);
            world.deploy(world.approvedChange());
            world.repository.force("ann", "main", common);
            CommitId other = world.approvedChange();

            Recorded recorded = world.decide(other);

            assertThat(recorded.decision().verdict()).isEqualTo(Verdict.ALLOWED);
            assertThat(codes(recorded, "approved-change")).containsExactly(ReasonCode.HISTORY_DIVERGED);
            assertThat(range(recorded).mergeBase()).contains(common);
        }
    }

    @Nested
    @DisplayName("Standard change")
    class Standard {
        private static final String TEMPLATE =
                "standard-templates: {docs-only: {services: [payments-api], paths: [\"docs/**\"], approved-by: CAB,"
                        + " expires: 2026-12-31}}";

        private Recorded decide(CommitId commit, String template) throws Exception {
            world.policy = PolicyText.with(TEMPLATE);
            return world.decide(world.request(commit)
                    .changeType(ChangeType.STANDARD)
                    .template(template)
                    .rollbackPlan("Deploy the image before this one, see the runbook."));
        }

        @Test
        @DisplayName("goes without an approval where the template covers all its files")
        void covered() throws Exception {
            CommitId docs = world.repository
                    .pullRequest("ann")
                    .commit("ann", "docs", "docs/a.md")
                    .squash("ann");

            Recorded recorded = decide(docs, "docs-only");

            assertThat(recorded.decision().verdict()).isEqualTo(Verdict.ALLOWED);
            assertThat(recorded.decision().waived()).contains("approved-change");
        }

        @Test
        @DisplayName("is blocked where one file lies elsewhere, or the template is unknown")
        void otherPaths() throws Exception {
            CommitId mixed = world.repository
                    .pullRequest("ann")
                    .commit("ann", "docs and more", "docs/a.md", "src/A.java")
                    .squash("ann");

            Recorded recorded = decide(mixed, "docs-only");

            assertThat(recorded.decision().verdict()).isEqualTo(Verdict.BLOCKED);
            assertThat(codes(recorded, "standard-change")).containsExactly(ReasonCode.STANDARD_OTHER_PATHS);
            assertThat(codes(decide(mixed, "all"), "standard-change"))
                    .containsExactly(ReasonCode.STANDARD_TEMPLATE_UNKNOWN);
        }

        @Test
        @DisplayName("is not determinable where the server may have left files out")
        void filesUnknown() throws Exception {
            var files = new String[301];
            for (int i = 0; i < files.length; i++) {
                files[i] = "docs/" + i + ".md";
            }
            CommitId docs = world.repository
                    .pullRequest("ann")
                    .commit("ann", "docs", files)
                    .squash("ann");

            Recorded recorded = decide(docs, "docs-only");

            assertThat(codes(recorded, "standard-change")).containsExactly(ReasonCode.ANSWER_INCOMPLETE);
            assertThat(recorded.decision().allowed()).isFalse();
        }
    }

    @Nested
    @DisplayName("Modes")
    class Modes {
        @Test
        @DisplayName("observe decides and records as it would, and blocks nothing")
        void observe() throws Exception {
            CommitId bad = world.unapprovedChange();

            Recorded recorded = world.deploy(world.request(bad, "preview"));

            assertThat(recorded.decision().verdict()).isEqualTo(Verdict.BLOCKED);
            assertThat(recorded.decision().allowed()).isTrue();
            assertThat(recorded.decision().blocking()).isNotEmpty();
            assertThat(range(world.decide(world.request(world.approvedChange(), "preview")))
                            .base())
                    .contains(bad);
        }

        @Test
        @DisplayName("out of scope is recorded with its reason, and nobody is asked")
        void outOfScope() throws Exception {
            Recorded recorded = world.decide(world.request(world.unapprovedChange(), "sandbox"));

            assertThat(recorded.decision().verdict()).isEqualTo(Verdict.OUT_OF_SCOPE);
            assertThat(recorded.decision().allowed()).isTrue();
            assertThat(recorded.entry().body().toString()).contains("Holds no data of customers.");
            assertThat(world.github.traffic().requests()).isZero();
            assertThat(world.kinds()).containsExactly("policy-seen", "decision");
        }

        @Test
        @DisplayName("an environment that the policy does not name is refused, and nothing is recorded")
        void unknownEnvironment() {
            assertThatThrownBy(() -> world.decide(world.request(world.first, "prod")))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("prod");
            assertThat(world.ledger.ledger().size()).isZero();
        }
    }

    @Nested
    @DisplayName("Promotion from staging")
    class Promoted {
        private Recorded promote(CommitId commit, String digest) throws Exception {
            world.policy = PolicyText.production("promotion: {from: staging}");
            return world.decide(world.request(commit).artifactDigest(digest));
        }

        @Test
        @DisplayName("passes for the commit that was deployed there, and for no other")
        void byCommit() throws Exception {
            CommitId staged = world.approvedChange();
            world.deploy(world.request(staged, "staging"));

            assertThat(promote(staged, null).decision().verdict()).isEqualTo(Verdict.ALLOWED);
            assertThat(codes(promote(world.approvedChange(), null), "promotion"))
                    .containsExactly(ReasonCode.PROMOTION_NONE);
        }

        @Test
        @DisplayName("passes for the artifact that was deployed there, and not for another of the same commit")
        void byDigest() throws Exception {
            CommitId staged = world.approvedChange();
            world.deploy(world.request(staged, "staging").artifactDigest("sha256:aa"));

            assertThat(promote(staged, "sha256:aa").decision().verdict()).isEqualTo(Verdict.ALLOWED);
            assertThat(codes(promote(staged, "sha256:bb"), "promotion")).containsExactly(ReasonCode.PROMOTION_NONE);
        }

        @Test
        @DisplayName("does not pass for what was blocked there and went on")
        void blockedThere() throws Exception {
            CommitId bad = world.unapprovedChange();
            world.deploy(world.request(bad, "staging"));

            assertThat(codes(promote(bad, null), "promotion")).containsExactly(ReasonCode.PROMOTION_NONE);
        }
    }

    @Nested
    @DisplayName("The policy's history")
    class PolicyHistory {
        @Test
        @DisplayName("a changed policy is an entry of its own, an unchanged one is not, also after reopening")
        void changes() throws Exception {
            CommitId one = world.approvedChange();
            world.decide(one);
            world.decide(one);
            world.policy = PolicyText.approvedChange("minimum-approvals: 2");
            world.decide(one);
            world.closeLedger();
            world.open();
            world.decide(one);
            world.policy = PolicyText.with();
            world.decide(one);

            assertThat(world.kinds())
                    .containsExactly(
                            "policy-seen",
                            "decision",
                            "decision",
                            "policy-seen",
                            "decision",
                            "decision",
                            "policy-seen",
                            "decision");
        }
    }

    @Nested
    @DisplayName("Results")
    class Results {
        @Test
        @DisplayName("the same result twice is recorded once")
        void twice() throws Exception {
            Recorded recorded = world.decide(world.approvedChange());

            var once = world.result(recorded, ResultRecord.Outcome.SUCCESS);
            var twice = world.result(recorded, ResultRecord.Outcome.SUCCESS);

            assertThat(twice.index()).isEqualTo(once.index());
            assertThat(world.ledger.ledger().size()).isEqualTo(3);
        }

        @Test
        @DisplayName("another result of the same decision is refused")
        void another() throws Exception {
            Recorded recorded = world.decide(world.approvedChange());
            world.result(recorded, ResultRecord.Outcome.FAILURE);

            assertThatThrownBy(() -> world.result(recorded, ResultRecord.Outcome.SUCCESS))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("has a result already");
        }

        @Test
        @DisplayName("what is no decision has no result, and nothing ends before it starts")
        void refused() throws Exception {
            Recorded recorded = world.decide(world.approvedChange());

            assertThatThrownBy(() -> world.gate.recordResult(0, ResultRecord.Outcome.SUCCESS, world.now, world.now))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("entry 0 is no decision");
            assertThatThrownBy(() -> world.gate.recordResult(
                            recorded.entry().index(),
                            ResultRecord.Outcome.SUCCESS,
                            world.now,
                            world.now.minus(Duration.ofSeconds(1))))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("cannot end");
            assertThat(world.ledger.ledger().size()).isEqualTo(2);
        }
    }

    @Nested
    @DisplayName("The key of a request")
    class Keys {
        @Test
        @DisplayName("asking twice is answered once, also after reopening")
        void once() throws Exception {
            CommitId one = world.approvedChange();
            Recorded decided = world.decide(world.request(one).key("build-7"));
            world.github.traffic().clear();
            Recorded again = world.decide(world.request(one).key("build-7"));
            world.closeLedger();
            world.open();
            Recorded reopened = world.decide(world.request(one).key("build-7"));

            assertThat(again.entry().leafHash()).isEqualTo(decided.entry().leafHash());
            assertThat(again.decision()).isEqualTo(decided.decision());
            assertThat(reopened.entry().index()).isEqualTo(decided.entry().index());
            assertThat(reopened.decision()).isEqualTo(decided.decision());
            assertThat(world.github.traffic().requests()).isZero();
            assertThat(world.ledger.ledger().size()).isEqualTo(2);
        }

        @Test
        @DisplayName("the answer to one question is not the answer to another under the same key")
        void otherQuestion() throws Exception {
            CommitId good = world.approvedChange();
            world.decide(world.request(good).key("build-7"));
            CommitId bad = world.unapprovedChange();

            assertThatThrownBy(() -> world.decide(world.request(bad).key("build-7")))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("\"build-7\" belongs to another question, entry 1");
            assertThatThrownBy(() -> world.decide(world.request(good, "staging").key("build-7")))
                    .isInstanceOf(GateException.class);
            assertThat(world.ledger.ledger().size()).isEqualTo(2);
        }

        @Test
        @DisplayName("what started the deployment may differ")
        void otherTrigger() throws Exception {
            CommitId good = world.approvedChange();
            Recorded decided = world.decide(world.request(good).key("build-7"));
            Recorded again = world.decide(world.request(good)
                    .key("build-7")
                    .deploymentId("another")
                    .trigger("a timer")
                    .buildUrl("https://ci.example/7"));

            assertThat(again.entry().index()).isEqualTo(decided.entry().index());
        }
    }

    @Nested
    @DisplayName("Evidence")
    class Gathered {
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
            assertThat(world.github.traffic().requests(exchange -> exchange.target()
                            .contains("/activity")))
                    .isZero();
        }

        @Test
        @DisplayName("Rule 20: an approval before the base was changed does not count")
        void baseChanged() throws Exception {
            world.repository.branch("ann", "release", world.first);
            SimulatedPullRequest pullRequest = world.repository.pullRequest("ann", world.repository, "release");
            CommitId commit =
                    pullRequest.commit().approvedBy("ben").rebase("main").squash("ann");

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
            world.policy = PolicyText.approvedChange(
                    "accept: all", "tickets: {projects: [PAY], approved-statuses: [Approved]}");
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

    @Test
    @DisplayName("a control that can tell nothing is recorded as not determinable")
    void serverDown() throws Exception {
        CommitId commit = world.approvedChange();
        world.github.fail("/compare/", 404, java.util.Map.of());

        Recorded recorded = world.decide(commit);

        assertThat(control(recorded, "approved-change").outcome()).isEqualTo(Outcome.NOT_DETERMINABLE);
        assertThat(recorded.decision().allowed()).isFalse();
        assertThat(recorded.entry().kind()).isEqualTo(EntryKind.DECISION.text());
    }
}
