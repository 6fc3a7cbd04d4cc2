package io.jenkins.plugins.itgc.ledger.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the ends of lines, where the index says that they are: nothing is searched for them, and bodies are passed over.
 * The index is not believed: a line must end there, and say that it is the entry asked for. Not for use by several threads
 * at once.
 */
public final class LineEnds implements Closeable {
    private static final int BLOCK = 64 << 10;
    private static final int ENDS = 4 << 10;

    private final SegmentList segments;
    private final LogIndex index;
    private long[] ends = {};
    private long firstOfEnds;
    private @Nullable RandomAccessFile file;
    private @Nullable Segment segment;
    private byte[] buffer = new byte[BLOCK];
    private long bufferStart;
    private int filled;

    public LineEnds(SegmentList segments, LogIndex index) {
        this.segments = segments;
        this.index = index;
    }

    /**
     * What stands around the body of an entry.
     *
     * @throws EntryFormatException where no line of that entry ends at its place
     */
    public Envelope envelope(long place) throws EntryFormatException, IOException {
        long end = end(place);
        long from = Math.max(start(place), end - Envelope.LONGEST - 1);
        int to = load(from, end);
        var envelope = Envelope.behind(buffer, (int) (from - bufferStart), to);
        if (envelope.index() != place) {
            throw new EntryFormatException("it is entry " + envelope.index());
        }
        return envelope;
    }

    /**
     * The line of an entry, without its line end.
     *
     * @throws EntryFormatException where no line ends at its place
     */
    public byte[] line(long place) throws EntryFormatException, IOException {
        long start = start(place);
        int to = load(start, end(place));
        return Arrays.copyOfRange(buffer, (int) (start - bufferStart), to);
    }

    private long start(long place) throws IOException {
        return place == 0 ? 0 : end(place - 1);
    }

    private long end(long place) throws IOException {
        if (place < firstOfEnds || place >= firstOfEnds + ends.length) {
            firstOfEnds = Math.max(0, place - 1);
            ends = index.ends(firstOfEnds, ENDS);
        }
        return place < firstOfEnds + ends.length ? ends[(int) (place - firstOfEnds)] : index.end(place);
    }

    /** Reads a part of a segment into the buffer unless it is there, and says where in it the line ends. */
    private int load(long from, long end) throws EntryFormatException, IOException {
        if (end <= from || end - from > EntryLine.MAX_LENGTH + 1) {
            throw notIndexed();
        }
        if (from < bufferStart || end > bufferStart + filled) {
            fill(from, (int) (end - from));
        }
        int lineEnd = (int) (end - 1 - bufferStart);
        if (buffer[lineEnd] != '\n') {
            throw notIndexed();
        }
        return lineEnd;
    }

    private void fill(long from, int wanted) throws EntryFormatException, IOException {
        if (wanted > buffer.length) {
            buffer = new byte[wanted];
        }
        var open = open(segments.at(from));
        bufferStart = from;
        filled = 0;
        open.seek(from - segments.at(from).start());
        for (int read = 0; filled < wanted && read >= 0; filled += Math.max(read, 0)) {
            read = open.read(buffer, filled, buffer.length - filled);
        }
        if (filled < wanted) {
            throw new EntryFormatException("the log ended before it");
        }
    }

    private RandomAccessFile open(Segment wanted) throws IOException {
        var open = file;
        if (open == null || !wanted.equals(segment)) {
            close();
            open = new RandomAccessFile(wanted.path().toFile(), "r");
            file = open;
            segment = wanted;
        }
        return open;
    }

    private static EntryFormatException notIndexed() {
        return new EntryFormatException("it is not the line that was indexed; verify the ledger");
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
