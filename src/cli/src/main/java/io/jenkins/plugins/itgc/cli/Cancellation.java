package io.jenkins.plugins.itgc.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Ctrl-C and kill: the command is told, and has a moment to leave nothing half-written before the process ends. */
final class Cancellation {
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private Cancellation() {}

    /** Runs a command; where a signal ends the process meanwhile, the thread is interrupted and waited for. */
    static int tidy(IntSupplier command) {
        var ended = new CountDownLatch(1);
        Thread running = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running, ended), "cancellation"));
        try {
            return command.getAsInt();
        } finally {
            ended.countDown();
        }
    }

    private static void stop(Thread running, CountDownLatch ended) {
        if (ended.getCount() > 0) {
            running.interrupt();
            try {
                ended.await(MOMENT.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
