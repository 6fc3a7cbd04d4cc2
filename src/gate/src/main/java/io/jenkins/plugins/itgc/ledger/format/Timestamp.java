package io.jenkins.plugins.itgc.ledger.format;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The one form a time has in the ledger: {@code 2026-11-03T14:02:00.000Z}. */
public final class Timestamp {
    static final int LENGTH = 24;

    private static final byte[] SHAPE = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private Timestamp() {}

    static String format(Instant time) {
        if (time.isBefore(FIRST) || !time.isBefore(END)) {
            throw new DateTimeException("the ledger's times have a year of four digits; the clock says " + time);
        }
        var utc = time.atOffset(ZoneOffset.UTC);
        var digits = SHAPE.clone();
        put(digits, 0, 4, utc.getYear());
        put(digits, 5, 2, utc.getMonthValue());
        put(digits, 8, 2, utc.getDayOfMonth());
        put(digits, 11, 2, utc.getHour());
        put(digits, 14, 2, utc.getMinute());
        put(digits, 17, 2, utc.getSecond());
        put(digits, 20, 3, utc.getNano() / 1_000_000);
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private static void put(byte[] digits, int from, int count, int value) {
        int rest = value;
        for (int i = from + count - 1; i >= from; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /**
     * Reads a time that was written in this form.
     *
     * @throws DateTimeException where it is of another form
     */
    public static Instant read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length != LENGTH) {
            throw new DateTimeException("'" + text + "' is not of the form 2026-11-03T14:02:00.000Z");
        }
        try {
            return Instant.ofEpochMilli(parse(bytes, 0));
        } catch (EntryFormatException e) {
            throw new DateTimeException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Milliseconds since 1970. */
    static long parse(byte[] line, int at) throws EntryFormatException {
        for (int i = 0; i < LENGTH; i++) {
            byte octet = line[at + i];
            if (SHAPE[i] == '0' ? octet < '0' || octet > '9' : octet != SHAPE[i]) {
                throw malformed(line, at);
            }
        }
        int hour = digits(line, at + 11, 2);
        int minute = digits(line, at + 14, 2);
        int second = digits(line, at + 17, 2);
        if (hour > 23 || minute > 59 || second > 59) {
            throw malformed(line, at);
        }
        try {
            long day = LocalDate.of(digits(line, at, 4), digits(line, at + 5, 2), digits(line, at + 8, 2))
                    .toEpochDay();
            return ((day * 24 + hour) * 60 + minute) * 60_000 + second * 1000L + digits(line, at + 20, 3);
        } catch (DateTimeException e) {
            throw malformed(line, at);
        }
    }

    private static int digits(byte[] line, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            value = value * 10 + line[i] - '0';
        }
        return value;
    }

    private static EntryFormatException malformed(byte[] line, int at) {
        return new EntryFormatException("its time '" + new String(line, at, LENGTH, StandardCharsets.ISO_8859_1)
                + "' is not of the form 2026-11-03T14:02:00.000Z");
    }
}
