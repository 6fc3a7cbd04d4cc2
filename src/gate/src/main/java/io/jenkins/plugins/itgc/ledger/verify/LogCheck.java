package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.ledger.format.IndexBuffer;
import io.jenkins.plugins.itgc.ledger.format.Segment;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import io.jenkins.plugins.itgc.ledger.merkle.CompactTree;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.verify.Finding.Kind;
import io.jenkins.plugins.itgc.ledger.verify.Finding.Place;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Joins the results of all parts of a log, in their order: one tree, one succession of entries. */
final class LogCheck {
    private final SegmentList segments;
    private final long coveredSize;
    private final Findings findings;
    private final DerivedCheck derived;
    private final boolean beingWritten;
    private final CompactTree tree = new CompactTree();
    private final IndexBuffer indexed = new IndexBuffer();
    private @Nullable HashValue coveredRoot;
    private long coveredEnd;
    private long coveredLines;
    private @Nullable Segment segment;
    private @Nullable Envelope last;
    private long linesInSegment;

    /**
     * A check of a log.
     *
     * @param coveredSize how many entries the checkpoint covers
     * @param beingWritten whether the last line may be on its way to the disk
     */
    LogCheck(SegmentList segments, long coveredSize, Findings findings, DerivedCheck derived, boolean beingWritten) {
        this.segments = segments;
        this.coveredSize = coveredSize;
        this.findings = findings;
        this.derived = derived;
        this.beingWritten = beingWritten;
        noteCoveredRoot(0, 0);
    }

    /** Takes the next part. */
    void take(RangeResult part) throws IOException {
        if (!part.segment().equals(segment)) {
            segment = part.segment();
            linesInSegment = 0;
        }
        succession(part);
        for (var problem : part.problems()) {
            long index = problem.index() < 0 ? tree.size() + problem.line() : problem.index();
            findings.add(Finding.at(problem.kind(), place(problem.line(), index), problem.message()));
        }
        for (int line = 0; line < part.lines(); line++) {
            indexed.add(tree, part.leafHash(line), part.end(line));
            noteCoveredRoot(part.end(line), linesInSegment + line + 1);
        }
        linesInSegment += part.lines();
        derived.compare(indexed);
        indexed.clear();
        if (part.unended() > 0) {
            unended(part);
        }
    }

    long size() {
        return tree.size();
    }

    HashValue root() {
        return tree.root();
    }

    /** The root over the entries that the checkpoint covers, if there are that many. */
    @Nullable
    HashValue coveredRoot() {
        return coveredRoot;
    }

    /** Where the entries end that the checkpoint covers. */
    long coveredEnd() {
        return coveredEnd;
    }

    /** How many of their lines stand in the last segment that they reach into. */
    long coveredLines() {
        return coveredLines;
    }

    private void noteCoveredRoot(long end, long lines) {
        if (tree.size() == coveredSize) {
            coveredRoot = tree.root();
            coveredEnd = end;
            coveredLines = lines;
        }
    }

    private void succession(RangeResult part) {
        var first = part.first();
        if (first != null) {
            long malformed = part.linesBeforeFirst();
            var before = last == null && malformed == 0
                    ? null
                    : new Envelope(
                            (last == null ? -1 : last.index()) + malformed,
                            "",
                            last == null ? Long.MIN_VALUE : last.millis());
            Succession.check(
                    before,
                    first,
                    (index, kind, message) ->
                            findings.add(Finding.at(kind, place(part.linesBeforeFirst(), index), message)));
            last = part.last();
        } else if (last != null) {
            last = new Envelope(last.index() + part.lines(), last.kind(), last.millis());
        }
    }

    private void unended(RangeResult part) {
        boolean newest = segments.last().filter(part.segment()::equals).isPresent();
        if (beingWritten && newest) {
            return;
        }
        findings.add(Finding.at(
                Kind.TORN,
                place(0, tree.size()),
                part.unended() + " bytes behind the last line end are no whole entry; "
                        + "opening the ledger for writing sets them aside"));
    }

    private Place place(int line, long index) {
        return new Place(segment == null ? "" : segment.name(), linesInSegment + line + 1, index);
    }
}
