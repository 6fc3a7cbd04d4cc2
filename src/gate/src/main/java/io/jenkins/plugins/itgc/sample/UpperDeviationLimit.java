package io.jenkins.plugins.itgc.sample;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * What a tested sample says of the population. The limit is the rate p at which x deviations or fewer among n have a
 * probability of 1 − confidence: Σ C(n,i) pⁱ (1−p)ⁿ⁻ⁱ over i ≤ x. Computed with 60 digits, of which the answer has ten
 * decimals, rounded to the careful side.
 */
public final class UpperDeviationLimit {
    private static final MathContext DIGITS = new MathContext(60);
    private static final int DECIMALS = 10;

    private UpperDeviationLimit() {}

    /**
     * The highest rate of deviations that is still to be reckoned with.
     *
     * @param n how many were tested
     * @param deviations how many of them deviate
     * @param confidence above 0 and below 1
     * @return ten decimals, rounded up; 1 where all deviate, or none was tested
     * @throws IllegalArgumentException where more deviate than were tested
     */
    public static Rate of(long n, long deviations, Rate confidence) {
        requireCounts(n, deviations);
        requireInside("confidence", confidence);
        if (deviations == n) {
            return new Rate(BigDecimal.ONE);
        }
        BigDecimal risk = confidence.complement().value();
        BigInteger tooLow = BigInteger.ZERO;
        BigInteger high = BigInteger.TEN.pow(DECIMALS);
        while (high.subtract(tooLow).compareTo(BigInteger.ONE) > 0) {
            var middle = tooLow.add(high).shiftRight(1);
            if (atMost(n, deviations, new BigDecimal(middle, DECIMALS)).compareTo(risk) > 0) {
                tooLow = middle;
            } else {
                high = middle;
            }
        }
        return new Rate(new BigDecimal(high, DECIMALS));
    }

    /**
     * How sure the sample makes that the rate is at most that one: 0 of 25 give 92.8 % that it is at most 10 %.
     *
     * @return ten decimals, rounded down
     * @throws IllegalArgumentException where more deviate than were tested
     */
    public static Rate confidence(long n, long deviations, Rate rate) {
        requireCounts(n, deviations);
        requireInside("rate", rate);
        return new Rate(BigDecimal.ONE
                .subtract(atMost(n, deviations, rate.value()))
                .max(BigDecimal.ZERO)
                .setScale(DECIMALS, RoundingMode.FLOOR));
    }

    /** A limit as published tables have it: in percent, rounded up to a tenth. */
    public static String published(Rate limit) {
        return limit.value().movePointRight(2).setScale(1, RoundingMode.CEILING).toPlainString() + " %";
    }

    /** The probability of at most x deviations among n at a rate below 1. */
    private static BigDecimal atMost(long n, long x, BigDecimal rate) {
        BigDecimal rest = BigDecimal.ONE.subtract(rate);
        if (rest.signum() == 0) {
            return x < n ? BigDecimal.ZERO : BigDecimal.ONE;
        }
        BigDecimal odds = rate.divide(rest, DIGITS);
        BigDecimal term = rest.pow(Math.toIntExact(n), DIGITS);
        BigDecimal sum = term;
        for (long i = 0; i < x; i++) {
            term = term.multiply(odds, DIGITS)
                    .multiply(BigDecimal.valueOf(n - i), DIGITS)
                    .divide(BigDecimal.valueOf(i + 1), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }

    private static void requireCounts(long n, long deviations) {
        if (n < 0 || deviations < 0 || deviations > n) {
            throw new IllegalArgumentException(deviations + " of " + n + " cannot deviate");
        }
    }

    private static void requireInside(String what, Rate rate) {
        if (rate.value().signum() == 0 || rate.value().compareTo(BigDecimal.ONE) == 0) {
            throw new IllegalArgumentException("the " + what + " must be above 0 and below 1, not " + rate);
        }
    }
}
