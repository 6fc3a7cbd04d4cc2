package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.jenkins.controltest.TestFolder;
import io.jenkins.plugins.itgc.jenkins.controltest.TestPlan;
import io.jenkins.plugins.itgc.jenkins.controltest.Works;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A test in the list of tests. */
public final class TestRow {
    private final TestFolder folder;
    private Optional<TestPlan> plan = Optional.empty();
    private @Nullable String trouble;

    TestRow(TestFolder folder) {
        this.folder = folder;
        try {
            plan = Optional.of(folder.plan());
        } catch (IOException e) {
            trouble = PlainText.harmless(String.valueOf(e.getMessage()));
        }
    }

    public String getId() {
        return folder.id();
    }

    /** Why nothing can be said of it. */
    public @Nullable String getTrouble() {
        return trouble;
    }

    public String getPeriod() {
        return plan.map(TestRow::period).orElse("");
    }

    static String period(TestPlan plan) {
        return Messages.TestRow_period(
                plan.query().from(),
                plan.query().to(),
                PlainText.harmless(plan.query().zone().getId()));
    }

    public String getScope() {
        return plan.map(TestRow::scope).orElse("");
    }

    static String scope(TestPlan plan) {
        return names(plan.query().environments(), Messages.TestRow_allEnvironments()) + "; "
                + names(plan.query().services(), Messages.TestRow_allServices());
    }

    private static String names(Set<String> names, String all) {
        return names.isEmpty() ? all : PlainText.harmless(String.join(", ", names));
    }

    /** How far it has come. */
    public String getState() throws IOException {
        if (Works.get().at(folder.id()).filter(work -> work.isRunning()).isPresent()) {
            return Messages.TestRow_running();
        }
        if (!folder.bundles().isEmpty()) {
            return Messages.TestRow_bundled();
        }
        if (folder.worksheetDirectory().isPresent()) {
            return Messages.TestRow_worksheet();
        }
        if (folder.isDrawn()) {
            return Messages.TestRow_drawn();
        }
        return folder.isFrozen() ? Messages.TestRow_frozen() : Messages.TestRow_notFrozen();
    }

    public String getBy() {
        return plan.map(known -> PlainText.harmless(known.by().toString())).orElse("");
    }

    public Instant getAt() {
        return plan.map(TestPlan::at).orElse(Instant.EPOCH);
    }

    public String getShownAt() {
        return plan.map(known -> Shown.minute(known.at())).orElse("");
    }
}
