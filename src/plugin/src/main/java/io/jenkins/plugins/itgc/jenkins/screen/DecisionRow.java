package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.history.DecisionSummary;
import io.jenkins.plugins.itgc.text.PlainText;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One decision in a list. */
@ExportedBean(defaultVisibility = 999)
public final class DecisionRow {
    private static final int BRIEF = 7;

    private final DecisionSummary decision;

    public DecisionRow(DecisionSummary decision) {
        this.decision = decision;
    }

    @Exported
    public long getEntry() {
        return decision.index();
    }

    @Exported
    public String getAt() {
        return decision.at().toString();
    }

    public String getShownAt() {
        return Shown.minute(decision.at());
    }

    @Exported
    public String getService() {
        return PlainText.harmless(decision.service());
    }

    @Exported
    public String getEnvironment() {
        return PlainText.harmless(decision.environment());
    }

    @Exported
    public String getCommit() {
        return PlainText.harmless(decision.commit());
    }

    public String getBriefCommit() {
        return getCommit().substring(0, Math.min(BRIEF, getCommit().length()));
    }

    /** {@code allowed}, {@code emergency}, {@code overridden}, {@code observed}, {@code blocked}, … */
    @Exported
    public String getResolution() {
        return decision.resolution().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String getVerdict() {
        return Words.of(decision.resolution());
    }

    public Tone getTone() {
        return Tone.of(decision.resolution());
    }

    @Exported
    public @Nullable String getDeployer() {
        return decision.deployer().map(PlainText::harmless).orElse(null);
    }

    @Exported
    public List<Integer> getPullRequests() {
        return decision.pullRequests();
    }

    public String getShownPullRequests() {
        return String.join(
                ", ", getPullRequests().stream().map(number -> "#" + number).toList());
    }

    @Exported
    public List<String> getTickets() {
        return decision.tickets().stream().map(PlainText::harmless).toList();
    }

    @Exported
    public List<String> getReasons() {
        return decision.reasons().stream().map(PlainText::harmless).toList();
    }

    /** How the deployment ended, where that is known: {@code success}, {@code failure}, {@code aborted}. */
    @Exported
    public @Nullable String getOutcome() {
        return decision.outcome()
                .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
                .orElse(null);
    }

    public @Nullable String getShownOutcome() {
        return decision.outcome().map(Words::of).orElse(null);
    }

    /** Path of the run below Jenkins' root, where it is one of this Jenkins. */
    @Exported
    public @Nullable String getRun() {
        return WebLinks.build(decision.buildUrl()).orElse(null);
    }

    @Exported
    public String getLeafHash() {
        return decision.leafHash();
    }
}
