package io.jenkins.plugins.itgc.sample;

import java.math.BigInteger;

/** Each item deviates with the same probability a/b: Σ C(n,i) aⁱ (b−a)ⁿ⁻ⁱ over i ≤ k, of bⁿ. */
final class BinomialTail extends DeviationTail {
    private final BigInteger a;
    private final BigInteger b;
    private final BigInteger rest;

    /**
     * @param rate the probability, above 0 and below 1
     */
    BinomialTail(Rate rate) {
        int scale = Math.max(0, rate.value().scale());
        var numerator = rate.value().movePointRight(scale).toBigIntegerExact();
        var denominator = BigInteger.TEN.pow(scale);
        var divisor = numerator.gcd(denominator);
        a = numerator.divide(divisor);
        b = denominator.divide(divisor);
        rest = b.subtract(a);
    }

    @Override
    BigInteger items(long n) {
        return b;
    }

    @Override
    BigInteger deviations(long n, long k) {
        return a;
    }

    @Override
    BigInteger termOfNext(BigInteger term, long n, long k) {
        if (k > n) {
            return k == n + 1 ? a.pow(Math.toIntExact(k)) : BigInteger.ZERO;
        }
        return term.multiply(rest).multiply(BigInteger.valueOf(n + 1)).divide(BigInteger.valueOf(n + 1 - k));
    }

    @Override
    BigInteger termAccepting(BigInteger term, long n, long k) {
        return k >= n
                ? BigInteger.ZERO
                : term.multiply(a).multiply(BigInteger.valueOf(n - k)).divide(rest.multiply(BigInteger.valueOf(k + 1)));
    }
}
