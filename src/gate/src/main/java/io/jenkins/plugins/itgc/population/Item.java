package io.jenkins.plugins.itgc.population;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * One deployment of a population: a line of {@code population.csv}.
 *
 * @param number its place in the population, from 1, in the order in which the deployments were let go on
 * @param id the deployment's id, as its request says: hostile text
 * @param decision index of the entry that decided on it
 * @param override index of the entry by which a person let it go on, where the gate had blocked it
 * @param releasedAt the ledger's time of the entry that let it go on: the override's where there is one, otherwise the
 *     decision's
 * @param service what was deployed
 * @param environment where to
 * @param commit the deployed commit, hexadecimal
 * @param leafHash leaf hash of the decision's entry, hexadecimal
 */
public record Item(
        long number,
        String id,
        long decision,
        OptionalLong override,
        Instant releasedAt,
        String service,
        String environment,
        String commit,
        Stratum stratum,
        String leafHash) {
    public Item {
        Objects.requireNonNull(id);
        Objects.requireNonNull(override);
        Objects.requireNonNull(releasedAt);
        Objects.requireNonNull(stratum);
    }

    /** The entry that let it go on. */
    public long release() {
        return override.orElse(decision);
    }
}
