package io.jenkins.plugins.itgc.sample;

import io.jenkins.plugins.itgc.text.Counts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalInt;

/**
 * How many items are tested, and what gave that number. All comparisons are exact: in binary floating point some sizes come
 * out one too small or too large.
 *
 * @param size the number, at most the population's
 * @param accepted how many deviations the plan accepts; absent where the rule does not say
 * @param basis the formula or table, in words
 * @see <a href="https://pcaobus.org/oversight/standards/auditing-standards/details/AS2315">PCAOB AS 2315, Audit Sampling</a>
 */
public record SampleSize(long size, OptionalInt accepted, String basis) {
    /** What would ask for more asks for more than anybody tests: its expected rate is too near the tolerable one. */
    public static final long MOST = 20_000;

    /**
     * The size that a rule gives.
     *
     * @param population how many items there are, at least 1
     * @throws SampleException where somebody chose more than there are, or the formula asks for more than {@value #MOST}
     */
    public static SampleSize of(SizeRule rule, long population) throws SampleException {
        if (population < 1) {
            throw new SampleException("nothing can be drawn from an empty population");
        }
        return switch (rule.method()) {
            case BINOMIAL -> planned(rule, population, new BinomialTail(tolerable(rule)), "binomial: ");
            case HYPERGEOMETRIC -> hypergeometric(rule, population);
            case FREQUENCY -> byFrequency(rule, population);
            case CHOSEN -> chosen(rule, population);
        };
    }

    private static SampleSize hypergeometric(SizeRule rule, long population) throws SampleException {
        // D = ⌈pN⌉
        long deviating = tolerable(rule)
                .value()
                .multiply(BigDecimal.valueOf(population))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
        return planned(
                rule,
                population,
                new HypergeometricTail(population, deviating),
                "hypergeometric, N = " + population + ", D = " + deviating + ": ");
    }

    /** The smallest n for which at most k deviations are at most as probable as 1 − confidence. */
    private static SampleSize planned(SizeRule rule, long population, DeviationTail tail, String formula)
            throws SampleException {
        Rate risk = rule.confidence().orElseThrow().complement();
        while (tail.n() < population) {
            tail.addItem();
            long accepted = accepted(rule, tail.n());
            while (tail.k() < accepted) {
                tail.acceptDeviation();
            }
            if (tail.isAtMost(risk)) {
                return new SampleSize(
                        tail.n(), OptionalInt.of(Math.toIntExact(accepted)), formula + words(rule, accepted, risk));
            }
            if (tail.n() == MOST) {
                throw new SampleException("this asks for more than " + MOST + " items: " + words(rule, accepted, risk)
                        + ". Take a higher tolerable rate, a lower confidence or fewer expected deviations.");
            }
        }
        long accepted = accepted(rule, population);
        return new SampleSize(
                population,
                OptionalInt.of(Math.toIntExact(accepted)),
                formula + words(rule, accepted, risk) + "; the population has no more than " + population
                        + ", so all are tested");
    }

    private static long accepted(SizeRule rule, long n) {
        return rule.expected()
                .map(rate -> rate.value()
                        .multiply(BigDecimal.valueOf(n))
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact())
                .orElseGet(() -> (long) rule.accepted().orElse(0));
    }

    private static String words(SizeRule rule, long accepted, Rate risk) {
        String because = rule.expected()
                .filter(rate -> rate.compareTo(Rate.ZERO) > 0)
                .map(rate -> " (" + rate.percent() + " of n expected, rounded up)")
                .orElse("");
        return "the smallest n for which at most " + Counts.of(accepted, "deviation") + because + " at a rate of "
                + tolerable(rule).percent() + (accepted == 1 ? " has" : " have") + " a probability of at most "
                + risk.percent();
    }

    private static SampleSize byFrequency(SizeRule rule, long population) {
        FrequencyTable table = rule.table().orElseThrow();
        Frequency frequency = rule.frequency().orElseThrow();
        int size = table.size(frequency);
        String basis = "table \"" + table.name() + "\" (practice, not a standard): " + frequency.text() + ", " + size;
        return size <= population
                ? new SampleSize(size, OptionalInt.empty(), basis)
                : new SampleSize(
                        population,
                        OptionalInt.empty(),
                        basis + "; the population has no more than " + population + ", so all are tested");
    }

    private static SampleSize chosen(SizeRule rule, long population) throws SampleException {
        long size = rule.size().orElseThrow();
        if (size > population) {
            throw new SampleException(
                    "a sample of " + size + " cannot be drawn from " + population + "; choose at most " + population);
        }
        return new SampleSize(
                size,
                OptionalInt.empty(),
                "chosen: " + size + rule.reason().map(why -> ", " + why).orElse(""));
    }

    private static Rate tolerable(SizeRule rule) {
        return rule.tolerable().orElseThrow();
    }
}
