package io.jenkins.plugins.itgc.gate;

import io.jenkins.plugins.itgc.controls.Times;
import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.policy.EffectivePolicy.Mode;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A recorded decision in words, the same wherever it is shown. Lines carry what they mean, and no colour; every text from
 * outside is harmless.
 *
 * @param mark how the decision ended
 * @param verdict {@code ALLOWED}, {@code BLOCKED}, {@code WOULD BE BLOCKED}, …
 * @param deployment service and environment
 * @param change the deployed commit, and what it brings
 * @param lines what each control came to
 * @param footer where it is recorded
 */
public record DecisionText(
        Mark mark, String verdict, String deployment, String change, List<Line> lines, String footer) {
    /** Digits of a hash that are shown to people. */
    private static final int SHOWN_DIGITS = 12;

    /** What a line, or the decision, means. */
    public enum Mark {
        PASS("✓"),
        FAIL("✗"),
        UNKNOWN("?"),
        /** Failed, and does not block: the kind of change does without it. */
        WAIVED("~"),
        /** Not asked for. */
        NONE("–"),
        /** What somebody can do. */
        REMEDY("→"),
        /** More of the line above. */
        MORE(" ");

        private final String sign;

        Mark(String sign) {
            this.sign = sign;
        }

        /** One character that stands for it. */
        public String sign() {
            return sign;
        }
    }

    /**
     * One line.
     *
     * @param label the control's title on its first line; empty on those that follow
     */
    public record Line(Mark mark, String label, String text) {}

    public DecisionText {
        lines = List.copyOf(lines);
    }

    /**
     * Words a decision.
     *
     * @param checkpoint how many entries the ledger's checkpoint covers, where that is known
     */
    public static DecisionText of(Recorded recorded, OptionalLong checkpoint) {
        Decision decision = recorded.decision();
        DeploymentRequest request = recorded.evidence().request();
        return new DecisionText(
                mark(decision),
                verdict(decision),
                PlainText.harmless(request.service() + " → " + request.environment()),
                change(recorded),
                lines(recorded),
                footer(recorded, checkpoint));
    }

    private static Mark mark(Decision decision) {
        return switch (decision.verdict()) {
            case ALLOWED -> Mark.PASS;
            case BLOCKED -> Mark.FAIL;
            case NOT_DETERMINABLE -> Mark.UNKNOWN;
            case OUT_OF_SCOPE -> Mark.NONE;
        };
    }

    private static String verdict(Decision decision) {
        boolean binds = decision.mode() != Mode.OBSERVE;
        return switch (decision.verdict()) {
            case ALLOWED -> "ALLOWED";
            case BLOCKED -> binds ? "BLOCKED" : "WOULD BE BLOCKED";
            case NOT_DETERMINABLE -> binds ? "BLOCKED, NOT DETERMINABLE" : "WOULD BE BLOCKED, NOT DETERMINABLE";
            case OUT_OF_SCOPE -> "OUT OF SCOPE";
        };
    }

    private static String change(Recorded recorded) {
        DeploymentRequest request = recorded.evidence().request();
        String type = request.changeType().name().toLowerCase(Locale.ROOT);
        return request.commit().brief() + ", "
                + new RangeWords(recorded.evidence().trace()).text()
                + (type.equals("normal") ? "" : ", " + type + " change")
                + (recorded.decision().mode() == Mode.OBSERVE ? ", only observed" : "");
    }

    private static List<Line> lines(Recorded recorded) {
        Decision decision = recorded.decision();
        var lines = new ArrayList<Line>();
        decision.controls().forEach(result -> lines.addAll(new ControlWords(decision, result).lines()));
        ControlWords.notApplicable(decision.controls()).ifPresent(lines::add);
        outOfScope(recorded).ifPresent(lines::add);
        decision.reviewDue()
                .ifPresent(due -> lines.add(
                        new Line(Mark.REMEDY, "review owed", "by another person until " + Times.minute(due))));
        return lines;
    }

    private static Optional<Line> outOfScope(Recorded recorded) {
        return recorded.decision().mode() == Mode.OUT_OF_SCOPE
                ? Optional.of(new Line(
                        Mark.NONE,
                        "out of scope",
                        PlainText.harmless(
                                recorded.evidence().trace().range().why().detail())))
                : Optional.empty();
    }

    private static String footer(Recorded recorded, OptionalLong checkpoint) {
        String hash = recorded.decision().policyHash();
        return "entry " + recorded.entry().index() + " · policy "
                + hash.substring(0, Math.min(SHOWN_DIGITS, hash.length())) + "…"
                + (checkpoint.isPresent() ? " · checkpoint " + checkpoint.getAsLong() : "");
    }
}
