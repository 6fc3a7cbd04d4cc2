package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.format.EntryFormatException;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.ledger.format.IndexFiles;
import io.jenkins.plugins.itgc.ledger.format.Line;
import io.jenkins.plugins.itgc.ledger.format.LineReader;
import io.jenkins.plugins.itgc.ledger.format.Segment;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import io.jenkins.plugins.itgc.ledger.merkle.CompactTree;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.merkle.MerkleHasher;
import io.jenkins.plugins.itgc.ledger.verify.Finding.Kind;
import io.jenkins.plugins.itgc.ledger.verify.Finding.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads lines again, one after another, to say more about them than a root can. */
final class SecondLook {
    private final SegmentList segments;
    private final Findings findings;
    private @Nullable Segment segment;
    private long lineInSegment;
    private long linesSkipped;

    SecondLook(SegmentList segments, Findings findings) {
        this.segments = segments;
        this.findings = findings;
    }

    /** Looks at one line, at its place. */
    private interface Look {
        Optional<Finding> at(Line line, Place place) throws IOException;
    }

    /**
     * Names the entries that were changed: those whose leaf hash is not the one in the index, where the index itself
     * leads to the signed root and is thereby proved. Says whether it does.
     */
    boolean nameChanged(Path derived, long size, HashValue root) throws IOException {
        try (var index = IndexFiles.read(derived)) {
            if (index.size() < size || !leavesLeadTo(root, index, size)) {
                return false;
            }
            var hasher = new MerkleHasher();
            look(0, 0, (line, place) -> {
                boolean known = place.index() < size;
                return known && !Arrays.equals(hasher.leaf(line.bytes()), index.node(0, place.index()))
                        ? Optional.of(Finding.at(
                                Kind.CHANGED, place, "it is not the entry that was signed: its line was changed"))
                        : Optional.empty();
            });
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Parses whole the lines from an offset on.
     *
     * @param index the entry that stands there
     * @param linesBefore how many lines its segment has before it
     */
    void parse(long offset, long index, long linesBefore) throws IOException {
        linesSkipped = linesBefore;
        look(offset, index, (line, place) -> {
            try {
                EntryLine.parse(line.bytes());
                return Optional.empty();
            } catch (EntryFormatException e) {
                return Optional.of(Finding.at(Kind.MALFORMED, place, String.valueOf(e.getMessage())));
            }
        });
    }

    private void look(long offset, long index, Look look) throws IOException {
        segment = null;
        long expected = index;
        try (var lines = new LineReader(segments, offset)) {
            for (var next = lines.next(); next.isPresent(); next = lines.next()) {
                var line = next.get();
                if (!line.ended() || line.offset() >= segments.length()) {
                    return;
                }
                var place = place(line, expected);
                look.at(line, place).ifPresent(findings::add);
                expected = place.index() + 1;
            }
        }
    }

    /** By the index that the line claims: where one entry is missing, all later ones would seem changed otherwise. */
    private Place place(Line line, long expected) throws IOException {
        if (!line.segment().equals(segment)) {
            segment = line.segment();
            lineInSegment = line.offsetInSegment() == 0 ? 0 : linesSkipped;
        }
        lineInSegment++;
        try {
            var envelope = Envelope.parse(line.bytes(), 0, line.bytes().length);
            return new Place(segment.name(), lineInSegment, envelope.index());
        } catch (EntryFormatException e) {
            return new Place(segment.name(), lineInSegment, expected);
        }
    }

    private static boolean leavesLeadTo(HashValue root, IndexFiles index, long size) throws IOException {
        var tree = new CompactTree();
        for (long leaf = 0; leaf < size; leaf++) {
            tree.append(index.node(0, leaf), node -> {});
        }
        return tree.root().equals(root);
    }
}
