package io.jenkins.plugins.itgc.sample;

import io.jenkins.plugins.itgc.digest.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;

/**
 * Rivest's sampler: draw <em>i</em> is SHA-256 over the seed, a comma and <em>i</em> in decimal, taken as a number of 256
 * bits, modulo the population's size, plus 1; what was drawn before is skipped. Not for use by several threads at once.
 *
 * @see <a href="https://people.csail.mit.edu/rivest/sampler.py">Ronald L. Rivest, sampler.py (2011)</a>
 */
public final class RivestSampler {
    /** What the sampler is called in files. */
    public static final String NAME = "rivest-sha256";

    private final String seed;
    private final BigInteger population;
    private final MessageDigest sha256 = Sha256.begin();
    private final Set<Long> drawn = new HashSet<>();
    private long draw;

    /** A draw, and what it gave. */
    public record Drawn(long draw, long rank) {}

    /**
     * @param population how many there are to draw from
     */
    public RivestSampler(String seed, long population) {
        this.seed = seed;
        this.population = BigInteger.valueOf(population);
    }

    /**
     * Draws one that was not drawn before.
     *
     * @throws IllegalStateException where all were drawn
     */
    public Drawn next() {
        if (drawn.size() >= population.longValueExact()) {
            throw new IllegalStateException("all " + population + " were drawn");
        }
        while (true) {
            draw++;
            long rank = rank(draw);
            if (drawn.add(rank)) {
                return new Drawn(draw, rank);
            }
        }
    }

    private long rank(long draw) {
        var hash = sha256.digest((seed + "," + draw).getBytes(StandardCharsets.UTF_8));
        return new BigInteger(1, hash).mod(population).longValueExact() + 1;
    }
}
