package io.jenkins.plugins.itgc.gate;

import static io.jenkins.plugins.itgc.gate.GateFixture.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.evidence.Standing.PriorDeployment;
import io.jenkins.plugins.itgc.history.OverrideRecord;
import io.jenkins.plugins.itgc.history.OwedReview;
import io.jenkins.plugins.itgc.history.RejectionRecord;
import io.jenkins.plugins.itgc.history.ResultRecord;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.history.ReviewRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person lets a blocked deployment go on, or says that it stays blocked. */
class OverrideTest {
    private static final String REASON = "Payments are refused; incident 4711 allows no wait.";
    private static final Identity CARLA = Identity.parse("jenkins:carla");
    private static final Identity BEN = Identity.parse("jenkins:ben");
    private static final Identity DORA = Identity.parse("jenkins:dora-on-call");

    @RegisterExtension
    private final GateFixture world = new GateFixture();

    private Recorded blocked() throws Exception {
        return world.decide(world.unapprovedChange());
    }

    private Entry override(Recorded decision, Identity by) throws Exception {
        return override(decision.entry().index(), by, REASON);
    }

    private Entry override(long decision, Identity by, String reason) throws Exception {
        return world.gate.override(world.policy, decision, by, reason);
    }

    private Entry reject(Recorded decision, Identity by) throws Exception {
        return world.gate.reject(decision.entry().index(), by, "Wait for the approval.");
    }

    private Entry review(Recorded decision, Identity by) throws Exception {
        return world.gate.review(world.policy, decision.entry().index(), by, true, "Read it; it could not wait.");
    }

    @Nested
    @DisplayName("An override")
    class Override {
        @Test
        @DisplayName("is recorded with who, why, what blocked, and until when it must be reviewed")
        void recorded() throws Exception {
            Recorded decision = blocked();

            Entry entry = override(decision.entry().index(), CARLA, "  " + REASON + "\n");

            assertThat(entry.kind()).isEqualTo("override");
            assertThat(Json.read(entry.body(), OverrideRecord.class))
                    .isEqualTo(new OverrideRecord(
                            decision.entry().index(),
                            "payments-api",
                            "production",
                            CARLA,
                            REASON,
                            List.of(ReasonCode.APPROVAL_NONE),
                            List.of(),
                            Instant.parse("2026-11-06T00:00:00Z"),
                            world.now));
        }

        @Test
        @DisplayName("lets the deployment start; once it succeeded, the next range begins there")
        void baseline() throws Exception {
            CommitId commit = world.unapprovedChange();
            Recorded decision = world.decide(commit);
            override(decision, CARLA);
            world.gate.recordStart(decision.entry().index(), world.now);
            Entry result = world.result(decision, Outcome.SUCCESS);
            Recorded next = world.decide(world.approvedChange());

            assertThat(Json.read(result.body(), ResultRecord.class).allowed()).isTrue();
            assertThat(next.evidence().standing().last().map(PriorDeployment::commit))
                    .contains(commit);
            assertThat(next.decision().verdict()).isEqualTo(Verdict.ALLOWED);
        }

        @Test
        @DisplayName("said twice is recorded once, also after reopening; another one of the same decision is refused")
        void once() throws Exception {
            Recorded decision = blocked();
            Entry first = override(decision, CARLA);
            world.closeLedger();
            world.open();

            assertThat(override(decision, CARLA).index()).isEqualTo(first.index());
            assertThatThrownBy(() -> override(decision.entry().index(), CARLA, "Another reason."))
                    .isInstanceOf(GateException.class)
                    .hasMessage("entry 1 was overridden already, entry 2");
            assertThatThrownBy(() -> override(decision, BEN)).isInstanceOf(GateException.class);
            assertThat(world.kinds()).containsExactly("policy-seen", "decision", "override");
        }

        @ParameterizedTest
        @ValueSource(strings = {"production", "preview", "sandbox"})
        @DisplayName("of what may go on anyway is refused: allowed, only observed, out of scope")
        void nothingToOverride(String environment) throws Exception {
            Recorded decision = world.decide(world.request(world.approvedChange(), environment));

            assertThatThrownBy(() -> override(decision, CARLA))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("does not block");
            assertThatThrownBy(() -> reject(decision, CARLA)).isInstanceOf(GateException.class);
        }

