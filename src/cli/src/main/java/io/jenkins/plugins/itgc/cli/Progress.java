package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.bundle.BundleProgress;
import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.exceptions.OpeningProgress;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import io.jenkins.plugins.itgc.publication.PublicationProgress;
import io.jenkins.plugins.itgc.worksheet.WorksheetProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Says every two seconds how far something has come, or for how long it has been under way; what is done sooner says nothing. */
final class Progress implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Progress::thread);
    private volatile Supplier<String> words;

    private Progress(String what) {
        long begun = System.nanoTime();
        words = () -> what + ": " + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s so far";
    }

    static Progress silent() {
        return new Progress("");
    }

    static Progress on(Screen screen, String what) {
        var progress = new Progress(what);
        progress.clock.scheduleAtFixedRate(
                () -> screen.line(progress.words.get()), EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return progress;
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    }

    VerifyProgress verifying() {
        return (bytes, total) -> {
            if (total > 0) {
                words = () -> "verified " + bytes * 100 / total + " % of " + (total >> 20) + " MiB";
            }
        };
    }

    WorksheetProgress judging() {
        return this::done;
    }

    OpeningProgress opening() {
        return (done, total) -> done("entries looked at", done, total);
    }

    BundleProgress bundling() {
        return this::done;
    }

    PublicationProgress publishing() {
        return (step, done, total) -> done("new entries " + step.name().toLowerCase(Locale.ROOT), done, total);
    }

    /** So many of something were done, of a total that is 0 where it is not known. */
    private void done(String what, long done, long total) {
        words = () -> done + (total > 0 ? " of " + total : "") + " " + what;
    }

    /** Says no more. */
    @Override
    public void close() {
        clock.shutdownNow();
    }
}
