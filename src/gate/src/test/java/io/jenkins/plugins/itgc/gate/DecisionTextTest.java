package io.jenkins.plugins.itgc.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.itgc.decision.Scenario;
import io.jenkins.plugins.itgc.gate.DecisionText.Line;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.trace.Range;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DecisionTextTest {
    @Test
    void anAllowedDeploymentShowsWhatSpeaksForIt() {
        DecisionText text = text(Scenario.allowed());

        assertThat(text.mark()).isEqualTo(Mark.PASS);
        assertThat(text.verdict()).isEqualTo("ALLOWED");
        assertThat(text.deployment()).isEqualTo("payments-api → production");
        assertThat(text.change()).isEqualTo("bbbbbbb, 1 change since ccccccc");
        assertThat(text.lines())
                .contains(
                        new Line(Mark.PASS, "approved change", "#412: approved by ben (write), 2026-11-03 14:02 UTC"));
        assertThat(text.footer()).startsWith("entry 1042 · policy ").endsWith("… · checkpoint 1043");
    }

    @Test
    void aBlockingControlSaysWhatIsMissingAndWhoCanDoWhat() {
        DecisionText text = text(Scenario.allowed().with(scenario -> scenario.reviews.clear()));

        assertThat(text.verdict()).isEqualTo("BLOCKED");
        int control = text.lines()
                .indexOf(new Line(Mark.FAIL, "approved change", "#412: nobody's approval stands (APPROVAL_NONE)"));
        assertThat(control).isNotNegative();
        assertThat(text.lines().get(control + 1))
                .isEqualTo(new Line(Mark.REMEDY, "", ReasonCode.APPROVAL_NONE.remedy()));
    }

    @Test
    void whatCouldNotBeReadIsMarkedSo() {
        DecisionText text = text(Scenario.allowed()
                .with(scenario -> scenario.range = Reading.missing(ReasonCode.SERVER_TIMEOUT, "GET x took too long")));

        assertThat(text.mark()).isEqualTo(Mark.UNKNOWN);
        assertThat(text.verdict()).isEqualTo("BLOCKED, NOT DETERMINABLE");
        assertThat(text.change()).isEqualTo("bbbbbbb, changes not known");
        assertThat(text.lines())
                .contains(new Line(Mark.UNKNOWN, "approved change", "range: GET x took too long (SERVER_TIMEOUT)"));
    }

    @Test
    void controlsThatNobodyAskedForShareALine() {
        List<Line> lines = text(Scenario.allowed()).lines();

        assertThat(lines)
                .filteredOn(line -> line.mark() == Mark.NONE)
                .singleElement()
                .satisfies(line -> assertThat(line.text()).contains("risk and impact, required checks, promotion"));
    }

    @Test
    void anEmergencyMarksWhatItWaivesAndWhoseReviewIsOwed() {
        DecisionText text = text(Scenario.allowed()
                .policy("emergency: {allowed: true, who: [dora]}")
                .with(scenario -> {
                    scenario.reviews.clear();
                    scenario.request.changeType(ChangeType.EMERGENCY).justification("it burns");
                }));

        assertThat(text.change()).endsWith(", emergency change");
        assertThat(text.lines())
                .contains(new Line(Mark.WAIVED, "approved change", "#412: nobody's approval stands (APPROVAL_NONE)"))
                .contains(new Line(Mark.MORE, "", "does not block this kind of change"))
                .doesNotContain(new Line(Mark.REMEDY, "", ReasonCode.APPROVAL_NONE.remedy()))
                .anySatisfy(line -> assertThat(line.label()).isEqualTo("review owed"));
    }

    @Test
    void everyKindOfRangeHasItsWords() {
        assertThat(change(Range.Kind.DIVERGED)).isEqualTo("bbbbbbb, 1 change since aaaaaaa, where it left ccccccc");
        assertThat(change(Range.Kind.IDENTICAL)).isEqualTo("bbbbbbb, which runs already");
        assertThat(change(Range.Kind.BEHIND)).isEqualTo("bbbbbbb, back from ccccccc");
        assertThat(change(Range.Kind.TIP_ONLY)).isEqualTo("bbbbbbb, first deployment, this commit alone");
        assertThat(change(Range.Kind.NO_BASELINE)).isEqualTo("bbbbbbb, first deployment");
    }

    @Test
    void textFromOutsideIsHarmless() {
        DecisionText text = text(Scenario.allowed()
                .with(scenario -> scenario.plans =
                        List.of(Reading.missing(ReasonCode.FILE_UNREADABLE, "plan\u001b[2J.md\nALLOWED"))));

        assertThat(text.lines())
                .anySatisfy(line -> assertThat(line.text()).contains("plan\\u001B[2J.md ALLOWED"))
                .noneSatisfy(line -> assertThat(line.text()).containsAnyOf("\u001b", "\n"));
    }

    private static String change(Range.Kind kind) {
        return text(Scenario.allowed()
                        .with(scenario -> scenario.range = Reading.of(new Range(
                                kind,
                                Optional.of(Scenario.BASE),
                                Scenario.MERGED,
                                Optional.of(new CommitId("a".repeat(40))),
                                Reading.of(List.of())))))
                .change();
    }

    private static DecisionText text(Scenario scenario) {
        var entry = new Entry(
                1042,
                Scenario.NOW,
                "decision",
                JsonNodeFactory.instance.objectNode(),
                HashValue.ofHex("00".repeat(HashValue.LENGTH)));
        return DecisionText.of(new Recorded(entry, scenario.decide(), scenario.evidence()), OptionalLong.of(1043));
    }
}
