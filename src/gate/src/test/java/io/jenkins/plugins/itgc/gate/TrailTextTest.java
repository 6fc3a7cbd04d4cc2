package io.jenkins.plugins.itgc.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.gate.DecisionText.Line;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.identity.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What followed a decision, as people read it. */
class TrailTextTest {
    private static final Identity CARLA = Identity.parse("jenkins:carla");
    private static final Identity BEN = Identity.parse("jenkins:ben");

    @RegisterExtension
    private final GateFixture world = new GateFixture();

    private List<Line> lines(Recorded decision) throws Exception {
        return TrailText.of(world.ledger.about(decision.entry().index()).orElseThrow())
                .lines();
    }

    private Recorded overridden(String reason) throws Exception {
        Recorded decision = world.decide(world.unapprovedChange());
        world.gate.override(world.policy, decision.entry().index(), CARLA, reason);
        return decision;
    }

    @Test
    @DisplayName("a decision that nothing followed has no lines")
    void nothing() throws Exception {
        assertThat(lines(world.decide(world.unapprovedChange()))).isEmpty();
    }

    @Test
    @DisplayName("an override says by whom, when and why, and whose review is owed until when")
    void override() throws Exception {
        assertThat(lines(overridden("Incident 4711.")))
                .containsExactly(
                        new Line(
                                Mark.WAIVED,
                                "overridden",
                                "by jenkins:carla, 2026-11-03 15:01 UTC, entry 2: Incident 4711."),
                        new Line(Mark.REMEDY, "review owed", "by another person until 2026-11-06 00:00 UTC"));
    }

    @Test
    @DisplayName("start, result and review follow; nothing is owed any more")
    void wholeTrail() throws Exception {
        Recorded decision = overridden("Incident 4711.");
        world.gate.recordStart(decision.entry().index(), world.now);
        world.result(decision, Outcome.SUCCESS);
        world.gate.review(world.policy, 1, BEN, true, "It could not wait.");

        assertThat(lines(decision))
                .extracting(Line::mark)
                .containsExactly(Mark.WAIVED, Mark.NONE, Mark.PASS, Mark.PASS);
        assertThat(lines(decision)).extracting(Line::text).element(1).isEqualTo("2026-11-03 15:01 UTC, entry 3");
        assertThat(lines(decision).get(2))
                .isEqualTo(new Line(Mark.PASS, "deployed", "success, 2026-11-03 15:02 UTC, entry 4"));
        assertThat(lines(decision).get(3).text())
                .startsWith("accepted by jenkins:ben, ")
                .endsWith(", entry 5: It could not wait.");
    }

    @Test
    @DisplayName("a late review that does not accept says both")
    void lateReview() throws Exception {
        Recorded decision = overridden("Incident 4711.");
        world.now = world.now.plus(Duration.ofDays(7));
        world.gate.review(world.policy, 1, BEN, false, "It could have waited.");

        assertThat(lines(decision).get(1).mark()).isEqualTo(Mark.FAIL);
        assertThat(lines(decision).get(1).text())
                .startsWith("not accepted by jenkins:ben, ")
                .endsWith(": It could have waited. (too late)");
    }

    @Test
    @DisplayName("a rejection, and a deployment that went on all the same")
    void rejected() throws Exception {
        Recorded decision = world.decide(world.unapprovedChange());
        world.gate.reject(1, BEN, "Not before Monday.");
        world.result(decision, Outcome.SUCCESS);

        assertThat(lines(decision))
                .containsExactly(
                        new Line(
                                Mark.FAIL,
                                "rejected",
                                "by jenkins:ben, 2026-11-03 15:01 UTC, entry 2: Not before Monday."),
                        new Line(
                                Mark.FAIL,
                                "deployed",
                                "success although nobody allowed it, 2026-11-03 15:02 UTC, entry 3"));
    }

    @Test
    @DisplayName("who could not be compared is named for the reviewer")
    void unknown() throws Exception {
        var commit = world.unapprovedChange();
        world.github.fail("/compare/", 404, Map.of());
        Recorded decision = world.decide(commit);
        world.gate.override(world.policy, 1, CARLA, "The fix of GitHub's outage.");

        assertThat(lines(decision).get(1).mark()).isEqualTo(Mark.UNKNOWN);
        assertThat(lines(decision).get(1).text())
                .startsWith("could not be compared with jenkins:carla: who made the change is not known: GET ");
    }

    @Test
    @DisplayName("a reason is shown whole, and without what acts on a terminal")
    void harmless() throws Exception {
        String text = lines(overridden("\u001b[2J" + "x".repeat(3990) + "\nend"))
                .get(0)
                .text();

        assertThat(text).contains(": \\u001B[2Jxxx").endsWith("x end");
    }
}
