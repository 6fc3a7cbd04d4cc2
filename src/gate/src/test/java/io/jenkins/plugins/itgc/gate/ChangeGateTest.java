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
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import io.jenkins.plugins.itgc.trace.Range;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole path: GitHub over HTTP, a policy, a ledger on disk. */
class ChangeGateTest {
    @RegisterExtension
    private final GateFixture world = new GateFixture();

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
