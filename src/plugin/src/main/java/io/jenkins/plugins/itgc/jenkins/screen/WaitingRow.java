package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.itgc.jenkins.waiting.WaitingGate;
import io.jenkins.plugins.itgc.text.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A waiting gate in a list. */
@ExportedBean(defaultVisibility = 999)
public final class WaitingRow {
    private final WaitingGate gate;
    private final Instant now;

    WaitingRow(WaitingGate gate, Instant now) {
        this.gate = gate;
        this.now = now;
    }

    @Exported
    public String getId() {
        return gate.id();
    }

    @Exported
    public String getService() {
        return PlainText.harmless(gate.service());
    }

    @Exported
    public String getEnvironment() {
        return PlainText.harmless(gate.environment());
    }

    @Exported
    public long getDecision() {
        return gate.decision();
    }

    /** The path of the run below Jenkins' root; absent where the reader may not see its job. */
    @Exported
    public @Nullable String getRun() {
        return mayRead() ? gate.run().getUrl() : null;
    }

    public @Nullable String getRunName() {
        return mayRead() ? gate.run().getFullDisplayName() : null;
    }

    private boolean mayRead() {
        Run<?, ?> run = gate.run();
        return run.getParent().hasPermission(Item.READ);
    }

    @Exported
    public String getSince() {
        return gate.since().toString();
    }

    public String getShownSince() {
        return Shown.minute(gate.since());
    }

    public String getLasting() {
        return Shown.lasting(Duration.between(gate.since(), now));
    }

    @Exported
    public String getDeadline() {
        return gate.deadline().toString();
    }

    public String getShownDeadline() {
        return Shown.minute(gate.deadline());
    }

    public String getLeft() {
        return Shown.left(gate.deadline(), now);
    }

    @Exported
    public @Nullable String getCheckedAt() {
        return gate.checkedAt().map(Instant::toString).orElse(null);
    }

    public @Nullable String getShownCheckedAt() {
        return gate.checkedAt().map(Shown::minute).orElse(null);
    }

    @Exported
    public List<String> getMissing() {
        return gate.missing().stream().map(PlainText::harmless).toList();
    }
}