        @Test
        @DisplayName("of what is no decision is refused")
        void noDecision() throws Exception {
            blocked();

            assertThatThrownBy(() -> override(0, CARLA, REASON)).hasMessageContaining("entry 0 is no decision");
            assertThatThrownBy(() -> override(99, CARLA, REASON)).isInstanceOf(GateException.class);
        }

        @Test
        @DisplayName("needs a reason of at most 4,000 characters")
        void reason() throws Exception {
            long decision = blocked().entry().index();

            assertThatThrownBy(() -> override(decision, CARLA, " \n\t"))
                    .isInstanceOf(GateException.class)
                    .hasMessage("an override needs a reason of 1 to 4000 characters");
            assertThatThrownBy(() -> override(decision, CARLA, "x".repeat(4001)))
                    .isInstanceOf(GateException.class);
            assertThat(override(decision, CARLA, "x".repeat(4000))).isNotNull();
        }

        @Test
        @DisplayName("is refused after the deployment went on all the same")
        void afterResult() throws Exception {
            Recorded decision = world.deploy(world.unapprovedChange());

            assertThatThrownBy(() -> override(decision, CARLA))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("has a result already");
            assertThatThrownBy(() -> reject(decision, CARLA)).isInstanceOf(GateException.class);
        }
    }

    @Nested
    @DisplayName("Separation of duties")
    class Separation {
        @Test
        @DisplayName("whoever started the deployment may not override it, under whichever of their accounts")
        void deployer() throws Exception {
            Recorded decision = blocked();

            assertThatThrownBy(() -> override(decision, DORA))
                    .isInstanceOf(GateException.class)
                    .hasMessage("jenkins:dora-on-call is the deployer as jenkins:dora;"
                            + " another person must override this");
        }

        @Test
        @DisplayName("an author of the change may not override it")
        void author() throws Exception {
            Recorded decision = blocked();

            assertThatThrownBy(() -> override(decision, Identity.parse("jenkins:ann")))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("jenkins:ann is an author of #1 as github:ann");
        }

        @Test
        @DisplayName("a co-author and the last pusher may not override it")
        void coAuthorAndPusher() throws Exception {
            CommitId commit = world.repository
                    .pullRequest("ann")
                    .commit("ann", "Fix\n\nCo-authored-by: Ben <1+ben@users.noreply.github.com>")
                    .pushedBy("carla", "ann", "Round half even")
                    .squash("ann");
            Recorded decision = world.decide(commit);

            assertThatThrownBy(() -> override(decision, BEN)).hasMessageContaining("is a co-author of #1");
            assertThatThrownBy(() -> override(decision, CARLA)).hasMessageContaining("is a pusher of #1");
        }

        @Test
        @DisplayName("somebody whom the identities do not join is refused, and the words say whom to add")
        void unknown() throws Exception {
            Recorded decision = blocked();

            assertThatThrownBy(() -> override(decision, Identity.parse("jenkins:stranger")))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("whether jenkins:stranger is github:ann, who is an author of #1,")
                    .hasMessageEndingWith("is not known; add jenkins:stranger to the policy's identities");
        }

        @Test
        @DisplayName("without a deployer it is compared with the others alone")
        void noDeployer() throws Exception {
            Recorded decision =
                    world.decide(world.request(world.unapprovedChange()).deployer(null));

            assertThatThrownBy(() -> override(decision, Identity.gitHub("ann"))).isInstanceOf(GateException.class);
            assertThat(override(decision, CARLA)).isNotNull();
            assertThatThrownBy(() -> review(decision, CARLA)).isInstanceOf(GateException.class);
            assertThat(review(decision, BEN)).isNotNull();
        }

        @Test
        @DisplayName("the policy may allow one's own change, to override and to review")
        void ownChange() throws Exception {
            Recorded decision = blocked();
            world.policy = PolicyText.with("emergency: {own-change: allowed}");

            assertThat(override(decision, DORA)).isNotNull();
            assertThat(review(decision, DORA)).isNotNull();
            assertThat(world.ledger.history().owed()).isEmpty();
        }
    }

