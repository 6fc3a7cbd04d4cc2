package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.Extension;
import hudson.model.BuildBadgeAction;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.itgc.history.Resolution;
import io.jenkins.plugins.itgc.jenkins.run.ChangeGateAction;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import jenkins.model.TransientActionFactory;
import org.jspecify.annotations.Nullable;

/** The gate's mark in the list of builds: the gravest of what the run's gates decided. */
public final class GateBadge extends InvisibleAction implements BuildBadgeAction {
    private final Run<?, ?> run;
    private final List<Long> decisions;

    private GateBadge(Run<?, ?> run, List<Long> decisions) {
        this.run = run;
        this.decisions = decisions;
    }

    private Optional<Resolution> gravest() {
        return GateMarks.get().gravest(decisions);
    }

    /** Absent where the ledger does not tell. */
    public @Nullable Tone getTone() {
        return gravest().map(Tone::of).orElse(null);
    }

    public String getWords() {
        return gravest().map(Words::of).map(Messages::GateBadge_words).orElse("");
    }

    public String getUrl() {
        return run.getUrl() + "change-gate/";
    }

    /** Adds the badge to runs with a gate. */
    @Extension
    @SuppressWarnings({"rawtypes", "unchecked"}) // the class that is asked for is raw
    public static final class Factory extends TransientActionFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<GateBadge> actionType() {
            return GateBadge.class;
        }

        @Override
        public Collection<GateBadge> createFor(Run target) {
            return gate((Run<?, ?>) target)
                    .map(gate -> List.of(new GateBadge(target, gate.getDecisions())))
                    .orElse(List.of());
        }
    }

    /** The run's gates, where it had any. */
    static Optional<ChangeGateAction> gate(Run<?, ?> run) {
        // Only the stored actions: asking for all of them would ask the factories again.
        return run.getActions().stream()
                .filter(ChangeGateAction.class::isInstance)
                .map(ChangeGateAction.class::cast)
                .filter(gate -> !gate.getDecisions().isEmpty())
                .findFirst();
    }
}
