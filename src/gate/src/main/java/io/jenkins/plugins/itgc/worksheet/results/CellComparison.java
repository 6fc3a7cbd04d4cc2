package io.jenkins.plugins.itgc.worksheet.results;

import io.jenkins.plugins.itgc.text.Csv;
import io.jenkins.plugins.itgc.worksheet.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Whether a cell that came back is the one that was handed out, whatever program saved it. */
final class CellComparison {
    /** Day 0 of spreadsheets; their days before March 1900 are of no concern here. */
    private static final Instant DAY_ZERO = Instant.parse("1899-12-30T00:00:00Z");

    private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);
    private static final BigDecimal CLOSE = new BigDecimal("0.01");

    private CellComparison() {}

    static boolean isUnchanged(Column column, Object handedOut, String cell) {
        return switch (column.kind()) {
            case TESTER -> true;
            case NUMBER -> isNumber(cell, BigDecimal.valueOf((Long) handedOut));
            case TIME -> isTime(cell, (Instant) handedOut);
            case TEXT ->
                Csv.plain(cell).strip().equals(String.valueOf(handedOut).strip());
        };
    }

    private static boolean isNumber(String cell, BigDecimal number) {
        try {
            return new BigDecimal(cell.strip()).compareTo(number) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** ISO 8601, or days since day 0 as workbooks keep times, to the second. */
    private static boolean isTime(String cell, Instant time) {
        Instant second = time.truncatedTo(ChronoUnit.SECONDS);
        if (cell.strip().equals(time.toString()) || isWritten(cell.strip(), second)) {
            return true;
        }
        try {
            BigDecimal seconds = new BigDecimal(cell.strip()).multiply(SECONDS_OF_DAY);
            BigDecimal wanted =
                    BigDecimal.valueOf(Duration.between(DAY_ZERO, second).toSeconds());
            return seconds.add(CLOSE).setScale(0, RoundingMode.FLOOR).compareTo(wanted) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** As a spreadsheet writes it into CSV: without the zone, which is UTC. */
    private static boolean isWritten(String cell, Instant second) {
        try {
            return LocalDateTime.parse(cell.replace(' ', 'T'))
                    .toInstant(ZoneOffset.UTC)
                    .equals(second);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
