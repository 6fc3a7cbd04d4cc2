package io.jenkins.plugins.itgc.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.history.StartRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.simulated.Asking;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From an assessment over its record to the start of the deployment. */
class DeploymentStartTest {
    @RegisterExtension
    private final GateFixture world = new GateFixture();

    private Assessment assess(DeploymentRequest request) throws Exception {
        return world.gate.assess(world.policy, request, Asking.sources(world.server));
    }

    @Nested
    @DisplayName("Assessing and recording")
    class Halves {
        @Test
        @DisplayName("an assessment records nothing; recording it gives its decision")
        void assessed() throws Exception {
            DeploymentRequest request = world.request(world.approvedChange()).build();

            Assessment assessment = assess(request);
            assertThat(world.ledger.ledger().size()).isZero();
            Recorded recorded = world.gate.record(assessment);

            assertThat(recorded.decision()).isEqualTo(assessment.decision());
            assertThat(world.kinds()).containsExactly("policy-seen", "decision");
            assertThat(world.gate.decided(recorded.entry().index()))
                    .get()
                    .returns(recorded.decision(), Recorded::decision);
            assertThat(world.gate.decided(0)).isEmpty();
            assertThat(world.gate.decided(99)).isEmpty();
        }

        @Test
        @DisplayName("what was recorded first under a key stands")
        void firstStands() throws Exception {
            CommitId commit = world.unapprovedChange();
            DeploymentRequest request = world.request(commit).key("build-7").build();
            Assessment before = assess(request);
            world.policy = PolicyText.approvedChange("rollback: any");
            Assessment after = assess(request);
            assertThat(world.gate.decided(request)).isEmpty();

            Recorded first = world.gate.record(before);
            Recorded second = world.gate.record(after);

            assertThat(second.entry().index()).isEqualTo(first.entry().index());
            assertThat(second.decision()).isEqualTo(before.decision());
            assertThat(world.gate.decided(request).map(Recorded::entry).map(Entry::index))
                    .contains(first.entry().index());
            assertThat(world.kinds()).containsExactly("policy-seen", "decision");
        }

        @Test
        @DisplayName("an assessment of another question under a key that was used is refused")
        void otherQuestion() throws Exception {
            world.decide(world.request(world.approvedChange()).key("build-7"));
            Assessment other = assess(
                    world.request(world.unapprovedChange()).key("build-7").build());

            assertThatThrownBy(() -> world.gate.record(other))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("belongs to another question");
        }

        @Test
        @DisplayName("a decision is not passed off as that of another policy")
        void otherPolicy() throws Exception {
            Assessment assessment = assess(world.request(world.approvedChange()).build());

            assertThatThrownBy(() -> new Assessment(
                            PolicyText.approvedChange("rollback: any"), assessment.decision(), assessment.evidence()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "preview", "sandbox"})
    @DisplayName("what is allowed, only observed or out of scope starts, and starts once")
    void starts(String environment) throws Exception {
        Recorded recorded = world.decide(world.request(world.approvedChange(), environment));
        long decision = recorded.entry().index();

        Entry start = world.gate.recordStart(decision, world.now);
        world.closeLedger();
        world.open();
        Entry again = world.gate.recordStart(decision, world.now.plusSeconds(9));

        DeploymentRequest request = recorded.evidence().request();
        assertThat(Json.read(start.body(), StartRecord.class))
                .isEqualTo(new StartRecord(
                        decision,
                        request.deploymentId(),
                        "payments-api",
                        environment,
                        request.commit(),
                        true,
                        world.now));
        assertThat(again.index()).isEqualTo(start.index());
        assertThat(world.kinds()).containsExactly("policy-seen", "decision", "deployment-start");
    }

    @Test
    @DisplayName("what is blocked starts only once it is overridden")
    void blocked() throws Exception {
        long decision = world.decide(world.unapprovedChange()).entry().index();

        assertThatThrownBy(() -> world.gate.recordStart(decision, world.now))
                .isInstanceOf(GateException.class)
                .hasMessage("entry 1 blocks this deployment and nobody overrode it; it cannot start");
        world.gate.override(world.policy, decision, Identity.parse("jenkins:carla"), "The incident.");
        assertThat(world.gate.recordStart(decision, world.now).kind()).isEqualTo("deployment-start");
    }

    @Test
    @DisplayName("what ended does not start, nor what is no decision")
    void ended() throws Exception {
        Recorded recorded = world.decide(world.approvedChange());
        world.result(recorded, Outcome.ABORTED);

        assertThatThrownBy(() -> world.gate.recordStart(recorded.entry().index(), world.now))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("has a result already");
        assertThatThrownBy(() -> world.gate.recordStart(0, world.now)).isInstanceOf(GateException.class);
    }
}
