package io.jenkins.plugins.itgc.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that only waiting moves. */
public final class FakeTime implements Time {
    public static final Instant START = Instant.parse("2026-11-03T14:00:00Z");

    private final List<Duration> waits = new ArrayList<>();
    private Duration elapsed = Duration.ZERO;

    @Override
    public synchronized Instant now() {
        return START.plus(elapsed);
    }

    @Override
    public synchronized long nanoTime() {
        return elapsed.toNanos();
    }

    @Override
    public synchronized void sleep(Duration duration) {
        waits.add(duration);
        elapsed = elapsed.plus(duration);
    }

    /** What was waited, in order. */
    public synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }
}
