package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import java.time.Duration;

/** Says every two seconds how far a verification has come; one that is done sooner says nothing. */
final class ProgressLine implements VerifyProgress {
    private static final long EVERY = Duration.ofSeconds(2).toNanos();

    private final Screen screen;
    private long last = System.nanoTime();

    ProgressLine(Screen screen) {
        this.screen = screen;
    }

    @Override
    public synchronized void checked(long bytes, long totalBytes) {
        long now = System.nanoTime();
        if (now - last >= EVERY && totalBytes > 0) {
            last = now;
            screen.line("verified " + bytes * 100 / totalBytes + " % of " + (totalBytes >> 20) + " MiB");
        }
    }
}
