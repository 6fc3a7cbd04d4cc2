package io.jenkins.plugins.itgc.ledger.file;

import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.EntryFilter;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.format.EntryFormatException;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.ledger.format.Line;
import io.jenkins.plugins.itgc.ledger.format.LineReader;
import io.jenkins.plugins.itgc.ledger.format.LogIndex;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import io.jenkins.plugins.itgc.text.FileTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Reads entries by place and by time, through the index. */
final class LogReader {
    private static final int BLOCK = 32;

    private final LogIndex index;
    private final Supplier<SegmentList> segments;

    LogReader(LogIndex index, Supplier<SegmentList> segments) {
        this.index = index;
        this.segments = segments;
    }

    /** The entry at a place below the size. */
    Entry entry(long place) throws IOException {
        try (var lines = new LineReader(segments.get(), index.start(place))) {
            var line = next(lines, place);
            var entry = parse(line, place);
            if (!Arrays.equals(entry.leafHash().bytes(), index.node(0, place))) {
                throw damaged(line, place, "it is not the line that was indexed; verify the ledger");
            }
            return entry;
        }
    }

    /** The entries from one place to before another, oldest first. */
    Stream<Entry> entries(long from, long to) throws IOException {
        return entries(from, to, (place, kind, line) -> true);
    }

    /** Those of them that are wanted; of the others only what stands around the body is read. */
    Stream<Entry> entries(long from, long to, EntryFilter filter) throws IOException {
        if (from >= to) {
            return Stream.empty();
        }
        var lines = new LineReader(segments.get(), index.start(from));
        return LongStream.range(from, to)
                .mapToObj(place -> unchecked(() -> wanted(next(lines, place), place, filter)))
                .flatMap(Optional::stream)
                .onClose(() -> unchecked(() -> {
                    lines.close();
                    return lines;
                }));
    }

    /** The entries before a place, newest first. */
    Stream<Entry> newestFirst(long to) {
        return newestFirst(to, (place, kind, line) -> true);
    }

    /** Those of them that are wanted. */
    Stream<Entry> newestFirst(long to, EntryFilter filter) {
        return LongStream.iterate(to, end -> end > 0, end -> end - BLOCK)
                .mapToObj(end -> unchecked(() -> backwards(Math.max(0, end - BLOCK), end, filter)))
                .flatMap(List::stream);
    }

    private List<Entry> backwards(long from, long to, EntryFilter filter) throws IOException {
        try (var block = entries(from, to, filter)) {
            var newestFirst = new ArrayList<>(block.toList());
            Collections.reverse(newestFirst);
            return newestFirst;
        }
    }

    /** The first place below a size whose entry is not before a time, by bisection; the size if there is none. */
    long firstNotBefore(Instant time, long size) throws IOException {
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = low + high >>> 1;
            if (entry(middle).time().isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static Line next(LineReader lines, long place) throws IOException {
        return lines.next()
                .orElseThrow(() -> new LedgerException(
                        Reason.DAMAGED, "the log ended before entry " + place + "; verify the ledger"));
    }

    private static Optional<Entry> wanted(Line line, long place, EntryFilter filter) throws LedgerException {
        try {
            var envelope = Envelope.parse(line.bytes(), 0, line.bytes().length);
            return filter.wants(place, envelope.kind(), line.bytes())
                    ? Optional.of(parse(line, place))
                    : Optional.empty();
        } catch (EntryFormatException e) {
            throw damaged(line, place, String.valueOf(e.getMessage()));
        }
    }

    private static Entry parse(Line line, long place) throws LedgerException {
        try {
            var entry = EntryLine.parse(line.bytes());
            if (entry.index() != place) {
                throw damaged(line, place, "it is entry " + entry.index());
            }
            return entry;
        } catch (EntryFormatException e) {
            throw damaged(line, place, String.valueOf(e.getMessage()));
        }
    }

    private static LedgerException damaged(Line line, long place, String why) {
        return new LedgerException(
                Reason.DAMAGED,
                "the line at byte " + line.offsetInSegment() + " of "
                        + line.segment().name() + " should be entry " + place + ": " + why);
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T unchecked(Reading<T> reading) {
        try {
            return reading.read();
        } catch (LedgerException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new LedgerException(Reason.IO, "cannot read the ledger: " + FileTrouble.words(e), e));
        }
    }
}
