package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.format.IndexFiles;
import io.jenkins.plugins.itgc.ledger.format.LedgerFiles;
import io.jenkins.plugins.itgc.ledger.format.Segment;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import io.jenkins.plugins.itgc.ledger.verify.Finding.Kind;
import io.jenkins.plugins.itgc.ledger.verify.NeighbourLines.Neighbour;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the entries of a period from a ledger of files, several parts at a time, and proves that they are those of the signed
 * tree and that none of them is missing. What it costs grows with the months of the period, not with the ledger.
 *
 * <p>The months that the period touches are read whole, with the line before and the line after the period. Their hashes, put
 * behind the subtrees that the index has of all that is before, give a root; a consistency proof made from the index shows
 * that the signed tree begins with the tree of that root. The index need not be believed for that: with other hashes in it
 * the proof does not hold.
 *
 * @param <P> what is shown the entries of one part
 */
public final class PeriodReader<P extends EntrySink> {
    private final LedgerFiles files;
    private final long fromMilli;
    private final long endMilli;
    private final Supplier<P> parts;
    private final Receiver<P> receiver;

    /** Receives the parts in the order of the log. */
    @FunctionalInterface
    public interface Receiver<P> {
        /** A part that was read. */
        void receive(P part) throws IOException;
    }

    /**
     * @param directory the ledger's directory
     * @param from the first moment of the period
     * @param end the first moment after it
     * @param parts makes what is shown the entries of a part; only those of the period are shown
     * @param receiver is given each of those when its part was read
     */
    public PeriodReader(Path directory, Instant from, Instant end, Supplier<P> parts, Receiver<P> receiver) {
        this.files = new LedgerFiles(directory);
        this.fromMilli = from.toEpochMilli();
        this.endMilli = end.toEpochMilli();
        this.parts = parts;
        this.receiver = receiver;
    }

    /**
     * Reads the period.
     *
     * @param expectedKey the key that must have signed; absent to believe the one beside the ledger
     * @throws LedgerException where there is no ledger, or it cannot be read; what is wrong with it is in the report
     * @throws IOException where the receiver fails, or this thread is interrupted
     */
    public PeriodReport read(Optional<VerifierKey> expectedKey, VerifyProgress progress) throws IOException {
        files.requireThere();
        var findings = new Findings();
        boolean beingWritten = FileLedger.isBeingWritten(files.directory());
        var check = new CheckpointCheck(files, findings);
        check.run(expectedKey);
        if (check.signed().isEmpty() && findings.isEmpty()) {
            findings.add(Finding.of(Kind.CHECKPOINT, "there is no checkpoint"));
        }
        var segments = SegmentList.of(files.directory());
        List<Segment> touched = segments.segments().stream()
                .filter(segment -> segment.endMilli() > fromMilli && segment.firstMilli() < endMilli)
                .toList();
        var neighbours = new NeighbourLines(segments);
        Optional<Neighbour> before = neighbours.lastBefore(fromMilli);
        try (var index = new OptionalIndex(files.derived())) {
            var proof =
                    new PeriodProof(index.files(), check.signed().map(signed -> signed.checkpoint()), before, findings);
            var log = new PeriodLog(proof, segments, beingWritten, before, findings);
            new RangeRunner(progress).run(ranges(segments, touched, log), log.lengthOf(touched));
            if (!log.pastEnd()) {
                Optional<Neighbour> after = neighbours.firstFrom(endMilli);
                if (after.isPresent()) {
                    log.takeAfter(after.get());
                }
            }
            proof.finish(log.endEntry(), log.pastEnd());
            return new PeriodReport(
                    check.signed(), check.key(), log.firstEntry(), log.endEntry(), proof.holds(), findings.listed());
        }
    }

    private List<RangeRunner.Range> ranges(SegmentList segments, List<Segment> touched, PeriodLog log) {
        var ranges = new ArrayList<RangeRunner.Range>();
        for (var segment : touched) {
            for (var bounds : RangeRunner.bounds(segments.lengthOf(segment))) {
                ranges.add(range(segment, bounds, log));
            }
        }
        return ranges;
    }

    private RangeRunner.Range range(Segment segment, RangeRunner.Bounds bounds, PeriodLog log) {
        // What a part collects is made when its turn comes, and dropped when it was received.
        return new RangeRunner.Range() {
            private Optional<PeriodPart<P>> part = Optional.empty();

            @Override
            public RangeResult call() throws IOException {
                var fresh = new PeriodPart<>(parts.get(), fromMilli, endMilli);
                part = Optional.of(fresh);
                return fresh.hash(new RangeCheck(segment, bounds.from(), bounds.to(), fresh).call());
            }

            @Override
            public void take(RangeResult result) throws IOException {
                var read = part.orElseThrow();
                part = Optional.empty();
                log.take(result, read);
                receiver.receive(read.sink());
            }
        };
    }

    /** The index, where there is one. */
    private record OptionalIndex(Optional<IndexFiles> files) implements Closeable {
        OptionalIndex(Path derived) throws IOException {
            this(open(derived));
        }

        private static Optional<IndexFiles> open(Path derived) throws IOException {
            try {
                return Optional.of(IndexFiles.read(derived));
            } catch (FileNotFoundException e) {
                return Optional.empty();
            }
        }

        @Override
        public void close() throws IOException {
            if (files.isPresent()) {
                files.get().close();
            }
        }
    }
}
