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
    /** The longest line, in characters: what is longer is no list of deployments. */
    public static final int MAX_LINE = 1 << 20;

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
     * @throws IOException where a quote is not closed, stands in the middle of a cell, or a line is too long
     */
    public Optional<List<String>> next() throws IOException {
        int unit = read();
        if (unit < 0) {
            return Optional.empty();
        }
        line++;
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        int length = 0;
        while (true) {
            if (unit == '"' && cell.isEmpty()) {
                length += quoted(cell);
                unit = read();
                if (unit >= 0 && unit != ',' && unit != '\r' && unit != '\n') {
                    throw new IOException("line " + line + ": a comma is missing behind a cell in quotes");
                }
            }
            if (unit == ',') {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (unit < 0 || isLineEnd(unit)) {
                cells.add(cell.toString());
                return Optional.of(cells);
            } else {
                cell.append((char) unit);
            }
            requireLength(++length);
            unit = read();
        }
    }

    private boolean isLineEnd(int unit) throws IOException {
        if (unit == '\r' && peek() == '\n') {
            at++;
            return true;
        }
        return unit == '\n';
    }

    private int quoted(StringBuilder cell) throws IOException {
        int length = 0;
        while (true) {
            int unit = read();
            if (unit < 0) {
                throw new IOException("line " + line + ": a quote is not closed");
            }
            if (unit == '"') {
                if (peek() != '"') {
                    return length;
                }
                at++;
            }
            cell.append((char) unit);
            requireLength(++length);
        }
    }

    private void requireLength(int length) throws IOException {
        if (length > MAX_LINE) {
            throw new IOException("line " + line + " has more than " + MAX_LINE + " characters");
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
