package io.jenkins.plugins.itgc.population;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was frozen: the content of {@code population.json}. Beside it stand {@code population.csv}, one line for each
 * {@link Item}, {@code exclusions.csv} with each {@link Exclusion}, and {@code discrepancies.csv} with each
 * {@link Discrepancy}; their digests are here, so that the digest of this file stands for all of them.
 *
 * @param form which form of this file it is
 * @param query what was asked for
 * @param start the first moment of the period, UTC
 * @param end the first moment after it, UTC
 * @param frozenAt when it was frozen, UTC
 * @param count how many deployments it has
 * @param firstId the first deployment's id; absent where there is none
 * @param lastId the last deployment's id
 * @param idsHash SHA-256 over the ids in their order, each followed by one line feed, UTF-8; hexadecimal
 * @param strata how many deployments each stratum has
 * @param exclusions how many were left out, by reason
 * @param discrepancies how many there are, by kind
 * @param ledger how the ledger was shown to be what was signed
 * @param source the comparison with the deploying system's list, where one was given
 * @param files SHA-256 of each file beside this one, hexadecimal, by its name
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Population(
        int form,
        PopulationQuery query,
        Instant start,
        Instant end,
        Instant frozenAt,
        long count,
        Optional<String> firstId,
        Optional<String> lastId,
        String idsHash,
        Strata strata,
        Map<String, Long> exclusions,
        Map<String, Long> discrepancies,
        LedgerEvidence ledger,
        Optional<SourceComparison> source,
        Map<String, String> files) {
    /** The form that this version writes. */
    public static final int FORM = 1;

    public Population {
        Objects.requireNonNull(query);
        Objects.requireNonNull(frozenAt);
        Objects.requireNonNull(strata);
        Objects.requireNonNull(ledger);
        exclusions = Collections.unmodifiableMap(new TreeMap<>(exclusions));
        discrepancies = Collections.unmodifiableMap(new TreeMap<>(discrepancies));
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** How many decisions and overrides of the period were left out. */
    public long excluded() {
        return exclusions.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether nothing keeps it from being called complete, as far as it was compared. */
    public boolean complete() {
        return ledger.intact() && discrepancies.isEmpty();
    }
}
