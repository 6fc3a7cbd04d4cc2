package io.jenkins.plugins.itgc.publication;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * How long an object can neither be changed nor removed.
 *
 * @param mode who may lift that
 * @param years for how many years after it was stored: 1 to 100
 */
public record Retention(Mode mode, int years) {
    private static final int MOST_YEARS = 100;

    /** Who may lift it. */
    public enum Mode {
        /** Nobody, the account's owner included. */
        COMPLIANCE,
        /** Whoever has the right to bypass it. */
        GOVERNANCE
    }

    public Retention {
        if (years < 1 || years > MOST_YEARS) {
            throw new IllegalArgumentException("a retention is of 1 to " + MOST_YEARS + " years, not " + years);
        }
    }

    /** Until when an object is kept that is stored at a time: the same day and second of a later year, in UTC. */
    public Instant until(Instant stored) {
        return stored.atOffset(ZoneOffset.UTC)
                .plusYears(years)
                .truncatedTo(ChronoUnit.SECONDS)
                .toInstant();
    }
}
