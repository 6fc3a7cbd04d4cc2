package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import io.jenkins.plugins.itgc.text.FileTrouble;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Has the parts of a log checked side by side, and their results taken in order; a few are under way at a time. */
final class RangeRunner {
    private static final long RANGE = 2 << 20;

    private final VerifyProgress progress;
    private final Deque<UnderWay> underWay = new ArrayDeque<>();

    /** A part of a log: checked by any thread, its result taken by the one that runs this. */
    interface Range extends Callable<RangeResult> {
        @Override
        RangeResult call() throws IOException;

        void take(RangeResult result) throws IOException;
    }

    /** Where a part begins and ends in its segment. */
    record Bounds(long from, long to) {}

    private record UnderWay(Range range, Future<RangeResult> result) {}

    RangeRunner(VerifyProgress progress) {
        this.progress = progress;
    }

    /** All parts of a log, for one check of it. */
    static List<Range> ranges(SegmentList segments, LogCheck log) {
        var ranges = new ArrayList<Range>();
        for (var segment : segments.segments()) {
            for (var bounds : bounds(segments.lengthOf(segment))) {
                ranges.add(new Range() {
                    @Override
                    public RangeResult call() throws IOException {
                        return new RangeCheck(segment, bounds.from(), bounds.to()).call();
                    }

                    @Override
                    public void take(RangeResult result) throws IOException {
                        log.take(result);
                    }
                });
            }
        }
        return ranges;
    }

    /** The parts of a segment of this length. */
    static List<Bounds> bounds(long length) {
        var bounds = new ArrayList<Bounds>();
        for (long from = 0; from < length; from += RANGE) {
            bounds.add(new Bounds(from, Math.min(from + RANGE, length)));
        }
        return bounds;
    }

    void run(List<Range> ranges, long totalBytes) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        var pool = Executors.newFixedThreadPool(threads, task -> {
            var thread = new Thread(task, "ledger verification");
            thread.setDaemon(true);
            return thread;
        });
        try {
            run(pool, 2 * threads, ranges, totalBytes);
        } finally {
            pool.shutdownNow();
        }
    }

    private void run(ExecutorService pool, int most, List<Range> ranges, long totalBytes) throws IOException {
        long done = 0;
        for (var range : ranges) {
            underWay.add(new UnderWay(range, pool.submit(range)));
            if (underWay.size() == most) {
                takeNext();
                done += RANGE;
                progress.checked(Math.min(done, totalBytes), totalBytes);
            }
        }
        while (!underWay.isEmpty()) {
            takeNext();
        }
        progress.checked(totalBytes, totalBytes);
    }

    private void takeNext() throws IOException {
        try {
            // A result that is there already is given out even to a thread that was interrupted.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            var next = underWay.remove();
            next.range().take(next.result().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("cancelled; it was not verified");
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof IOException trouble
                    ? FileTrouble.words(trouble)
                    : String.valueOf(e.getCause());
            throw new IOException("cannot read a segment: " + why, e.getCause());
        }
    }
}
