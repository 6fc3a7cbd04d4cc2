package io.jenkins.plugins.itgc.ledger.file;

import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.checkpoint.Checkpoint;
import io.jenkins.plugins.itgc.ledger.format.EntryFormatException;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.ledger.format.IndexBuffer;
import io.jenkins.plugins.itgc.ledger.format.IndexFiles;
import io.jenkins.plugins.itgc.ledger.format.Line;
import io.jenkins.plugins.itgc.ledger.format.LineReader;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import io.jenkins.plugins.itgc.ledger.merkle.CompactTree;
import io.jenkins.plugins.itgc.ledger.merkle.MerkleHasher;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the lines behind those that are known, checks and indexes them, and finds a torn tail. Lines that the checkpoint
 * covers are checked by the root that they lead to, later ones are parsed whole.
 */
final class LogScan {
    private static final int BATCH = 4096;

    private final SegmentList segments;
    private final Checkpoint covered;
    private final IndexFiles index;
    private final CompactTree tree;
    private final IndexBuffer indexed = new IndexBuffer();
    private final MerkleHasher hasher = new MerkleHasher();
    private long lastMillis;
    private Optional<TornTail> torn = Optional.empty();

    /**
     * A scan that goes on where the tree ends.
     *
     * @param covered what the last checkpoint covers
     * @param index takes in what is found
     */
    LogScan(SegmentList segments, Checkpoint covered, IndexFiles index, CompactTree tree, Instant lastTime) {
        this.segments = segments;
        this.covered = covered;
        this.index = index;
        this.tree = tree;
        this.lastMillis = lastTime.toEpochMilli();
    }

    Optional<TornTail> torn() {
        return torn;
    }

    Instant lastTime() {
        return Instant.ofEpochMilli(lastMillis);
    }

    /** Reads from an offset to the end that the log had when its segments were listed. */
    void run(long offset) throws IOException {
        requireRoot();
        try (var lines = new LineReader(segments, offset)) {
            long at = offset;
            while (torn.isEmpty() && at < segments.length()) {
                var line = lines.next();
                if (line.isEmpty()) {
                    break;
                }
                take(line.get());
                at = line.get().next();
            }
        }
        index.append(indexed);
        if (tree.size() < covered.size()) {
            throw new LedgerException(
                    Reason.TRUNCATED,
                    "the ledger has " + tree.size() + " entries, but its signed checkpoint covers " + covered.size()
                            + ". Entries were lost or removed: restore the missing ones from a copy, then verify it.");
        }
    }

    private void take(Line line) throws IOException {
        try {
            lastMillis = check(line).millis();
        } catch (EntryFormatException e) {
            setAside(line, e);
            return;
        }
        indexed.add(tree, hasher.leaf(line.bytes()), line.next());
        if (indexed.size() == BATCH) {
            index.append(indexed);
        }
        requireRoot();
    }

    private Envelope check(Line line) throws EntryFormatException {
        var envelope = Envelope.parse(line.bytes(), 0, line.bytes().length);
        if (!line.ended()) {
            throw new EntryFormatException("its line end is missing");
        }
        if (envelope.index() != tree.size()) {
            throw new EntryFormatException("its index is " + envelope.index() + " where " + tree.size() + " belongs");
        }
        if (envelope.millis() < lastMillis
                || envelope.millis() < line.segment().firstMilli()
                || envelope.millis() >= line.segment().endMilli()) {
            throw new EntryFormatException("its time is before that of the entry before, or not in the month of "
                    + line.segment().name());
        }
        if (tree.size() >= covered.size()) {
            EntryLine.parse(line.bytes());
        }
        return envelope;
    }

    private void setAside(Line line, EntryFormatException why) throws LedgerException {
        if (line.next() < segments.length()) {
            throw new LedgerException(
                    Reason.DAMAGED,
                    "the line at byte " + line.offsetInSegment() + " of "
                            + line.segment().name() + " where entry " + tree.size() + " belongs is not that entry: "
                            + why.getMessage() + ". Verify the ledger, and restore the segment from a copy.",
                    why);
        }
        torn = Optional.of(new TornTail(
                line.segment().name(),
                line.offsetInSegment(),
                line.next() - line.offset(),
                String.valueOf(why.getMessage()),
                Optional.empty()));
    }

    private void requireRoot() throws LedgerException {
        if (tree.size() == covered.size() && !tree.root().equals(covered.root())) {
            throw new LedgerException(
                    Reason.INCONSISTENT,
                    "the root of the first " + covered.size() + " entries is "
                            + tree.root().base64() + ", but the signed checkpoint says "
                            + covered.root().base64() + ". Entries were changed: verify the ledger to see which.");
        }
    }
}
