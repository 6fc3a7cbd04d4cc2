package io.jenkins.plugins.itgc.jenkins.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The looks of all waiting gates at one server, one after the other: {@value #LOOKS_PER_MINUTE} a minute, and none for a while
 * after it failed: 15 seconds, doubling up to 5 minutes with each further failure. First come those that somebody asked for,
 * then the one that has waited longest for its turn. For the poller's thread alone.
 */
final class ServerPace {
    /** Looks a minute at one server; each asks about five things, which cost GitHub nothing while they are unchanged. */
    static final int LOOKS_PER_MINUTE = 120;

    private static final Logger LOGGER = Logger.getLogger(ServerPace.class.getName());
    private static final Duration BETWEEN = Duration.ofMinutes(1).dividedBy(LOOKS_PER_MINUTE);

    private final Poller poller;
    private final Queue<Look> askedFor = new ArrayDeque<>();
    private final Queue<Look> due = new ArrayDeque<>();
    private final BackOff afterFailures = new BackOff();
    private Instant next = Instant.EPOCH;
    private boolean arranged;

    ServerPace(Poller poller) {
        this.poller = poller;
    }

    /** A gate's look, when its turn has come. */
    @FunctionalInterface
    interface Look {
        /** Looks, unless there is no need to any more; whether the server was asked. */
        boolean look();
    }

    /** Has a gate look when its turn comes. */
    void queue(Look look) {
        due.add(look);
        arrange();
    }

    /** The same before all gates that nobody asked for. */
    void queueFirst(Look look) {
        askedFor.add(look);
        arrange();
    }

    void failed(Instant now) {
        next = now.plus(afterFailures.next());
    }

    void answered() {
        afterFailures.reset();
    }

    private void arrange() {
        if (arranged || askedFor.isEmpty() && due.isEmpty()) {
            return;
        }
        Duration in = Duration.between(Instant.now(), next);
        try {
            poller.schedule(this::turn, in.isNegative() ? Duration.ZERO : in);
            arranged = true;
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins is ending; what waits goes on when it is back", e);
        }
    }

    private void turn() {
        arranged = false;
        Instant before = next;
        next = Instant.now().plus(BETWEEN);
        try {
            if (!oneLooks()) {
                next = before;
            }
        } finally {
            arrange();
        }
    }

    private boolean oneLooks() {
        for (Look look = first(); look != null; look = first()) {
            if (look.look()) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Look first() {
        return askedFor.isEmpty() ? due.poll() : askedFor.poll();
    }
}
