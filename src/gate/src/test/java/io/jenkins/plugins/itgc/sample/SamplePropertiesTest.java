package io.jenkins.plugins.itgc.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.sample.SizeRule.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

/** What holds for any rates and sizes. Rates are given in tenths of a percent. */
class SamplePropertiesTest {
    private static final long MANY = 1_000_000_000;

    @Property(tries = 100)
    void moreConfidenceTakesNoFewerItems(
            @ForAll @IntRange(min = 500, max = 990) int confidence,
            @ForAll @IntRange(min = 1, max = 9) int more,
            @ForAll @IntRange(min = 20, max = 400) int tolerable,
            @ForAll @IntRange(max = 5) int accepted)
            throws Exception {
        assertThat(binomial(confidence + more, tolerable, accepted))
                .isGreaterThanOrEqualTo(binomial(confidence, tolerable, accepted));
    }

    @Property(tries = 100)
    void aHigherTolerableRateTakesNoMoreItems(
            @ForAll @IntRange(min = 500, max = 990) int confidence,
            @ForAll @IntRange(min = 20, max = 400) int tolerable,
            @ForAll @IntRange(min = 1, max = 200) int more,
            @ForAll @IntRange(max = 5) int accepted,
            @ForAll @LongRange(min = 1, max = 3000) long population)
            throws Exception {
        assertThat(binomial(confidence, tolerable + more, accepted))
                .isLessThanOrEqualTo(binomial(confidence, tolerable, accepted));
        assertThat(hypergeometric(confidence, tolerable + more, accepted, population))
                .isLessThanOrEqualTo(hypergeometric(confidence, tolerable, accepted, population));
    }

    @Property(tries = 100)
    void acceptingOneMoreTakesMoreItems(
            @ForAll @IntRange(min = 500, max = 990) int confidence,
            @ForAll @IntRange(min = 20, max = 400) int tolerable,
            @ForAll @IntRange(max = 8) int accepted,
            @ForAll @LongRange(min = 1, max = 3000) long population)
            throws Exception {
        assertThat(binomial(confidence, tolerable, accepted + 1))
                .isGreaterThan(binomial(confidence, tolerable, accepted));
        assertThat(hypergeometric(confidence, tolerable, accepted + 1, population))
                .isGreaterThanOrEqualTo(hypergeometric(confidence, tolerable, accepted, population));
    }

    @Property(tries = 60)
    void expectingMoreTakesNoFewerItems(
            @ForAll @IntRange(min = 800, max = 950) int confidence,
            @ForAll @IntRange(min = 60, max = 200) int tolerable,
            @ForAll @IntRange(max = 20) int expected,
            @ForAll @IntRange(min = 1, max = 10) int more)
            throws Exception {
        assertThat(expecting(confidence, tolerable, expected + more))
                .isGreaterThanOrEqualTo(expecting(confidence, tolerable, expected));
    }

    @Property(tries = 200)
    void aSampleIsNeverLargerThanItsPopulation(
            @ForAll @IntRange(min = 1, max = 999) int confidence,
            @ForAll @IntRange(min = 1, max = 999) int tolerable,
            @ForAll @IntRange(max = 20) int accepted,
            @ForAll @LongRange(min = 1, max = 400) long population)
            throws Exception {
        var binomial = SizeRule.accepting(Method.BINOMIAL, rate(confidence), rate(tolerable), accepted);

        assertThat(SampleSize.of(binomial, population).size()).isBetween(1L, population);
        assertThat(hypergeometric(confidence, tolerable, accepted, population)).isBetween(1L, population);
    }

    /** A population that ends never needs more than one without end: the last ones cannot hide as much. */
    @Property(tries = 100)
    void theHypergeometricSizeIsAtMostTheBinomialOne(
            @ForAll @IntRange(min = 500, max = 990) int confidence,
            @ForAll @IntRange(min = 20, max = 400) int tolerable,
            @ForAll @LongRange(min = 1, max = 3000) long population)
            throws Exception {
        assertThat(hypergeometric(confidence, tolerable, 0, population))
                .isLessThanOrEqualTo(binomial(confidence, tolerable, 0));
    }

    @Property(tries = 50)
    void theHypergeometricSizeBecomesTheBinomialOne(
            @ForAll @IntRange(min = 500, max = 990) int confidence,
            @ForAll @IntRange(min = 20, max = 400) int tolerable,
            @ForAll @IntRange(max = 5) int accepted)
            throws Exception {
        long limit = binomial(confidence, tolerable, accepted);

        assertThat(limit - hypergeometric(confidence, tolerable, accepted, 100_000_000))
                .isBetween(0L, 1L);
    }

    /** The size from its definition, with sums that are made anew for each n. */
    @Property(tries = 100)
    void sizesAreThoseOfTheDefinition(
            @ForAll @IntRange(min = 1, max = 99) int confidence,
            @ForAll @IntRange(min = 1, max = 99) int tolerable,
            @ForAll @IntRange(max = 6) int accepted,
            @ForAll @IntRange(min = 1, max = 60) int population)
            throws Exception {
        assertThat(hypergeometric(confidence * 10, tolerable * 10, accepted, population))
                .isEqualTo(byDefinition(confidence, tolerable, accepted, population));
        assertThat(Math.min(
                        population,
                        SampleSize.of(
                                        SizeRule.accepting(
                                                Method.BINOMIAL, rate(confidence * 10), rate(tolerable * 10), accepted),
                                        population)
                                .size()))
                .isEqualTo(binomialByDefinition(confidence, tolerable, accepted, population));
    }

