package io.jenkins.plugins.itgc.bundle;

import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the lines of a file of a bundle; none may be longer than a line of a ledger. */
final class Lines implements Closeable {
    private final InputStream in;
    private final byte[] block = new byte[1 << 16];
    private int at;
    private int filled;
    private long number;
    private boolean ended = true;

    Lines(InputStream in) {
        this.in = in;
    }

    /** The number of the line read last, from 1. */
    long number() {
        return number;
    }

    /** Whether the line read last ended with a line feed. */
    boolean ended() {
        return ended;
    }

    /**
     * The next line, without its end.
     *
     * @throws TooLongException where it is longer than any line may be
     */
    Optional<byte[]> next() throws IOException, TooLongException {
        var line = new ByteArrayOutputStream();
        number++;
        while (true) {
            if (at == filled) {
                filled = Math.max(0, in.read(block, 0, block.length));
                at = 0;
                if (filled == 0) {
                    ended = false;
                    return line.size() == 0 ? Optional.empty() : Optional.of(line.toByteArray());
                }
            }
            int end = at;
            while (end < filled && block[end] != '\n') {
                end++;
            }
            line.write(block, at, end - at);
            boolean whole = end < filled;
            at = whole ? end + 1 : end;
            if (line.size() > EntryLine.MAX_LENGTH) {
                throw new TooLongException("line " + number + " is longer than a line of a ledger may be");
            }
            if (whole) {
                ended = true;
                return Optional.of(line.toByteArray());
            }
        }
    }

    /** A line is too long to be one. */
    static final class TooLongException extends Exception {
        private static final long serialVersionUID = 1;

        TooLongException(String message) {
            super(message);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
