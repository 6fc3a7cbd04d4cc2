package io.jenkins.plugins.itgc.text;

/**
 * Text from outside, made plain: nothing in it moves a terminal's cursor, turns the direction of writing, ends a line of a
 * log, or hides from the reader.
 */
public final class PlainText {
    /** Longest line that is shown where no other limit is given. */
    public static final int LINE = 500;

    private PlainText() {}

    /** The text as one line of at most {@value #LINE} characters. */
    public static String harmless(String text) {
        return harmless(text, LINE);
    }

    /**
     * The text as one line. Line ends and tabs become spaces; every other character that cannot be seen is written as its
     * number, such as {@code \}{@code u001B}, so that the reader sees that it was there.
     *
     * @param max most characters (UTF-16) of the answer, at least 1; a text that was cut ends in {@code …}
     */
    public static String harmless(String text, int max) {
        var line = new StringBuilder(Math.min(text.length(), max));
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            int before = line.length();
            append(line, character);
            if (line.length() > (i < text.length() ? max - 1 : max)) {
                line.setLength(before);
                return line.append('…').toString();
            }
        }
        return line.toString();
    }

    /** The text without its invisible characters; line ends, all as {@code \n}, and tabs are kept. */
    public static String visible(String text) {
        var visible = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .codePoints()
                .map(c -> isLineEnd(c) ? '\n' : c)
                .filter(c -> c == '\n' || c == '\t' || !isInvisible(c))
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    private static void append(StringBuilder line, int character) {
        if (character == '\t' || isLineEnd(character)) {
            line.append(' ');
        } else if (isInvisible(character)) {
            for (char unit : Character.toChars(character)) {
                line.append(String.format("\\u%04X", (int) unit));
            }
        } else {
            line.appendCodePoint(character);
        }
    }

    private static boolean isLineEnd(int character) {
        return switch (character) {
            case '\n', '\r', 0x0B, '\f', 0x85, 0x2028, 0x2029 -> true;
            default -> false;
        };
    }

    /** Controls, formatting (directions, zero widths, tags), halves of pairs, and code points that mean nothing to all. */
    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
