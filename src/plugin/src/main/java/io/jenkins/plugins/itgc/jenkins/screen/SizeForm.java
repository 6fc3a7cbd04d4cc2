package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.OwnFrequencyTable;
import io.jenkins.plugins.itgc.population.Strata;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.sample.Frequency;
import io.jenkins.plugins.itgc.sample.FrequencyTable;
import io.jenkins.plugins.itgc.sample.Rate;
import io.jenkins.plugins.itgc.sample.SampleException;
import io.jenkins.plugins.itgc.sample.SampleSize;
import io.jenkins.plugins.itgc.sample.SizeRule;
import io.jenkins.plugins.itgc.sample.SizeRule.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How many somebody wants to draw, as fields of a form. */
final class SizeForm {
    /** By what: {@code formula}, {@code frequency} or {@code number}. */
    static final String BY = "by";

    static final List<String> NAMES = List.of(
            BY,
            "confidence",
            "tolerable",
            "method",
            "expected",
            "accept",
            "frequency",
            "table",
            "size",
            "reason",
            "drawEmergency",
            "drawOverride");

    private final Typed typed;

    SizeForm(Typed typed) {
        this.typed = typed;
    }

    boolean isGiven() {
        return typed.isTicked(BY);
    }

    /**
     * The rule that the fields make.
     *
     * @throws IllegalArgumentException where they make none; the message says what is expected
     */
    SizeRule rule() {
        return switch (typed.value(BY)) {
            case "formula" -> formula();
            case "frequency" -> SizeRule.of(Frequency.ofText(typed.value("frequency")), table(typed.value("table")));
            case "number" -> SizeRule.chosen(number("size"), typed.given("reason"));
            default -> throw new IllegalArgumentException(Messages.SizeForm_by());
        };
    }

    private static FrequencyTable table(String which) {
        return switch (which) {
            case "lower" -> FrequencyTable.LOWER;
            case "own" -> ownTable().orElseThrow(() -> new IllegalArgumentException(Messages.SizeForm_noTable()));
            default -> FrequencyTable.UPPER;
        };
    }

    /** The organisation's own, where it is configured. */
    static Optional<FrequencyTable> ownTable() {
        return Optional.ofNullable(ChangeGateConfiguration.get().getFrequencyTable())
                .map(OwnFrequencyTable::table);
    }

    private SizeRule formula() {
        Method method = Method.ofText(typed.given("method").orElse(Method.BINOMIAL.text()));
        Rate confidence = Rate.parse(typed.value("confidence"));
        Rate tolerable = Rate.parse(typed.value("tolerable"));
        Optional<String> expected = typed.given("expected");
        if (expected.isPresent() && typed.given("accept").isPresent()) {
            throw new IllegalArgumentException(Messages.SizeForm_both());
        }
        return expected.isPresent()
                ? SizeRule.expecting(method, confidence, tolerable, Rate.parse(expected.get()))
                : SizeRule.accepting(
                        method,
                        confidence,
                        tolerable,
                        typed.given("accept").isPresent() ? Math.toIntExact(number("accept")) : 0);
    }

    private long number(String name) {
        try {
            return Integer.parseInt(typed.value(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(Messages.DecisionQuery_number(name, typed.value(name)), e);
        }
    }

    /** The strata of which a sample is drawn. */
    Set<Stratum> drawn() {
        var drawn = EnumSet.of(Stratum.STANDARD);
        if (typed.isTicked("drawEmergency")) {
            drawn.add(Stratum.EMERGENCY);
        }
        if (typed.isTicked("drawOverride")) {
            drawn.add(Stratum.OVERRIDE);
        }
        return drawn;
    }

    /**
     * What the rule gives for a population.
     *
     * @throws IllegalArgumentException where the fields make no rule
     * @throws SampleException where so many cannot be drawn
     */
    List<SizeRow> plan(Strata strata) throws SampleException {
        SizeRule rule = rule();
        var rows = new ArrayList<SizeRow>();
        for (Stratum stratum : Stratum.values()) {
            long there = strata.of(stratum);
            if (there > 0) {
                rows.add(
                        drawn().contains(stratum)
                                ? SizeRow.drawn(stratum, there, SampleSize.of(rule, there), rule)
                                : SizeRow.all(stratum, there));
            }
        }
        return rows;
    }
}
