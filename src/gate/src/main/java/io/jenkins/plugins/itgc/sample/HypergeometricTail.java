package io.jenkins.plugins.itgc.sample;

import java.math.BigInteger;

/**
 * D of N items deviate, and n of them are drawn: Σ C(D,i) C(N−D,n−i) n! over i ≤ k, of N (N−1) … (N−n+1).
 */
final class HypergeometricTail extends DeviationTail {
    private final long population;
    private final long deviating;

    HypergeometricTail(long population, long deviating) {
        this.population = population;
        this.deviating = deviating;
    }

    @Override
    BigInteger items(long n) {
        return BigInteger.valueOf(population - n);
    }

    @Override
    BigInteger deviations(long n, long k) {
        return BigInteger.valueOf(Math.max(0, deviating - k));
    }

    @Override
    BigInteger termOfNext(BigInteger term, long n, long k) {
        if (term.signum() == 0) {
            return exactly(n + 1, k);
        }
        return term.multiply(BigInteger.valueOf(Math.max(0, population - deviating - n + k)))
                .multiply(BigInteger.valueOf(n + 1))
                .divide(BigInteger.valueOf(n + 1 - k));
    }

    @Override
    BigInteger termAccepting(BigInteger term, long n, long k) {
        if (term.signum() == 0) {
            return exactly(n, k + 1);
        }
        return term.multiply(BigInteger.valueOf(deviating - k))
                .multiply(BigInteger.valueOf(n - k))
                .divide(BigInteger.valueOf(k + 1).multiply(BigInteger.valueOf(population - deviating - n + k + 1)));
    }

    /** The term of exactly k deviations among n items, from its definition: where the one before was 0. */
    private BigInteger exactly(long n, long k) {
        if (k > n || k > deviating || n - k > population - deviating) {
            return BigInteger.ZERO;
        }
        return choose(deviating, k)
                .multiply(choose(population - deviating, n - k))
                .multiply(falling(n, n));
    }

    private static BigInteger choose(long n, long k) {
        long fewer = Math.min(k, n - k);
        return falling(n, fewer).divide(falling(fewer, fewer));
    }

    private static BigInteger falling(long from, long factors) {
        var product = BigInteger.ONE;
        for (long i = 0; i < factors; i++) {
            product = product.multiply(BigInteger.valueOf(from - i));
        }
        return product;
    }
}
