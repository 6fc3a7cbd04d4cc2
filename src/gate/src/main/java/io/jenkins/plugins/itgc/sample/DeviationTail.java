package io.jenkins.plugins.itgc.sample;

import java.math.BigInteger;

/**
 * The probability of at most k deviations among n items, exactly, while n and k grow: a sum of probabilities and its last
 * term, both multiplied by a common denominator, so that they are integers.
 */
abstract sealed class DeviationTail permits BinomialTail, HypergeometricTail {
    private BigInteger sum = BigInteger.ONE;
    private BigInteger term = BigInteger.ONE;
    private BigInteger denominator = BigInteger.ONE;
    private long n;
    private long k;

    /** Begins with no item and no deviation. */
    DeviationTail() {}

    /** One item more: the sum loses those cases with k deviations in which the new item is one more. */
    final void addItem() {
        sum = sum.multiply(items(n)).subtract(term.multiply(deviations(n, k)));
        denominator = denominator.multiply(items(n));
        term = termOfNext(term, n, k);
        n++;
    }

    /** One deviation more is accepted. */
    final void acceptDeviation() {
        term = termAccepting(term, n, k);
        k++;
        sum = sum.add(term);
    }

    /** Whether the probability is at most that. */
    final boolean isAtMost(Rate rate) {
        var value = rate.value();
        int scale = Math.max(0, value.scale());
        return sum.multiply(BigInteger.TEN.pow(scale))
                        .compareTo(
                                denominator.multiply(value.movePointRight(scale).toBigIntegerExact()))
                <= 0;
    }

    final long n() {
        return n;
    }

    final long k() {
        return k;
    }

    /** By what the denominator grows with item n + 1. */
    abstract BigInteger items(long n);

    /** How much of that are deviations, where k were among the first n. */
    abstract BigInteger deviations(long n, long k);

    /** The term of exactly k deviations among n + 1 items, from that among n. */
    abstract BigInteger termOfNext(BigInteger term, long n, long k);

    /** The term of exactly k + 1 deviations among n items, from that of k. */
    abstract BigInteger termAccepting(BigInteger term, long n, long k);
}
