package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.Screen;
import java.time.Duration;
import java.util.function.Supplier;

/** Says every two seconds how far something has come; what is done sooner says nothing. */
final class ProgressLine {
    private static final long EVERY = Duration.ofSeconds(2).toNanos();

    private final Screen screen;
    private long last = System.nanoTime();

    ProgressLine(Screen screen) {
        this.screen = screen;
    }

    /** Says it, if it is time to. */
    synchronized void reached(Supplier<String> words) {
        long now = System.nanoTime();
        if (now - last >= EVERY) {
            last = now;
            screen.line(words.get());
        }
    }

    /** That many bytes were verified. */
    void verified(long bytes, long total) {
        if (total > 0) {
            reached(() -> "verified " + bytes * 100 / total + " % of " + (total >> 20) + " MiB");
        }
    }

    /** So many of something were done, of a total that is 0 where it is not known. */
    void done(String what, long done, long total) {
        reached(() -> done + (total > 0 ? " of " + total : "") + " " + what);
    }
}
