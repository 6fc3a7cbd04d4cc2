package io.jenkins.plugins.itgc.jenkins.waiting;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double from 15 seconds to 5 minutes, each shortened by up to a fifth so that not all end at the same time. */
final class BackOff {
    static final Duration FIRST = Duration.ofSeconds(15);
    static final Duration LONGEST = Duration.ofMinutes(5);

    private Duration pause = FIRST;

    Duration next() {
        Duration now = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return now.minusMillis(ThreadLocalRandom.current().nextLong(now.toMillis() / 5));
    }

    void reset() {
        pause = FIRST;
    }
}
