package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.itgc.jenkins.run.ChangeGateAction;
import java.util.Collection;
import java.util.List;
import jenkins.model.Tab;
import jenkins.model.TransientActionFactory;
import jenkins.model.experimentalflags.UserExperimentalFlag;

/** The tab of Jenkins' new page of a run; the older page lists the action itself. */
public final class GateTab extends Tab {
    private static final String NEW_PAGE = "jenkins.model.experimentalflags.NewBuildPageUserExperimentalFlag";

    private final ChangeGateAction gate;

    private GateTab(Run<?, ?> run, ChangeGateAction gate) {
        super(run);
        this.gate = gate;
    }

    @Override
    public String getIconFileName() {
        return ChangeControl.SYMBOL;
    }

    @Override
    public String getDisplayName() {
        return gate.getDisplayName();
    }

    @Override
    public String getUrlName() {
        return gate.getUrlName();
    }

    /** Adds the tab to runs with a gate. */
    @Extension
    @SuppressWarnings("rawtypes") // the class that is asked for is raw
    public static final class Factory extends TransientActionFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<GateTab> actionType() {
            return GateTab.class;
        }

        @Override
        public Collection<GateTab> createFor(Run target) {
            if (!Boolean.TRUE.equals(UserExperimentalFlag.<Boolean>getFlagValueForCurrentUser(NEW_PAGE))) {
                return List.of();
            }
            return GateBadge.gate((Run<?, ?>) target)
                    .map(gate -> List.of(new GateTab((Run<?, ?>) target, gate)))
                    .orElse(List.of());
        }
    }
}
