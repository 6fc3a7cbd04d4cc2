package io.jenkins.plugins.itgc.sample;

import io.jenkins.plugins.itgc.population.Stratum;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was drawn from a frozen population: the content of {@code sample.json}. Together with the population's files it is all
 * that performing the draw again needs.
 *
 * @param form which form of this file it is
 * @param drawnAt when it was drawn first, UTC
 * @param population which population it is of
 * @param rule the rule that gave the sizes
 * @param seed what the draws were made from
 * @param sampler how they were made: {@value RivestSampler#NAME}
 * @param strata the sample of each stratum that has deployments
 * @param extensions how the sample was made larger, oldest first
 * @param voided items that were found not to belong to the test, each replaced by a further draw
 */
public record Sample(
        int form,
        Instant drawnAt,
        Frozen population,
        SizeRule rule,
        Seed seed,
        String sampler,
        List<StratumSample> strata,
        List<Extension> extensions,
        List<Voided> voided) {
    /** The form that this version writes. */
    public static final int FORM = 1;

    /** The file's name. */
    public static final String FILE = "sample.json";

    public Sample {
        Objects.requireNonNull(drawnAt);
        Objects.requireNonNull(population);
        Objects.requireNonNull(rule);
        Objects.requireNonNull(seed);
        strata = List.copyOf(strata);
        extensions = List.copyOf(extensions);
        voided = List.copyOf(voided);
    }

    /**
     * A frozen population, named.
     *
     * @param digest SHA-256 of {@code population.json}, hexadecimal, which stands for all its files
     * @param idsHash the hash over its ordered ids
     * @param count how many deployments it has
     * @param frozenAt when it was frozen, UTC
     */
    public record Frozen(String digest, String idsHash, long count, Instant frozenAt) {}

    /**
     * What the draws were made from.
     *
     * @param text the seed, as it goes into the hash
     * @param from where it came from, in words: who rolled which dice
     */
    public record Seed(String text, String from) {}

    /**
     * The sample was made larger; the same draw goes on.
     *
     * @param stratum of which stratum
     * @param from how many were tested before
     * @param to how many are tested now
     * @param reason why
     * @param at when, UTC
     */
    public record Extension(Stratum stratum, long from, long to, String reason, Instant at) {}

    /**
     * An item that does not belong to the test.
     *
     * @param number its number in the population
     * @param id its id
     * @param reason why it is voided
     * @param at when, UTC
     */
    public record Voided(long number, String id, String reason, Instant at) {}

    /** How many items are tested. */
    public long size() {
        return items().count();
    }

    /** The items that are tested: all picks but those that were voided. */
    public Stream<Pick> items() {
        Set<Long> left = voided.stream().map(Voided::number).collect(Collectors.toSet());
        return strata.stream()
                .flatMap(stratum -> stratum.picks().stream())
                .filter(pick -> !left.contains(pick.number()));
    }
}