    /** The limit of what the plan accepts is within the tolerable rate, and with one item fewer it is not. */
    @Property(tries = 60)
    void theUpperLimitInvertsTheSize(
            @ForAll @IntRange(min = 500, max = 990) int confidence,
            @ForAll @IntRange(min = 20, max = 400) int tolerable,
            @ForAll @IntRange(max = 5) int accepted)
            throws Exception {
        long size = binomial(confidence, tolerable, accepted);

        assertThat(UpperDeviationLimit.of(size, accepted, rate(confidence))).isLessThanOrEqualTo(rate(tolerable));
        if (size - 1 > accepted) {
            assertThat(UpperDeviationLimit.of(size - 1, accepted, rate(confidence)))
                    .isGreaterThan(rate(tolerable));
        }
        assertThat(UpperDeviationLimit.confidence(size, accepted, rate(tolerable)))
                .isGreaterThanOrEqualTo(new Rate(rate(confidence).value().subtract(new BigDecimal("0.0000000001"))));
    }

    @Property(tries = 60)
    void theUpperLimitRisesWithDeviationsAndFallsWithItems(
            @ForAll @IntRange(min = 2, max = 300) int n,
            @ForAll @IntRange(max = 299) int x,
            @ForAll @IntRange(min = 500, max = 990) int confidence) {
        int deviations = x % n;
        Rate limit = UpperDeviationLimit.of(n, deviations, rate(confidence));

        assertThat(UpperDeviationLimit.of(n + 1, deviations, rate(confidence))).isLessThan(limit);
        assertThat(UpperDeviationLimit.of(n, deviations + 1, rate(confidence))).isGreaterThan(limit);
        assertThat(UpperDeviationLimit.of(n, deviations, rate(confidence + 5))).isGreaterThan(limit);
    }

    @Property(tries = 100)
    void drawsAreWithinThePopulationAndNeverTwiceTheSame(
            @ForAll @NumericChars @StringLength(min = 20, max = 40) String seed,
            @ForAll @IntRange(min = 1, max = 500) int population,
            @ForAll @IntRange(min = 1, max = 500) int wanted) {
        int size = Math.min(population, wanted);
        var sampler = new RivestSampler(seed, population);
        var longer = new RivestSampler(seed, population);
        var ranks = new HashSet<Long>();
        long last = 0;
        for (int i = 0; i < size; i++) {
            var drawn = sampler.next();
            assertThat(drawn.rank()).isBetween(1L, (long) population);
            assertThat(drawn.draw()).isGreaterThan(last);
            assertThat(ranks.add(drawn.rank())).isTrue();
            assertThat(longer.next()).isEqualTo(drawn);
            last = drawn.draw();
        }
    }

    private static long binomial(int confidence, int tolerable, int accepted) throws SampleException {
        return SampleSize.of(SizeRule.accepting(Method.BINOMIAL, rate(confidence), rate(tolerable), accepted), MANY)
                .size();
    }

    private static long hypergeometric(int confidence, int tolerable, int accepted, long population)
            throws SampleException {
        return SampleSize.of(
                        SizeRule.accepting(Method.HYPERGEOMETRIC, rate(confidence), rate(tolerable), accepted),
                        population)
                .size();
    }

    private static long expecting(int confidence, int tolerable, int expected) throws SampleException {
        return SampleSize.of(
                        SizeRule.expecting(Method.BINOMIAL, rate(confidence), rate(tolerable), rate(expected)), MANY)
                .size();
    }

    private static Rate rate(int tenthsOfPercent) {
        return new Rate(new BigDecimal(BigInteger.valueOf(tenthsOfPercent), 3));
    }

    private static long byDefinition(int confidence, int tolerable, int accepted, int population) {
        int deviating = (tolerable * population + 99) / 100;
        for (int n = 1; n < population; n++) {
            var sum = BigInteger.ZERO;
            for (int i = 0; i <= accepted; i++) {
                sum = sum.add(choose(deviating, i).multiply(choose(population - deviating, n - i)));
            }
            if (sum.multiply(BigInteger.valueOf(100))
                            .compareTo(choose(population, n).multiply(BigInteger.valueOf(100 - confidence)))
                    <= 0) {
                return n;
            }
        }
        return population;
    }

    private static long binomialByDefinition(int confidence, int tolerable, int accepted, int most) {
        var p = BigInteger.valueOf(tolerable);
        var q = BigInteger.valueOf(100 - tolerable);
        for (int n = 1; n < most; n++) {
            var sum = BigInteger.ZERO;
            for (int i = 0; i <= Math.min(accepted, n); i++) {
                sum = sum.add(choose(n, i).multiply(p.pow(i)).multiply(q.pow(n - i)));
            }
            if (sum.multiply(BigInteger.valueOf(100))
                            .compareTo(BigInteger.valueOf(100).pow(n).multiply(BigInteger.valueOf(100 - confidence)))
                    <= 0) {
                return n;
            }
        }
        return most;
    }

    private static BigInteger choose(int n, int k) {
        if (k < 0 || k > n) {
            return BigInteger.ZERO;
        }
        var result = BigInteger.ONE;
        for (int i = 1; i <= k; i++) {
            result = result.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
        }
        return result;
    }
}
