package io.jenkins.plugins.itgc.ledger.file;

import io.jenkins.plugins.itgc.ledger.LedgerException;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the checkpoint follow the log from a thread of its own. */
final class CheckpointTimer implements Closeable {
    private static final Logger LOGGER = LoggerFactory.getLogger(CheckpointTimer.class);

    private final ScheduledExecutorService executor;

    /** Looks twice in an interval, so that signing has the other half of it. */
    CheckpointTimer(Appender appender, Path directory, Duration interval) {
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "checkpoints of " + directory);
            thread.setDaemon(true);
            return thread;
        });
        long pause = Math.max(1, interval.toMillis() / 2);
        executor.scheduleWithFixedDelay(() -> sign(appender, directory), pause, pause, TimeUnit.MILLISECONDS);
    }

    private static void sign(Appender appender, Path directory) {
        try {
            appender.catchUp();
        } catch (LedgerException e) {
            LOGGER.error("The ledger in {} takes no more entries: {}", directory, e.getMessage(), e);
        }
    }

    /** Returns when no signing is under way any more. */
    @Override
    public void close() {
        executor.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = executor.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
