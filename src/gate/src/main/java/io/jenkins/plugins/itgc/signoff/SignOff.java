package io.jenkins.plugins.itgc.signoff;

import io.jenkins.plugins.itgc.identity.Identity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/**
 * The body of a {@code sign-off} entry: management reviewed the test of a period. It is bound to what was tested, so that
 * another population, sample or worksheet is not signed off by it.
 *
 * @param on the day of the review
 * @param by who reviewed
 * @param statement what was looked at, and what follows
 * @param from the first day of the period
 * @param to its last day
 * @param zone where those days begin and end
 * @param population SHA-256 of {@code population.json}, hexadecimal
 * @param idsHash the hash over the population's ids
 * @param count how many deployments the population has
 * @param sample SHA-256 of {@code sample.json}, hexadecimal
 * @param worksheet SHA-256 of {@code worksheet.json}, hexadecimal
 * @param items how many items were tested
 * @param deviations how many of them have a deviation
 * @param exceptions how many exceptions the period has
 * @param openExceptions how many of these were not closed
 * @param checkpointSize how many entries the ledger's checkpoint covered
 * @param checkpointRoot the root that it signed, base64
 * @param at when it was recorded, UTC
 */
public record SignOff(
        LocalDate on,
        Identity by,
        String statement,
        LocalDate from,
        LocalDate to,
        ZoneId zone,
        String population,
        String idsHash,
        long count,
        String sample,
        String worksheet,
        long items,
        long deviations,
        long exceptions,
        long openExceptions,
        long checkpointSize,
        String checkpointRoot,
        Instant at) {
    public SignOff {
        Objects.requireNonNull(on);
        Objects.requireNonNull(by);
        Objects.requireNonNull(statement);
        Objects.requireNonNull(population);
        Objects.requireNonNull(sample);
        Objects.requireNonNull(worksheet);
        Objects.requireNonNull(checkpointRoot);
        Objects.requireNonNull(at);
    }

    /** Whether it says the same as another, whenever and on whatever state of the ledger. */
    boolean saysTheSameAs(SignOff other) {
        return on.equals(other.on)
                && by.equals(other.by)
                && statement.equals(other.statement)
                && population.equals(other.population)
                && sample.equals(other.sample)
                && worksheet.equals(other.worksheet);
    }
}
