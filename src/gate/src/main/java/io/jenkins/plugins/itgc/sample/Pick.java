package io.jenkins.plugins.itgc.sample;

import java.util.Objects;

/**
 * One deployment of a sample.
 *
 * @param draw which draw gave it: the i of {@link RivestSampler}; where the whole stratum is tested, its rank
 * @param rank its place among the deployments of its stratum, from 1
 * @param number its number in the population
 * @param id its id, as its request says: hostile text
 */
public record Pick(long draw, long rank, long number, String id) {
    public Pick {
        Objects.requireNonNull(id);
    }
}
