package io.jenkins.plugins.itgc.text;

/**
 * Cells of CSV files as RFC 4180 has them, which no spreadsheet takes for a formula: a cell that begins with {@code = + - @},
 * tab or carriage return gets an apostrophe before it. So does one that begins with an apostrophe, so that reading the file
 * gives the texts back.
 */
public final class Csv {
    /** What ends a line. */
    public static final String LINE_END = "\r\n";

    private Csv() {}

    /** Appends a cell, made harmless and quoted where it must be. */
    public static void append(StringBuilder line, String cell) {
        boolean defused = isRisky(cell);
        if (!needsQuotes(cell)) {
            if (defused) {
                line.append('\'');
            }
            line.append(cell);
            return;
        }
        line.append('"');
        if (defused) {
            line.append('\'');
        }
        for (int i = 0; i < cell.length(); i++) {
            char unit = cell.charAt(i);
            line.append(unit);
            if (unit == '"') {
                line.append('"');
            }
        }
        line.append('"');
    }

    /** A whole line of cells, its end included. */
    public static String line(String... cells) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                line.append(',');
            }
            append(line, cells[i]);
        }
        return line.append(LINE_END).toString();
    }

    /** A text that no spreadsheet takes for a formula, also where it is copied out of the cell that holds it. */
    public static String defused(String cell) {
        return isRisky(cell) ? '\'' + cell : cell;
    }

    /** The text of a cell that {@link #append} wrote. */
    public static String plain(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && isRisky(cell.substring(1)) ? cell.substring(1) : cell;
    }

    private static boolean isRisky(String cell) {
        return !cell.isEmpty()
                && switch (cell.charAt(0)) {
                    case '=', '+', '-', '@', '\t', '\r', '\'' -> true;
                    default -> false;
                };
    }

    private static boolean needsQuotes(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            switch (cell.charAt(i)) {
                case '"', ',', '\n', '\r' -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }
}
