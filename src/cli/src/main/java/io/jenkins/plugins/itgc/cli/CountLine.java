package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.bundle.BundleProgress;
import io.jenkins.plugins.itgc.cli.output.Screen;
import java.time.Duration;

/** Says every two seconds how much was done; what is done sooner says nothing. */
final class CountLine implements BundleProgress {
    private static final long EVERY = Duration.ofSeconds(2).toNanos();

    private final Screen screen;
    private long last = System.nanoTime();

    CountLine(Screen screen) {
        this.screen = screen;
    }

    @Override
    public synchronized void done(String what, long done, long total) {
        long now = System.nanoTime();
        if (now - last >= EVERY) {
            last = now;
            screen.line(what + ": " + done + (total > 0 ? " of " + total : ""));
        }
    }
}
