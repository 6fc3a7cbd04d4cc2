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
        for (; segmentIndex < segments.segments().size(); segmentIndex++) {
            var segment = segments.segments().get(segmentIndex);
            var line = next(segment);
            if (line != null) {
                offset = line.next();
                return Optional.of(line);
            }
            close();
        }
        return Optional.empty();
    }

    private @Nullable Line next(Segment segment) throws IOException {
        var open = open(segment);
        int searched = from;
        while (true) {
            int end = NewLine.indexOf(buffer, searched, to);
            if (end >= 0) {
                return line(segment, end, true);
            }
            searched = to - from;
            if (!fill(open)) {
                return from == to ? null : line(segment, to, false);
            }
        }
    }

    private Line line(Segment segment, int end, boolean ended) {
        var bytes = Arrays.copyOfRange(buffer, from, end);
        from = ended ? end + 1 : end;
        return new Line(segment, offset, bytes, ended);
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
