package io.jenkins.plugins.itgc.ledger.file;

import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.EntryFilter;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.format.EntryFormatException;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.format.Line;
import io.jenkins.plugins.itgc.ledger.format.LineEnds;
import io.jenkins.plugins.itgc.ledger.format.LineReader;
import io.jenkins.plugins.itgc.ledger.format.LogIndex;
import io.jenkins.plugins.itgc.ledger.format.Segment;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import io.jenkins.plugins.itgc.text.FileTrouble;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        if (from >= to) {
            return Stream.empty();
        }
        var lines = new LineReader(segments.get(), index.start(from));
        return LongStream.range(from, to)
                .mapToObj(place -> unchecked(() -> parse(next(lines, place), place)))
                .onClose(() -> close(lines));
    }

    /** Those of some kinds that are wanted; of other kinds only what stands around the body is read. */
    Stream<Entry> entries(long from, long to, Set<String> kinds, EntryFilter filter) {
        var lines = new LineEnds(segments.get(), index);
        return LongStream.range(from, to)
                .mapToObj(place -> unchecked(() -> wanted(lines, place, kinds, filter)))
                .flatMap(Optional::stream)
                .onClose(() -> close(lines));
    }

    /** The entries before a place, newest first. */
    Stream<Entry> newestFirst(long to) {
        return backwards(to, (from, end) -> entries(from, end));
    }

    /** Those of some kinds. */
    Stream<Entry> newestFirst(long to, Set<String> kinds) {
        return backwards(to, (from, end) -> entries(from, end, kinds, (place, line) -> true));
    }

    private static Stream<Entry> backwards(long to, Forwards forwards) {
        return LongStream.iterate(to, end -> end > 0, end -> end - BLOCK)
                .mapToObj(end -> unchecked(() -> backwards(Math.max(0, end - BLOCK), end, forwards)))
                .flatMap(List::stream);
    }

    private static List<Entry> backwards(long from, long to, Forwards forwards) throws IOException {
        try (var block = forwards.entries(from, to)) {
            var newestFirst = new ArrayList<>(block.toList());
            Collections.reverse(newestFirst);
            return newestFirst;
        }
    }

    private interface Forwards {
        Stream<Entry> entries(long from, long to) throws IOException;
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

    private Optional<Entry> wanted(LineEnds lines, long place, Set<String> kinds, EntryFilter filter)
            throws IOException {
        try {
            if (!kinds.contains(lines.envelope(place).kind())) {
                return Optional.empty();
            }
            byte[] line = lines.line(place);
            return filter.wants(place, line) ? Optional.of(EntryLine.parse(line)) : Optional.empty();
        } catch (EntryFormatException e) {
            Segment segment = segments.get().at(index.start(place));
            throw damaged(segment, index.start(place) - segment.start(), place, String.valueOf(e.getMessage()));
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
        return damaged(line.segment(), line.offsetInSegment(), place, why);
    }

    private static LedgerException damaged(Segment segment, long offset, long place, String why) {
        return new LedgerException(
                Reason.DAMAGED,
                "the line at byte " + offset + " of " + segment.name() + " should be entry " + place + ": " + why);
    }

    private static void close(Closeable lines) {
        unchecked(() -> {
            lines.close();
            return lines;
        });
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
