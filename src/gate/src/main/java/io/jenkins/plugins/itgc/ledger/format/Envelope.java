package io.jenkins.plugins.itgc.ledger.format;

import java.nio.charset.StandardCharsets;

/**
 * What stands around a body in an entry's line, read from the line's end without parsing the body.
 *
 * @param index the entry's place
 * @param kind what the body is
 * @param millis the entry's time, in milliseconds since 1970
 */
public record Envelope(long index, String kind, long millis) {
    private static final byte[] HEAD = ascii("{\"body\":{");
    private static final byte[] INDEX = ascii("},\"index\":");
    private static final byte[] KIND = ascii(",\"kind\":\"");
    private static final byte[] TIME = ascii("\",\"time\":\"");
    private static final byte[] TAIL = ascii("\"}");
    private static final int MAX_KIND = 64;
    private static final int MAX_DIGITS = 16;
    private static final long MAX_INDEX = (1L << 53) - 1;

    /** The most bytes that an envelope has behind its body. */
    static final int LONGEST =
            INDEX.length + MAX_DIGITS + KIND.length + MAX_KIND + TIME.length + Timestamp.LENGTH + TAIL.length;

    /** Reads the envelope of the line in this part of an array, its line end left off. */
    public static Envelope parse(byte[] data, int from, int to) throws EntryFormatException {
        expect(data, from, to, from, HEAD);
        return behind(data, from + HEAD.length, to);
    }

    /** Reads it from the last part of a line, with at least so much of it. */
    static Envelope behind(byte[] data, int body, int to) throws EntryFormatException {
        int time = to - TAIL.length - Timestamp.LENGTH;
        expect(data, body, to, to - TAIL.length, TAIL);
        int kindEnd = time - TIME.length;
        expect(data, body, to, kindEnd, TIME);
        long millis = Timestamp.parse(data, time);
        int kind = kindStart(data, body, kindEnd);
        int indexEnd = kind - KIND.length;
        expect(data, body, to, indexEnd, KIND);
        int index = indexStart(data, body, indexEnd);
        expect(data, body, to, index - INDEX.length, INDEX);
        return new Envelope(
                digits(data, index, indexEnd),
                new String(data, kind, kindEnd - kind, StandardCharsets.US_ASCII),
                millis);
    }

    /** The time of a line that was parsed, as it stands there; the line ends before an offset, its line end left off. */
    public static String time(byte[] data, int to) {
        return new String(data, to - TAIL.length - Timestamp.LENGTH, Timestamp.LENGTH, StandardCharsets.ISO_8859_1);
    }

    /** Whether an entry may be of this kind: lower-case letters, digits and hyphens, at most 64, a letter first. */
    public static boolean isKind(String kind) {
        if (kind.isEmpty() || kind.length() > MAX_KIND || kind.charAt(0) < 'a' || kind.charAt(0) > 'z') {
            return false;
        }
        return kind.chars().allMatch(Envelope::isKindUnit);
    }

    private static boolean isKindUnit(int unit) {
        return unit >= 'a' && unit <= 'z' || unit >= '0' && unit <= '9' || unit == '-';
    }

    private static int kindStart(byte[] data, int from, int end) throws EntryFormatException {
        int start = end;
        while (start > from && isKindUnit(data[start - 1])) {
            start--;
        }
        if (start == end || end - start > MAX_KIND || data[start] < 'a') {
            throw new EntryFormatException("its kind is not 1 to 64 lower-case letters, digits and hyphens");
        }
        return start;
    }

    private static int indexStart(byte[] data, int from, int end) throws EntryFormatException {
        int start = end;
        while (start > from && data[start - 1] >= '0' && data[start - 1] <= '9') {
            start--;
        }
        boolean padded = end - start > 1 && data[start] == '0';
        if (start == end || end - start > MAX_DIGITS || padded) {
            throw new EntryFormatException("its index is not a decimal number");
        }
        return start;
    }

    private static long digits(byte[] data, int from, int to) throws EntryFormatException {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + data[i] - '0';
        }
        if (value > MAX_INDEX) {
            throw new EntryFormatException("its index is beyond 2^53 - 1");
        }
        return value;
    }

    private static void expect(byte[] data, int from, int to, int at, byte[] text) throws EntryFormatException {
        if (at < from || at + text.length > to || !matches(data, at, text)) {
            throw new EntryFormatException(
                    "it is not of the form {\"body\":{...},\"index\":...,\"kind\":\"...\",\"time\":\"...\"}");
        }
    }

    private static boolean matches(byte[] data, int at, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (data[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
