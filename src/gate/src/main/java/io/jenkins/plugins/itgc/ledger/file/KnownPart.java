package io.jenkins.plugins.itgc.ledger.file;

import io.jenkins.plugins.itgc.ledger.checkpoint.Checkpoint;
import io.jenkins.plugins.itgc.ledger.format.EntryFormatException;
import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.ledger.format.LineReader;
import io.jenkins.plugins.itgc.ledger.format.LogIndex;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import io.jenkins.plugins.itgc.ledger.merkle.CompactTree;
import io.jenkins.plugins.itgc.ledger.merkle.MerkleHasher;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;

/**
 * The part of a log that its index and its checkpoint agree on, so that it need not be read again.
 *
 * @param tree the tree of that part
 * @param offset where it ends
 * @param lastTime the time of its last entry
 */
record KnownPart(CompactTree tree, long offset, Instant lastTime) {
    private static final Instant BEFORE_ALL = Instant.parse("0000-01-01T00:00:00Z");

    static final KnownPart none() {
        return new KnownPart(new CompactTree(), 0, BEFORE_ALL);
    }

    long size() {
        return tree.size();
    }

    /**
     * The part that a checkpoint covers, where the index leads to its root and to the line of its last entry; otherwise
     * nothing.
     */
    static KnownPart of(Checkpoint covered, LogIndex index, SegmentList segments) {
        long size = covered.size();
        if (size == 0 || index.size() < size) {
            return none();
        }
        try {
            var tree = CompactTree.load(index, size);
            long start = index.start(size - 1);
            long end = index.end(size - 1);
            if (!tree.root().equals(covered.root()) || start < 0 || start >= end || end > segments.length()) {
                return none();
            }
            try (var lines = new LineReader(segments, start)) {
                var line = lines.next().orElseThrow(() -> new IOException("no line at " + start));
                var envelope = Envelope.parse(line.bytes(), 0, line.bytes().length);
                boolean same = Arrays.equals(new MerkleHasher().leaf(line.bytes()), index.node(0, size - 1));
                return same && line.next() == end
                        ? new KnownPart(tree, end, Instant.ofEpochMilli(envelope.millis()))
                        : none();
            }
        } catch (IOException | EntryFormatException e) {
            return none();
        }
    }
}
