package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.ledger.format.Segment;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the lines that begin in one part of a segment came to. */
final class RangeResult {
    private final Segment segment;
    private final List<Problem> problems = new ArrayList<>();
    private byte[] leafHashes = new byte[1024 * HashValue.LENGTH];
    private long[] ends = new long[1024];
    private int lines;
    private @Nullable Envelope first;
    private @Nullable Envelope last;
    private int linesBeforeFirst;
    private long unended;

    /** Something wrong with the line at a place in the range, counted from 0. */
    record Problem(int line, long index, Finding.Kind kind, String message) {}

    RangeResult(Segment segment) {
        this.segment = segment;
    }

    void add(byte[] leafHash, long end) {
        if (lines == ends.length) {
            leafHashes = Arrays.copyOf(leafHashes, leafHashes.length * 2);
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        System.arraycopy(leafHash, 0, leafHashes, lines * HashValue.LENGTH, HashValue.LENGTH);
        ends[lines++] = end;
    }

    void envelope(Envelope envelope) {
        if (first == null) {
            first = envelope;
            linesBeforeFirst = lines;
        }
        last = envelope;
    }

    void problem(long index, Finding.Kind kind, String message) {
        problems.add(new Problem(lines, index, kind, message));
    }

    void unended(long bytes) {
        unended = bytes;
    }

    Segment segment() {
        return segment;
    }

    List<Problem> problems() {
        return problems;
    }

    int lines() {
        return lines;
    }

    byte[] leafHash(int line) {
        return Arrays.copyOfRange(leafHashes, line * HashValue.LENGTH, (line + 1) * HashValue.LENGTH);
    }

    /** Where a line ends, as an offset in the ledger. */
    long end(int line) {
        return ends[line];
    }

    @Nullable
    Envelope first() {
        return first;
    }

    /** How many malformed lines stand before the first envelope. */
    int linesBeforeFirst() {
        return linesBeforeFirst;
    }

    @Nullable
    Envelope last() {
        return last;
    }

    /** How many bytes stand behind the last line end of the segment; 0 unless the range reaches its end. */
    long unended() {
        return unended;
    }
}
