package io.jenkins.plugins.itgc.gate;

import io.jenkins.plugins.itgc.controls.ControlResult;
import io.jenkins.plugins.itgc.controls.Outcome;
import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.gate.DecisionText.Line;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.reason.ReasonCode.Kind;
import io.jenkins.plugins.itgc.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one control came to, in words: what was seen or is missing, and what somebody can do. */
record ControlWords(Decision decision, ControlResult result) {
    /** Controls that nobody asked for share one line. */
    static Optional<Line> notApplicable(List<ControlResult> results) {
        String titles = results.stream()
                .filter(result -> result.outcome() == Outcome.NOT_APPLICABLE)
                .map(ControlResult::title)
                .collect(Collectors.joining(", "));
        return titles.isEmpty() ? Optional.empty() : Optional.of(new Line(Mark.NONE, "not asked for", titles));
    }

    List<Line> lines() {
        if (result.outcome() == Outcome.NOT_APPLICABLE) {
            return List.of();
        }
        var lines = new ArrayList<Line>();
        texts().forEach(text ->
                lines.add(lines.isEmpty() ? new Line(mark(), result.title(), text) : new Line(Mark.MORE, "", text)));
        if (lines.isEmpty()) {
            lines.add(new Line(mark(), result.title(), ""));
        }
        remedies().forEach(remedy -> lines.add(new Line(Mark.REMEDY, "", remedy)));
        return lines;
    }

    private Mark mark() {
        if (isWaived()) {
            return Mark.WAIVED;
        }
        return switch (result.outcome()) {
            case PASS -> Mark.PASS;
            case FAIL -> Mark.FAIL;
            case NOT_DETERMINABLE -> Mark.UNKNOWN;
            case NOT_APPLICABLE -> Mark.NONE;
        };
    }

    private boolean isWaived() {
        return decision.waived().contains(result.id());
    }

    /** What decided comes first: reasons where it blocks, what was seen where it passed; notes come last. */
    private List<String> texts() {
        Stream<String> reasons = texts(code -> code.kind() != Kind.NOTE);
        Stream<String> seen = result.seen().stream().map(PlainText::harmless);
        Stream<String> notes = texts(code -> code.kind() == Kind.NOTE);
        Stream<String> waiver = isWaived() ? Stream.of("does not block this kind of change") : Stream.empty();
        return (result.outcome().blocks() ? Stream.of(reasons, seen, notes, waiver) : Stream.of(seen, reasons, notes))
                .flatMap(texts -> texts)
                .toList();
    }

    private Stream<String> texts(Predicate<ReasonCode> wanted) {
        return result.reasons().stream()
                .filter(reason -> wanted.test(reason.code()))
                .map(ControlWords::text);
    }

    private static String text(Reason reason) {
        String subject = reason.detail().contains(reason.subject()) ? "" : PlainText.harmless(reason.subject()) + ": ";
        return subject + PlainText.harmless(reason.detail()) + " (" + reason.code() + ")";
    }

    private List<String> remedies() {
        if (!result.outcome().blocks() || isWaived()) {
            return List.of();
        }
        return result.reasons().stream()
                .map(Reason::code)
                .filter(code -> code.kind() != Kind.NOTE)
                .map(ReasonCode::remedy)
                .distinct()
                .toList();
    }
}
