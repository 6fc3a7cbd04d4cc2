package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.publication.PublicationProgress;
import java.time.Duration;
import java.util.Locale;

/** Says every two seconds how far a publication has come; one that is done sooner says nothing. */
final class PublicationLine implements PublicationProgress {
    private static final long EVERY = Duration.ofSeconds(2).toNanos();

    private final Screen screen;
    private long last = System.nanoTime();

    PublicationLine(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void reached(Step step, long done, long total) {
        long now = System.nanoTime();
        if (now - last >= EVERY && total > 0) {
            last = now;
            screen.line(step.name().toLowerCase(Locale.ROOT) + " " + done + " of " + total + " new entries");
        }
    }
}
