package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.history.OwedReview;
import io.jenkins.plugins.itgc.text.PlainText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A review that is owed. */
@ExportedBean(defaultVisibility = 999)
public final class OwedRow {
    private final OwedReview owed;
    private final Instant now;

    OwedRow(OwedReview owed, Instant now) {
        this.owed = owed;
        this.now = now;
    }

    @Exported
    public long getDecision() {
        return owed.decision();
    }

    @Exported
    public String getService() {
        return PlainText.harmless(owed.service());
    }

    @Exported
    public String getEnvironment() {
        return PlainText.harmless(owed.environment());
    }

    /** Whether a blocked decision was overridden; otherwise an emergency was declared. */
    @Exported
    public boolean isOverride() {
        return owed.override().isPresent();
    }

    /** Who declared it or overrode the gate. */
    @Exported
    public String getBy() {
        return PlainText.harmless(Shown.person(owed.by()));
    }

    @Exported
    public String getSince() {
        return owed.since().toString();
    }

    public String getShownSince() {
        return Shown.minute(owed.since());
    }

    @Exported
    public @Nullable String getDue() {
        return owed.due().map(Instant::toString).orElse(null);
    }

    public @Nullable String getShownDue() {
        return owed.due().map(Shown::minute).orElse(null);
    }

    @Exported
    public boolean isOverdue() {
        return owed.due().filter(due -> due.isBefore(now)).isPresent();
    }

    public String getLeft() {
        return owed.due().map(due -> Shown.left(due, now)).orElse("");
    }
}
