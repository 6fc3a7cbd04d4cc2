package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.format.Segment;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Has the parts of a log checked side by side, and takes their results in order; a few are under way at a time. */
final class RangeRunner {
    private static final long RANGE = 2 << 20;

    private final LogCheck log;
    private final SegmentList segments;
    private final VerifyProgress progress;
    private final Deque<Future<RangeResult>> underWay = new ArrayDeque<>();

    RangeRunner(LogCheck log, SegmentList segments, VerifyProgress progress) {
        this.log = log;
        this.segments = segments;
        this.progress = progress;
    }

    void run() throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        var pool = Executors.newFixedThreadPool(threads, task -> {
            var thread = new Thread(task, "ledger verification");
            thread.setDaemon(true);
            return thread;
        });
        try {
            run(pool, 2 * threads);
        } finally {
            pool.shutdownNow();
        }
    }

    private void run(ExecutorService pool, int most) throws IOException {
        long done = 0;
        for (var range : ranges()) {
            underWay.add(pool.submit(range));
            if (underWay.size() == most) {
                takeNext();
                done += RANGE;
                progress.checked(Math.min(done, segments.length()), segments.length());
            }
        }
        while (!underWay.isEmpty()) {
            takeNext();
        }
        progress.checked(segments.length(), segments.length());
    }

    private void takeNext() throws IOException {
        try {
            log.take(underWay.remove().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while verifying");
        } catch (ExecutionException e) {
            throw new IOException("cannot read a segment: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private List<RangeCheck> ranges() {
        var ranges = new ArrayList<RangeCheck>();
        var all = segments.segments();
        for (int i = 0; i < all.size(); i++) {
            long end = i + 1 < all.size() ? all.get(i + 1).start() : segments.length();
            add(ranges, all.get(i), end - all.get(i).start());
        }
        return ranges;
    }

    private static void add(List<RangeCheck> ranges, Segment segment, long length) {
        for (long from = 0; from < length; from += RANGE) {
            ranges.add(new RangeCheck(segment, from, Math.min(from + RANGE, length)));
        }
    }
}
