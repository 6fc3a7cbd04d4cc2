package io.jenkins.plugins.itgc.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** The period that a command is about: whole days, both of which belong to it. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TestedPeriod {
    @Option(names = "--from", required = true, paramLabel = "DAY", description = "The first day of the period.")
    private LocalDate from;

    @Option(names = "--to", required = true, paramLabel = "DAY", description = "Its last day, which belongs to it.")
    private LocalDate to;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Where those days begin and end, such as Europe/Berlin (default: UTC).")
    private ZoneId zone;

    /** Whether it ends before it begins. */
    boolean isEmpty() {
        return to.isBefore(from);
    }

    LocalDate from() {
        return from;
    }

    LocalDate to() {
        return to;
    }

    ZoneId zone() {
        return zone;
    }

    Instant start() {
        return from.atStartOfDay(zone).toInstant();
    }

    Instant end() {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }

    @Override
    public String toString() {
        return from + " to " + to + " (" + zone.getId() + ")";
    }
}
