package io.jenkins.plugins.itgc.decision;

import static io.jenkins.plugins.itgc.decision.Scenario.allowed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.controls.Outcome;
import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.request.PipelineOrigin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pipeline deploys as it is written. */
class UnalteredPipelineTest {
    private static final String ID = "pipeline";

    private static Scenario from(PipelineOrigin origin) {
        return allowed().with(one -> one.request.pipeline(origin));
    }

    @Test
    @DisplayName("does not apply where no pipeline asks")
    void absent() {
        assertThat(allowed().control(ID).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(allowed().decide().verdict()).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    @DisplayName("a run as its source says passes")
    void asWritten() {
        Scenario scenario = from(PipelineOrigin.AS_WRITTEN);

        assertThat(scenario.control(ID).outcome()).isEqualTo(Outcome.PASS);
        assertThat(scenario.codes(ID)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "REPLAYED,             FAIL, PIPELINE_REPLAYED,  BLOCKED",
        "RESTARTED_FROM_STAGE, PASS, PIPELINE_RESTARTED, ALLOWED",
        "REBUILT,              PASS, PIPELINE_REBUILT,   ALLOWED"
    })
    @DisplayName("by default an edited script blocks; a restart and a rebuild are noted")
    void defaults(PipelineOrigin origin, Outcome outcome, ReasonCode code, Verdict verdict) {
        Scenario scenario = from(origin);

        assertThat(scenario.control(ID).outcome()).isEqualTo(outcome);
        assertThat(scenario.codes(ID)).containsExactly(code);
        assertThat(scenario.decide().verdict()).isEqualTo(verdict);
    }

    @Test
    @DisplayName("the policy may let an edited script deploy, and the result says so")
    void replayedAllowed() {
        Scenario scenario = from(PipelineOrigin.REPLAYED).policy("pipeline: {replayed: allow}");

        assertThat(scenario.control(ID).outcome()).isEqualTo(Outcome.PASS);
        assertThat(scenario.control(ID).seen()).containsExactly("replayed by hand, which the policy allows");
    }

    @ParameterizedTest
    @CsvSource({"RESTARTED_FROM_STAGE, restarted", "REBUILT, rebuilt"})
    @DisplayName("the policy may refuse a restart and a rebuild, each for itself")
    void refused(PipelineOrigin origin, String key) {
        Scenario scenario = from(origin).policy("pipeline: {" + key + ": block}");

        assertThat(scenario.control(ID).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(scenario.codes(ID)).containsExactly(ReasonCode.PIPELINE_REFUSED);
        assertThat(from(PipelineOrigin.AS_WRITTEN)
                        .policy("pipeline: {" + key + ": block}")
                        .decide()
                        .verdict())
                .isEqualTo(Verdict.ALLOWED);
    }

    @Test
    @DisplayName("an emergency does not waive it")
    void emergency() {
        Scenario scenario = from(PipelineOrigin.REPLAYED)
                .policy("emergency: {allowed: true, who: [dora]}")
                .with(one -> one.request.changeType(ChangeType.EMERGENCY).justification("It burns."));

        assertThat(scenario.control("emergency-change").outcome()).isEqualTo(Outcome.PASS);
        assertThat(scenario.decide().verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(scenario.decide().waived()).doesNotContain(ID);
    }

    @Test
    @DisplayName("an entry from before this control still reads, and deciding again comes to the same")
    void olderEntry() throws Exception {
        Evidence evidence = allowed().evidence();
        var body = (ObjectNode) Json.tree(new DecisionRecord(allowed().decide(), evidence));
        var controls = body.withObject("/decision").withArray("controls");
        for (int i = controls.size() - 1; i >= 0; i--) {
            if (controls.get(i).path("id").asText().equals(ID)) {
                controls.remove(i);
            }
        }
        body.withObject("/evidence/request").remove(ID);

        DecisionRecord old = Json.read(body, DecisionRecord.class);
        Decision again = Decision.of(allowed().policy().effective("payments-api", "production"), old.evidence());

        assertThat(old.evidence().request().pipeline()).isEmpty();
        assertThat(again).isNotEqualTo(old.decision());
        assertThat(again.asOf(old.decision())).isEqualTo(old.decision());
        Decision replayed = from(PipelineOrigin.REPLAYED).decide();
        assertThat(replayed.asOf(old.decision()).controls())
                .as("a younger control that applies counts")
                .hasSize(again.controls().size());
    }

    @Test
    @DisplayName("the same question from a run of another origin is another question")
    void anotherQuestion() {
        DeploymentRequest written = from(PipelineOrigin.AS_WRITTEN).evidence().request();
        DeploymentRequest replayed = from(PipelineOrigin.REPLAYED).evidence().request();

        assertThat(written.asksTheSameAs(replayed)).isFalse();
        assertThat(List.of(written.pipeline(), replayed.pipeline()))
                .containsExactly(Optional.of(PipelineOrigin.AS_WRITTEN), Optional.of(PipelineOrigin.REPLAYED));
    }
}