    @Nested
    @DisplayName("The review that an override owes")
    class Owed {
        @Test
        @DisplayName("is owed like that of a declared emergency, also after reopening")
        void owed() throws Exception {
            world.policy = PolicyText.with("emergency: {allowed: true, who: [dora], own-change: refused}");
            Recorded declared = world.decide(world.request(world.unapprovedChange())
                    .changeType(ChangeType.EMERGENCY)
                    .justification("The fix of the incident."));
            Recorded overridden = blocked();
            Entry override = override(overridden, CARLA);
            world.closeLedger();
            world.open();

            Instant due = Instant.parse("2026-11-06T00:00:00Z");
            assertThat(world.ledger.history().owed())
                    .containsExactly(
                            new OwedReview(
                                    declared.entry().index(),
                                    Optional.empty(),
                                    "payments-api",
                                    "production",
                                    Optional.of(Identity.parse("jenkins:dora")),
                                    declared.evidence().at(),
                                    Optional.of(due)),
                            new OwedReview(
                                    overridden.entry().index(),
                                    Optional.of(override.index()),
                                    "payments-api",
                                    "production",
                                    Optional.of(CARLA),
                                    world.now,
                                    Optional.of(due)));
        }

        @Test
        @DisplayName("is by another person than the deployer and whoever overrode")
        void reviewer() throws Exception {
            Recorded decision = blocked();
            override(decision, CARLA);

            assertThatThrownBy(() -> review(decision, Identity.gitHub("carla")))
                    .isInstanceOf(GateException.class)
                    .hasMessage("github:carla overrode the gate as jenkins:carla; another person must review it");
            assertThatThrownBy(() -> review(decision, DORA)).hasMessageContaining("is the deployer as jenkins:dora");
            assertThat(Json.read(review(decision, BEN).body(), ReviewRecord.class)
                            .timely())
                    .isTrue();
            assertThatThrownBy(() -> review(decision, BEN)).hasMessageContaining("owes no review");
        }

        @Test
        @DisplayName("counts from the override, not from the decision")
        void countsFromOverride() throws Exception {
            Recorded decision = blocked();
            world.now = world.now.plus(Duration.ofDays(6));
            override(decision, CARLA);
            world.now = world.now.plus(Duration.ofDays(1));

            assertThat(Json.read(review(decision, BEN).body(), ReviewRecord.class)
                            .timely())
                    .isTrue();
        }

        @Test
        @DisplayName("refuses further overrides and emergencies of the service once it is overdue")
        void overdue() throws Exception {
            world.policy = PolicyText.with("emergency: {allowed: true, who: [dora]}");
            Recorded first = blocked();
            override(first, CARLA);
            world.now = world.now.plus(Duration.ofDays(7));
            Recorded second = blocked();
            Recorded emergency = world.decide(world.request(world.unapprovedChange())
                    .changeType(ChangeType.EMERGENCY)
                    .justification("Another incident."));

            assertThat(codes(emergency, "emergency-change")).containsExactly(ReasonCode.EMERGENCY_REVIEWS_OVERDUE);
            assertThatThrownBy(() -> override(second, CARLA))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("entries [1] owe a review that is overdue")
                    .hasMessageContaining("Record the owed reviews first.");
            review(first, BEN);
            assertThat(override(second, CARLA)).isNotNull();
        }
    }

    @Nested
    @DisplayName("A rejection")
    class Rejection {
        @Test
        @DisplayName("is recorded once, by anybody, and nobody can override any more")
        void rejected() throws Exception {
            Recorded decision = blocked();

            Entry entry = reject(decision, DORA);

            assertThat(Json.read(entry.body(), RejectionRecord.class))
                    .isEqualTo(
                            new RejectionRecord(decision.entry().index(), DORA, "Wait for the approval.", world.now));
            assertThat(reject(decision, DORA).index()).isEqualTo(entry.index());
            assertThatThrownBy(() -> reject(decision, BEN)).hasMessageContaining("was rejected already, entry 2");
            assertThatThrownBy(() -> override(decision, CARLA))
                    .isInstanceOf(GateException.class)
                    .hasMessage("entry 1 was rejected already, entry 2");
        }

        @Test
        @DisplayName("needs a reason, and a decision that is not overridden")
        void refused() throws Exception {
            Recorded decision = blocked();

            assertThatThrownBy(() -> world.gate.reject(decision.entry().index(), BEN, " "))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("a rejection needs a reason");
            assertThatThrownBy(() -> world.gate.reject(0, BEN, "No.")).isInstanceOf(GateException.class);
            override(decision, CARLA);
            assertThatThrownBy(() -> reject(decision, BEN)).hasMessageContaining("was overridden already");
        }
    }
}
