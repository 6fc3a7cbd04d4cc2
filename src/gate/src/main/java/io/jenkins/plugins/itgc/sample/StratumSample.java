package io.jenkins.plugins.itgc.sample;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.population.Stratum;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The sample of one stratum.
 *
 * @param population how many deployments the stratum has
 * @param all whether all of them are tested; otherwise they were drawn
 * @param planned how many the rule asks for
 * @param accepted how many deviations the plan accepts; absent where the rule does not say
 * @param basis the table or formula that gave the size, in words
 * @param picks the deployments, in the order in which they were drawn; more than planned where the sample was extended, or
 *     an item voided
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record StratumSample(
        Stratum stratum,
        long population,
        boolean all,
        long planned,
        OptionalInt accepted,
        String basis,
        List<Pick> picks) {
    public StratumSample {
        Objects.requireNonNull(stratum);
        Objects.requireNonNull(accepted);
        picks = List.copyOf(picks);
    }
}
