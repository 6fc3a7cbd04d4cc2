package io.jenkins.plugins.itgc.ledger.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a ledger one after another, across its segments. Not for use by several threads at once. */
public final class LineReader implements Closeable {
    private static final int BLOCK = 64 << 10;

    private final SegmentList segments;
    private int segmentIndex;
    private @Nullable RandomAccessFile file;
    private byte[] buffer = new byte[BLOCK];
    private int from;
    private int to;
    private int lineFrom;
    private int lineTo;
    private boolean ended;
    private long lineOffset;
    private long offset;

    /** Begins at an offset, which must be the begin of a line. */
    public LineReader(SegmentList segments, long offset) {
        this.segments = segments;
        this.offset = offset;
        if (!segments.segments().isEmpty()) {
            segmentIndex = segments.segments().indexOf(segments.at(offset));
        }
    }

    /** The next line, or nothing at the end of the ledger. */
    public Optional<Line> next() throws IOException {
        return advance() ? Optional.of(line()) : Optional.empty();
    }

    /** Goes to the next line without copying it; false at the end of the ledger. */
    public boolean advance() throws IOException {
        for (; segmentIndex < segments.segments().size(); segmentIndex++) {
            if (advance(segments.segments().get(segmentIndex))) {
                return true;
            }
            close();
        }
        return false;
    }

    private boolean advance(Segment segment) throws IOException {
        var open = open(segment);
        int searched = from;
        while (true) {
            int end = NewLine.indexOf(buffer, searched, to);
            if (end >= 0) {
                stand(end, true);
                return true;
            }
            searched = to - from;
            if (!fill(open)) {
                boolean rest = from < to;
                stand(to, false);
                return rest;
            }
        }
    }

    private void stand(int end, boolean lineEnd) {
        lineFrom = from;
        lineTo = end;
        ended = lineEnd;
        lineOffset = offset;
        from = lineEnd ? end + 1 : end;
        offset += from - lineFrom;
    }

    /** The line at hand. */
    public Line line() {
        return new Line(
                segments.segments().get(segmentIndex), lineOffset, Arrays.copyOfRange(buffer, lineFrom, lineTo), ended);
    }

    /** Looks at the line at hand where it is, until the next one is asked for. */
    public <T> T look(Look<T> look) throws EntryFormatException {
        return look.at(buffer, lineFrom, lineTo);
    }

    /** Looks at a line in part of an array. */
    @FunctionalInterface
    public interface Look<T> {
        /** What is seen in it; it must neither be changed nor kept. */
        T at(byte[] data, int from, int to) throws EntryFormatException;
    }

    private boolean fill(RandomAccessFile open) throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        if (to > EntryLine.MAX_LENGTH) {
            return false;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = open.read(buffer, to, buffer.length - to);
        to += Math.max(read, 0);
        return read > 0;
    }

    private RandomAccessFile open(Segment segment) throws IOException {
        if (file == null) {
            file = new RandomAccessFile(segment.path().toFile(), "r");
            file.seek(offset - segment.start());
            from = 0;
            to = 0;
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
