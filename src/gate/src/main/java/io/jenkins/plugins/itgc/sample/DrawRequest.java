package io.jenkins.plugins.itgc.sample;

import io.jenkins.plugins.itgc.population.Stratum;
import java.util.Set;

/**
 * What is to be drawn.
 *
 * @param rule what gives the size
 * @param seed what the draws are made from, entered after the population was frozen
 * @param seedFrom where the seed came from, in words
 * @param drawn the strata of which a sample is drawn; of the others all is tested
 * @param seedDigits how many digits a seed must have at least
 */
public record DrawRequest(SizeRule rule, String seed, String seedFrom, Set<Stratum> drawn, int seedDigits) {
    /** How many digits a seed must have where nobody says otherwise. */
    public static final int SEED_DIGITS = 20;

    public DrawRequest {
        drawn = Set.copyOf(drawn);
    }

    /** A sample of the standard changes; emergencies and overrides are all tested. */
    public static DrawRequest of(SizeRule rule, String seed, String seedFrom) {
        return new DrawRequest(rule, seed, seedFrom, Set.of(Stratum.STANDARD), SEED_DIGITS);
    }

    /** Refuses a seed that is too short to be nobody's choice, or that two people may type differently. */
    void requireSeed() throws SampleException {
        long digits = seed.chars().filter(unit -> unit >= '0' && unit <= '9').count();
        if (digits < seedDigits) {
            throw new SampleException("the seed has " + digits + " digits, and needs at least " + seedDigits
                    + ", so that nobody can have chosen it for what it gives; roll a ten-sided die for each");
        }
        if (!seed.chars().allMatch(unit -> unit > ' ' && unit < 0x7F)) {
            throw new SampleException(
                    "the seed has blanks or characters outside of ASCII; write it so that everybody types the same");
        }
        if (seedFrom.isBlank()) {
            throw new SampleException(
                    "say where the seed came from: who rolled the dice, or which published number it is");
        }
    }
}
