package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.history.BlockedDeployment;
import io.jenkins.plugins.itgc.text.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A deployment that is blocked now, and whose run does not wait. */
@ExportedBean(defaultVisibility = 999)
public final class BlockedRow {
    private final BlockedDeployment blocked;
    private final List<String> reasons;
    private final @Nullable String run;
    private final Instant now;

    /**
     * @param reasons codes of what blocks
     * @param run path of the run, where it is one of this Jenkins
     */
    BlockedRow(BlockedDeployment blocked, List<String> reasons, @Nullable String run, Instant now) {
        this.blocked = blocked;
        this.reasons = List.copyOf(reasons);
        this.run = run;
        this.now = now;
    }

    @Exported
    public long getDecision() {
        return blocked.decision();
    }

    @Exported
    public String getService() {
        return PlainText.harmless(blocked.service());
    }

    @Exported
    public String getEnvironment() {
        return PlainText.harmless(blocked.environment());
    }

    @Exported
    public String getSince() {
        return blocked.at().toString();
    }

    public String getShownSince() {
        return Shown.minute(blocked.at());
    }

    public String getLasting() {
        return Shown.lasting(Duration.between(blocked.at(), now));
    }

    @Exported
    public List<String> getReasons() {
        return reasons;
    }

    @Exported
    public @Nullable String getRun() {
        return run;
    }
}
