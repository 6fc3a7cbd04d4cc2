package io.jenkins.plugins.itgc.ledger;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
public final class MovableClock implements InstantSource {
    private volatile Instant now;

    public MovableClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void set(Instant time) {
        now = time;
    }

    public void advanceSeconds(long seconds) {
        now = now.plusSeconds(seconds);
    }
}
