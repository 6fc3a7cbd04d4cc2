package io.jenkins.plugins.itgc.population;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads members of a line in canonical form (docs/ledger-format.md) and passes over the others at the speed of looking for
 * quotes and brackets: nothing but strings holds them, and there is no white space. Whatever is of another form is refused.
 * Not for use by several threads at once.
 */
final class LineCursor {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long QUOTES = 0x2222222222222222L;
    private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private byte[] data = new byte[0];
    private int at;
    private int end;
    private int nameFrom;
    private int nameTo;
    private boolean enough;

    /** Looks at one member; whatever value it does not read is passed over. */
    interface Member {
        void at(LineCursor cursor) throws UnreadableException;
    }

    /** Begins at the line in this part of an array. */
    void open(byte[] line, int from, int to) {
        data = line;
        at = from;
        end = to;
        enough = false;
    }

    /** Says that nothing further is wanted of the line: what is left of it is not read. */
    void enough() {
        enough = true;
    }

    /** Whether the member at hand has this name, which has no character that is escaped. */
    boolean isNamed(byte[] name) {
        return Arrays.equals(data, nameFrom, nameTo, name, 0, name.length);
    }

    /** Shows the members of the object at hand. */
    void object(Member member) throws UnreadableException {
        require('{');
        if (peek() == '}') {
            at++;
            return;
        }
        while (true) {
            require('"');
            nameFrom = at;
            passString();
            nameTo = at - 1;
            require(':');
            int value = at;
            member.at(this);
            if (enough) {
                return;
            }
            if (at == value) {
                pass();
            }
            if (peek() != ',') {
                require('}');
                return;
            }
            at++;
        }
    }

    /** Whether the value at hand begins like an object. */
    boolean isObject() {
        return peek() == '{';
    }

    /** The string at hand; empty where the value is none. */
    String text() throws UnreadableException {
        if (peek() != '"') {
            return "";
        }
        int from = ++at;
        boolean escaped = passString();
        return escaped ? unescaped(from, at - 1) : new String(data, from, at - 1 - from, StandardCharsets.UTF_8);
    }

    /** The number at hand; −1 where the value is no number from 0 on. */
    long number() throws UnreadableException {
        int from = at;
        pass();
        long number = 0;
        for (int i = from; i < at; i++) {
            if (data[i] < '0' || data[i] > '9' || i - from > 15) {
                return -1;
            }
            number = number * 10 + data[i] - '0';
        }
        return at == from ? -1 : number;
    }

    /** Whether the value at hand is true. */
    boolean isTrue() throws UnreadableException {
        int from = at;
        pass();
        return at - from == 4 && data[from] == 't';
    }

    /** Passes over the value at hand. */
    private void pass() throws UnreadableException {
        int depth = 0;
        while (at < end) {
            switch (data[at]) {
                case '"' -> {
                    at++;
                    passString();
                }
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    if (depth == 0) {
                        return;
                    }
                    depth--;
                    at++;
                }
                case ',' -> {
                    if (depth == 0) {
                        return;
                    }
                    at++;
                }
                default -> at++;
            }
            if (depth == 0 && (peek() == ',' || peek() == '}')) {
                return;
            }
        }
        throw cut();
    }

    /** Passes over the rest of a string and its quote, and says whether something in it is escaped. */
    private boolean passString() throws UnreadableException {
        boolean escaped = false;
        int i = at;
        while (true) {
            i = quoteOrBackslash(i);
            if (i < 0) {
                throw cut();
            }
            if (data[i] == '"') {
                at = i + 1;
                return escaped;
            }
            escaped = true;
            i += 2;
        }
    }

    /** Where the next quote or backslash stands, or −1; eight bytes are looked at at a time. */
    private int quoteOrBackslash(int from) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long eight = (long) EIGHT.get(data, i);
            long found = zeroBytes(eight ^ QUOTES) | zeroBytes(eight ^ BACKSLASHES);
            if (found != 0) {
                return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        for (; i < end; i++) {
            if (data[i] == '"' || data[i] == '\\') {
                return i;
            }
        }
        return -1;
    }

    /** The highest bit of the lowest byte that is 0, and perhaps those of higher ones; 0 where none is. */
    private static long zeroBytes(long eight) {
        return eight - ONES & ~eight & HIGH_BITS;
    }

    private String unescaped(int from, int to) throws UnreadableException {
        var text = new StringBuilder();
        int plain = from;
        for (int i = from; i < to; i++) {
            if (data[i] == '\\') {
                text.append(new String(data, plain, i - plain, StandardCharsets.UTF_8));
                i++;
                if (data[i] == 'u') {
                    text.append(hexadecimal(i + 1, to));
                    i += 4;
                } else {
                    text.append(single(data[i]));
                }
                plain = i + 1;
            }
        }
        return text.append(new String(data, plain, to - plain, StandardCharsets.UTF_8))
                .toString();
    }

    private static char single(byte letter) throws UnreadableException {
        return switch (letter) {
            case '"', '\\' -> (char) letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw new UnreadableException("a string in it is not in canonical form");
        };
    }

    private char hexadecimal(int from, int to) throws UnreadableException {
        String digits = new String(data, from, Math.max(0, Math.min(4, to - from)), StandardCharsets.ISO_8859_1);
        if (digits.length() == 4 && digits.chars().allMatch(HexFormat::isHexDigit)) {
            return (char) HexFormat.fromHexDigits(digits);
        }
        throw new UnreadableException("a string in it is not in canonical form");
    }

    private int peek() {
        return at < end ? data[at] : -1;
    }

    private void require(char expected) throws UnreadableException {
        if (peek() != expected) {
            throw new UnreadableException("it is not in canonical form: '" + expected + "' is missing");
        }
        at++;
    }

    private static UnreadableException cut() {
        return new UnreadableException("it is not in canonical form: it ends too early");
    }
}
