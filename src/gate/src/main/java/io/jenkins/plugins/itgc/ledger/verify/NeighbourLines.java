package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.format.EntryFormatException;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.ledger.format.LineReader;
import io.jenkins.plugins.itgc.ledger.format.Segment;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.Optional;

/** Finds the lines between which the months of a period stand. */
final class NeighbourLines {
    private static final int BLOCK = 64 << 10;

    private final SegmentList segments;

    /**
     * A line beside a period.
     *
     * @param envelope what it says around its body; absent where it is no entry
     */
    record Neighbour(Segment segment, byte[] line, Optional<Envelope> envelope) {
        static Neighbour of(Segment segment, byte[] line) {
            try {
                return new Neighbour(segment, line, Optional.of(Envelope.parse(line, 0, line.length)));
            } catch (EntryFormatException e) {
                return new Neighbour(segment, line, Optional.empty());
            }
        }
    }

    NeighbourLines(SegmentList segments) {
        this.segments = segments;
    }

    /** The last line of the months that end by then. */
    Optional<Neighbour> lastBefore(long milli) throws IOException {
        var all = segments.segments();
        for (int i = all.size() - 1; i >= 0; i--) {
            var segment = all.get(i);
            if (segment.endMilli() <= milli && segments.lengthOf(segment) > 0) {
                return Optional.of(Neighbour.of(segment, lastLine(segment, segments.lengthOf(segment))));
            }
        }
        return Optional.empty();
    }

    /** The first line of the months that begin then or later. */
    Optional<Neighbour> firstFrom(long milli) throws IOException {
        for (var segment : segments.segments()) {
            if (segment.firstMilli() >= milli && segments.lengthOf(segment) > 0) {
                try (var lines = new LineReader(segments, segment.start())) {
                    var first = lines.next();
                    return first.map(line -> Neighbour.of(line.segment(), line.bytes()));
                }
            }
        }
        return Optional.empty();
    }

    private static byte[] lastLine(Segment segment, long length) throws IOException {
        try (var file = new RandomAccessFile(segment.path().toFile(), "r")) {
            for (int wanted = BLOCK; ; wanted *= 2) {
                int count = (int) Math.min(wanted, length);
                var bytes = new byte[count];
                file.seek(length - count);
                file.readFully(bytes);
                int end = bytes[count - 1] == '\n' ? count - 1 : count;
                int start = end;
                while (start > 0 && bytes[start - 1] != '\n') {
                    start--;
                }
                if (start > 0 || count == length || count > EntryLine.MAX_LENGTH) {
                    return Arrays.copyOfRange(bytes, start, end);
                }
            }
        }
    }
}
