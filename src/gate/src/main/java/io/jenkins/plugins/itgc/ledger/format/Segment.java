package io.jenkins.plugins.itgc.ledger.format;

import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * One file of lines: the entries of one month, in UTC.
 *
 * @param month the month
 * @param path the file
 * @param start how many bytes all earlier segments have together
 */
public record Segment(YearMonth month, Path path, long start) {
    static final String SUFFIX = ".jsonl";

    /** The month that a time falls in. */
    public static YearMonth monthOf(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    /** When the month begins, in milliseconds since 1970. */
    public long firstMilli() {
        return startOf(month);
    }

    /** When the next month begins, in milliseconds since 1970. */
    public long endMilli() {
        return startOf(month.plusMonths(1));
    }

    /** The file's name. */
    public String name() {
        return month + SUFFIX;
    }

    private static long startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
