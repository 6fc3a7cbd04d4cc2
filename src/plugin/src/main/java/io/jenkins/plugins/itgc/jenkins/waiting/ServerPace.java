package io.jenkins.plugins.itgc.jenkins.waiting;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast waiting gates may look at one server: {@value #LOOKS_PER_MINUTE} looks a minute of all gates together, and none for a
 * while after it failed: 15 seconds, doubling up to 5 minutes with each further failure. Used by one thread.
 */
final class ServerPace {
    /** Looks a minute at one server; each asks about five things, which cost GitHub nothing while they are unchanged. */
    static final int LOOKS_PER_MINUTE = 120;

    private static final Duration BETWEEN = Duration.ofMinutes(1).dividedBy(LOOKS_PER_MINUTE);

    private Instant next = Instant.EPOCH;
    private final BackOff afterFailures = new BackOff();

    /** How long a look must be put off; zero where it may be made now, which is then taken for made. */
    Duration putOff(Instant now) {
        if (now.isBefore(next)) {
            return Duration.between(now, next);
        }
        next = now.plus(BETWEEN);
        return Duration.ZERO;
    }

    void failed(Instant now) {
        next = now.plus(afterFailures.next());
    }

    void answered() {
        afterFailures.reset();
    }
}
