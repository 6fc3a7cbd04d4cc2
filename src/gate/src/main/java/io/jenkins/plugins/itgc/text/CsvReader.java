package io.jenkins.plugins.itgc.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the lines of a CSV file one after another, as RFC 4180 has them; a line feed alone ends a line, too. Cells are given
 * as they stand there, see {@link Csv#plain}. Not for use by several threads at once.
 */
public final class CsvReader implements Closeable {
    /** The longest cell, in characters: what is longer is in no list of deployments. */
    public static final int MAX_CELL = 1 << 20;

    private static final int USUAL_CELLS = 12;

    private final Reader in;
    private final char[] buffer = new char[1 << 15];
    private int at;
    private int filled;
    private long line;

    public CsvReader(Reader in) {
        this.in = in;
    }

    /** The number of the line read last, from 1; one with line ends in quotes counts once. */
    public long line() {
        return line;
    }

    /**
     * The cells of the next line, or nothing at the end. An empty line has one empty cell.
     *
     * @throws IOException where a quote is not closed, something but a comma follows one, or a cell is too long
     */
    public Optional<List<String>> next() throws IOException {
        if (peek() < 0) {
            return Optional.empty();
        }
        line++;
        var cells = new ArrayList<String>(USUAL_CELLS);
        while (true) {
            cells.add(peek() == '"' ? quoted() : plain());
            int end = read();
            if (end < 0 || end == '\n') {
                return Optional.of(cells);
            }
            if (end != ',') {
                throw new IOException("line " + line + ": a comma is missing behind a cell in quotes");
            }
        }
    }

    /** A cell without quotes, up to what ends it: mostly one piece of the buffer. */
    private String plain() throws IOException {
        var pieces = new StringBuilder(0);
        while (peek() >= 0) {
            int from = at;
            while (at < filled && buffer[at] != ',' && buffer[at] != '\n') {
                at++;
            }
            requireLength(pieces.length() + at - from);
            if (at < filled) {
                boolean last = buffer[at] == '\n';
                if (pieces.isEmpty()) {
                    int end = last && at > from && buffer[at - 1] == '\r' ? at - 1 : at;
                    return new String(buffer, from, end - from);
                }
                pieces.append(buffer, from, at - from);
                int end = pieces.length() - 1;
                if (last && pieces.charAt(end) == '\r') {
                    pieces.setLength(end);
                }
                return pieces.toString();
            }
            pieces.append(buffer, from, at - from);
        }
        return pieces.toString();
    }

    private String quoted() throws IOException {
        at++;
        var cell = new StringBuilder();
        while (true) {
            int unit = read();
            if (unit < 0) {
                throw new IOException("line " + line + ": a quote is not closed");
            }
            if (unit == '"') {
                if (peek() != '"') {
                    passReturn();
                    return cell.toString();
                }
                at++;
            }
            cell.append((char) unit);
            requireLength(cell.length());
        }
    }

    /** A carriage return between a cell in quotes and a line feed belongs to the line's end. */
    private void passReturn() throws IOException {
        if (peek() == '\r') {
            at++;
            if (peek() != '\n') {
                throw new IOException("line " + line + ": a comma is missing behind a cell in quotes");
            }
        }
    }

    private void requireLength(int length) throws IOException {
        if (length > MAX_CELL) {
            throw new IOException("line " + line + " has a cell of more than " + MAX_CELL + " characters");
        }
    }

    private int peek() throws IOException {
        return at < filled || fill() ? buffer[at] : -1;
    }

    private int read() throws IOException {
        return at < filled || fill() ? buffer[at++] : -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
