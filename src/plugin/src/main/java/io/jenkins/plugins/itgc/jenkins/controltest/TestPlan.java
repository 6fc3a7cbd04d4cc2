package io.jenkins.plugins.itgc.jenkins.controltest;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.population.FreezeOptions;
import io.jenkins.plugins.itgc.population.PopulationQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody wants to test: the first file of a test's folder.
 *
 * @param query the period and its scope
 * @param compared whether the deploying system's list is beside it, to compare with
 * @param wholeLedger whether all of the ledger is verified
 * @param withFindings whether to freeze although the ledger does not verify
 * @param allowEmpty whether to freeze although nothing was deployed
 * @param by who wants it
 * @param at when, UTC
 */
public record TestPlan(
        PopulationQuery query,
        boolean compared,
        boolean wholeLedger,
        boolean withFindings,
        boolean allowEmpty,
        Identity by,
        Instant at) {
    public TestPlan {
        Objects.requireNonNull(query);
        Objects.requireNonNull(by);
        Objects.requireNonNull(at);
    }

    /** The key beside the ledger is believed: the controller has no other. */
    FreezeOptions options(Path list) {
        return new FreezeOptions(
                Optional.empty(),
                compared ? Optional.of(list) : Optional.empty(),
                wholeLedger,
                withFindings,
                allowEmpty);
    }
}
