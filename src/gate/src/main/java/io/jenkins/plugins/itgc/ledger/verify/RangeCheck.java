package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.format.EntryFormatException;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.ledger.format.NewLine;
import io.jenkins.plugins.itgc.ledger.format.Segment;
import io.jenkins.plugins.itgc.ledger.merkle.MerkleHasher;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the lines that begin in one part of a segment, and checks their envelopes. Parts can be checked side by side:
 * each finds its own first line.
 */
final class RangeCheck implements Callable<RangeResult> {
    private static final int READ_AHEAD = 64 << 10;
    /** One buffer for each checking thread, so that a large log does not cost a large heap. */
    private static final ThreadLocal<byte[]> BUFFERS = ThreadLocal.withInitial(() -> new byte[0]);

    private final Segment segment;
    private final long from;
    private final long to;
    private final RangeResult result;
    private final EntrySink sink;
    private final MerkleHasher hasher = new MerkleHasher();
    private byte[] buffer = new byte[0];
    private long bufferStart;
    private int filled;
    private @Nullable Envelope before;

    /** A check of the lines that begin at an offset of the segment's file or later, but before another. */
    RangeCheck(Segment segment, long from, long to) {
        this(segment, from, to, EntrySink.NONE);
    }

    /** The same, and each entry is shown to somebody. */
    RangeCheck(Segment segment, long from, long to, EntrySink sink) {
        this.sink = sink;
        this.segment = segment;
        this.from = from;
        this.to = to;
        this.result = new RangeResult(segment);
    }

    @Override
    public RangeResult call() throws IOException {
        buffer = BUFFERS.get();
        try (var file = new RandomAccessFile(segment.path().toFile(), "r")) {
            bufferStart = from - 1;
            if (from == 0) {
                buffer = buffer.length == 0 ? new byte[READ_AHEAD] : buffer;
                buffer[0] = '\n';
                filled = 1;
            }
            file.seek(bufferStart + filled);
            fill(file, Math.toIntExact(to - bufferStart) + READ_AHEAD);
            int start = firstLine();
            while (start >= 0 && bufferStart + start < to) {
                start = line(file, start);
            }
        } finally {
            BUFFERS.set(buffer);
            buffer = new byte[0];
        }
        return result;
    }

    /** The first line begins behind a line end, which may be the last byte before the range; before the file is one. */
    private int firstLine() {
        int end = NewLine.indexOf(buffer, 0, (int) Math.min(filled, to - bufferStart));
        return end < 0 || end + 1 == filled ? -1 : end + 1;
    }

    /** Checks the line that begins there, and says where the next begins, or -1 behind the last. */
    private int line(RandomAccessFile file, int start) throws IOException {
        int searched = start;
        while (true) {
            int end = NewLine.indexOf(buffer, searched, filled);
            if (end >= 0) {
                check(start, end);
                return end + 1 == filled && !fill(file, filled + READ_AHEAD) ? -1 : end + 1;
            }
            searched = filled;
            if (filled - start > EntryLine.MAX_LENGTH || !fill(file, Math.max(filled * 2, filled + READ_AHEAD))) {
                result.unended(file.length() - bufferStart - start);
                return -1;
            }
        }
    }

    private void check(int start, int end) {
        var leafHash = hasher.leafInPlace(buffer, start, end - start);
        try {
            var envelope = Envelope.parse(buffer, start, end);
            if (before != null) {
                Succession.check(before, envelope, result::problem);
            }
            Succession.check(segment, envelope, result::problem);
            result.envelope(envelope);
            before = envelope;
            sink.entry(envelope, leafHash, buffer, start, end);
        } catch (EntryFormatException e) {
            malformed(e);
        }
        result.add(leafHash, segment.start() + bufferStart + end + 1);
    }

    /** Takes a malformed line for the entry that belongs there, so that the next one is not reported too. */
    private void malformed(EntryFormatException why) {
        long index = before == null ? -1 : before.index() + 1;
        result.problem(index, Finding.Kind.MALFORMED, String.valueOf(why.getMessage()));
        if (before != null) {
            before = new Envelope(index, before.kind(), before.millis());
            result.envelope(before);
        }
    }

    private boolean fill(RandomAccessFile file, int wanted) throws IOException {
        if (buffer.length < wanted) {
            buffer = Arrays.copyOf(buffer, wanted);
        }
        int already = filled;
        while (filled < wanted) {
            int read = file.read(buffer, filled, wanted - filled);
            if (read < 0) {
                break;
            }
            filled += read;
        }
        return filled > already;
    }
}
