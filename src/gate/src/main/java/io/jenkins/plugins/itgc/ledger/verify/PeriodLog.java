package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.ledger.format.Segment;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import io.jenkins.plugins.itgc.ledger.verify.Finding.Kind;
import io.jenkins.plugins.itgc.ledger.verify.Finding.Place;
import io.jenkins.plugins.itgc.ledger.verify.NeighbourLines.Neighbour;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins the parts of the months of a period, in their order: one succession of entries, from the line before to the line after. */
final class PeriodLog {
    private final PeriodProof proof;
    private final SegmentList segments;
    private final boolean beingWritten;
    private final Findings findings;
    private @Nullable Segment segment;
    private long linesInSegment;
    private @Nullable Envelope last;
    private long next;
    private long beforePeriod;
    private long inPeriod;
    private final long start;
    private boolean pastEnd;

    PeriodLog(
            PeriodProof proof,
            SegmentList segments,
            boolean beingWritten,
            Optional<Neighbour> before,
            Findings findings) {
        this.proof = proof;
        this.segments = segments;
        this.beingWritten = beingWritten;
        this.findings = findings;
        this.last = before.flatMap(Neighbour::envelope).orElse(null);
        this.start = last == null ? 0 : last.index() + 1;
        this.next = start;
        before.ifPresent(this::checkBefore);
    }

    private void checkBefore(Neighbour line) {
        if (line.envelope().isEmpty()) {
            findings.add(malformed(line));
        } else {
            Succession.check(line.segment(), line.envelope().get(), this::problem);
        }
    }

    /** Takes the next part. */
    void take(RangeResult result, PeriodPart<?> part) {
        if (!result.segment().equals(segment)) {
            segment = result.segment();
            linesInSegment = 0;
        }
        succession(result);
        for (var problem : result.problems()) {
            long index = problem.index() < 0 ? next + problem.line() : problem.index();
            findings.add(Finding.at(problem.kind(), place(problem.line(), index), problem.message()));
        }
        if (!pastEnd) {
            int malformed = result.lines() - part.before() - part.within() - part.after();
            int needed =
                    Math.min(result.lines(), part.before() + part.within() + malformed + (part.after() > 0 ? 1 : 0));
            proof.add(result, part, needed);
        }
        beforePeriod += part.before();
        inPeriod += part.within();
        pastEnd |= part.after() > 0;
        linesInSegment += result.lines();
        next += result.lines();
        boolean onItsWay =
                beingWritten && segments.last().filter(result.segment()::equals).isPresent();
        if (result.unended() > 0 && !onItsWay) {
            findings.add(Finding.at(
                    Kind.TORN,
                    place(0, next),
                    result.unended() + " bytes behind the last line end are no whole entry; "
                            + "opening the ledger for writing sets them aside"));
        }
    }

    /** Takes the first line of the months after the period. */
    void takeAfter(Neighbour after) {
        segment = after.segment();
        linesInSegment = 0;
        if (after.envelope().isEmpty()) {
            findings.add(malformed(after));
            return;
        }
        Succession.check(last, after.envelope().get(), this::problem);
        Succession.check(after.segment(), after.envelope().get(), this::problem);
        proof.add(after);
        pastEnd = true;
    }

    private void succession(RangeResult result) {
        var first = result.first();
        if (first == null) {
            return;
        }
        long malformed = result.linesBeforeFirst();
        var before = malformed == 0 || last == null
                ? last
                : new Envelope(last.index() + malformed, last.kind(), last.millis());
        Succession.check(before, first, this::problem);
        last = result.last();
    }

    private void problem(long index, Kind kind, String message) {
        findings.add(Finding.at(kind, place(0, index), message));
    }

    private Finding malformed(Neighbour line) {
        return Finding.of(Kind.MALFORMED, "a line of " + line.segment().name() + " beside the period is not an entry");
    }

    private Place place(int line, long index) {
        return new Place(segment == null ? "" : segment.name(), linesInSegment + line + 1, index);
    }

    /** How many bytes these segments have. */
    long lengthOf(List<Segment> some) {
        return some.stream().mapToLong(segments::lengthOf).sum();
    }

    /** Index of the first entry of the period, or of the first after it where it has none. */
    long firstEntry() {
        return start + beforePeriod;
    }

    /** Index of the first entry after the period. */
    long endEntry() {
        return start + beforePeriod + inPeriod;
    }

    /** Whether an entry after the period was seen. */
    boolean pastEnd() {
        return pastEnd;
    }
}
