package io.jenkins.plugins.itgc.http;

import java.time.Duration;
import java.time.Instant;

/** The clock that requests are timed by, and the waiting between them. */
public interface Time {
    /** The time of day, UTC. */
    Instant now();

    /** Nanoseconds that only ever go forward, for deadlines; see {@link System#nanoTime()}. */
    long nanoTime();

    void sleep(Duration duration) throws InterruptedException;

    /** The machine's own clock. */
    static Time system() {
        return new Time() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
            }
        };
    }
}
