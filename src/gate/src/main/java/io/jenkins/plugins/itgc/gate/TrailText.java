package io.jenkins.plugins.itgc.gate;

import io.jenkins.plugins.itgc.controls.Times;
import io.jenkins.plugins.itgc.gate.DecisionText.Line;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.history.OverrideRecord;
import io.jenkins.plugins.itgc.history.RejectionRecord;
import io.jenkins.plugins.itgc.history.ResultRecord;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.history.ReviewRecord;
import io.jenkins.plugins.itgc.history.StartRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.text.PlainText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What was recorded about a decision after it, in words, to be shown below its {@link DecisionText}; every text from outside
 * is harmless.
 *
 * @param lines one for each entry, and what belongs to it
 */
public record TrailText(List<Line> lines) {
    /** Reasons of people are shown whole. */
    private static final int LONGEST = PersonalDecisions.LONGEST_REASON + PlainText.LINE;

    public TrailText {
        lines = List.copyOf(lines);
    }

    /** Words a trail; no lines where nothing followed the decision. */
    public static TrailText of(AuditTrail trail) {
        var lines = new ArrayList<Line>();
        trail.override()
                .ifPresent(filed -> lines.addAll(override(filed, trail.review().isPresent())));
        trail.rejection().ifPresent(filed -> lines.add(rejection(filed)));
        trail.start().ifPresent(filed -> lines.add(start(filed)));
        trail.result().ifPresent(filed -> lines.add(result(filed)));
        trail.review().ifPresent(filed -> lines.add(review(filed)));
        return new TrailText(lines);
    }

    private static List<Line> override(Filed<OverrideRecord> filed, boolean reviewed) {
        OverrideRecord override = filed.body();
        Stream<Line> said =
                Stream.of(line(Mark.WAIVED, "overridden", by(override.by(), override.at(), filed) + override.reason()));
        Stream<Line> unknown = override.unknown().stream()
                .map(who -> line(Mark.UNKNOWN, "", "could not be compared with " + override.by() + ": " + who));
        Stream<Line> owed = reviewed
                ? Stream.empty()
                : Stream.of(line(
                        Mark.REMEDY, "review owed", "by another person until " + Times.minute(override.reviewDue())));
        return Stream.of(said, unknown, owed).flatMap(lines -> lines).toList();
    }

    private static Line rejection(Filed<RejectionRecord> filed) {
        RejectionRecord rejection = filed.body();
        return line(Mark.FAIL, "rejected", by(rejection.by(), rejection.at(), filed) + rejection.reason());
    }

    private static Line start(Filed<StartRecord> filed) {
        return line(Mark.NONE, "started", Times.minute(filed.body().startedAt()) + entry(filed));
    }

    private static Line result(Filed<ResultRecord> filed) {
        ResultRecord result = filed.body();
        boolean well = result.allowed() && result.outcome() == Outcome.SUCCESS;
        return line(
                well ? Mark.PASS : Mark.FAIL,
                "deployed",
                result.outcome().name().toLowerCase(Locale.ROOT)
                        + (result.allowed() ? "" : " although nobody allowed it")
                        + ", " + Times.minute(result.endedAt()) + entry(filed));
    }

    private static Line review(Filed<ReviewRecord> filed) {
        ReviewRecord review = filed.body();
        return line(
                review.accepted() ? Mark.PASS : Mark.FAIL,
                "reviewed",
                (review.accepted() ? "accepted " : "not accepted ")
                        + by(review.reviewer(), filed.entry().time(), filed)
                        + review.comment()
                        + (review.timely() ? "" : " (too late)"));
    }

    private static String by(Identity who, Instant at, Filed<?> filed) {
        return "by " + who + ", " + Times.minute(at) + entry(filed) + ": ";
    }

    private static String entry(Filed<?> filed) {
        return ", entry " + filed.entry().index();
    }

    private static Line line(Mark mark, String label, String text) {
        return new Line(mark, label, PlainText.harmless(text, LONGEST));
    }
}
