package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.worksheet.WorksheetProgress;
import java.time.Duration;

/** Says every two seconds how far a worksheet has come; one that is made sooner says nothing. */
final class WorksheetProgressLine implements WorksheetProgress {
    private static final long EVERY = Duration.ofSeconds(2).toNanos();

    private final Screen screen;
    private long last = System.nanoTime();

    WorksheetProgressLine(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void done(String what, long done, long total) {
        long now = System.nanoTime();
        if (now - last >= EVERY) {
            last = now;
            screen.line(done + (total > 0 ? " of " + total : "") + " " + what);
        }
    }
}
