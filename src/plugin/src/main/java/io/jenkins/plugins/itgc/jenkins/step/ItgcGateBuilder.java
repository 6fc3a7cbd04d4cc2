package io.jenkins.plugins.itgc.jenkins.step;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractProject;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.jenkins.discovery.Discovery;
import io.jenkins.plugins.itgc.jenkins.judging.Judge;
import io.jenkins.plugins.itgc.jenkins.run.ChangeGateAction;
import io.jenkins.plugins.itgc.policy.PolicyException;
import java.io.IOException;
import java.util.Optional;
import jenkins.tasks.SimpleBuildStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The gate as a build step: decides, and fails the build when it blocks. It has an executor, so it does not wait. */
public final class ItgcGateBuilder extends Builder implements SimpleBuildStep {
    private final ItgcGateStep gate;

    /**
     * @param gate the same parameters as in pipelines
     */
    @DataBoundConstructor
    public ItgcGateBuilder(ItgcGateStep gate) {
        this.gate = gate;
    }

    public ItgcGateStep getGate() {
        return gate;
    }

    @Override
    public void perform(Run<?, ?> run, FilePath workspace, EnvVars env, Launcher launcher, TaskListener listener)
            throws InterruptedException, AbortException {
        Recorded recorded;
        try {
            String place = "step " + decisionsOf(run);
            recorded = Judge.quick().decide(run, new Discovery(gate, run, workspace, place).question(), 1);
            DecisionsInRun.add(run, recorded);
        } catch (IOException | PolicyException | GateException | RuntimeException e) {
            throw GateFailure.of(e);
        }
        new GateLog(listener, gate.isQuiet()).decision(recorded);
        if (!recorded.decision().allowed()) {
            throw new AbortException("Blocked by change gate: "
                    + recorded.evidence().request().service() + " → " + gate.getEnvironment());
        }
    }

    private static int decisionsOf(Run<?, ?> run) {
        return Optional.ofNullable(run.getAction(ChangeGateAction.class))
                .map(action -> action.getDecisions().size())
                .orElse(0);
    }

    /** Its name and where it may be used. */
    @Extension
    @Symbol("itgcGateBuild")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
        @Override
        public String getDisplayName() {
            return Messages.ItgcGateStep_displayName();
        }

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }
    }
}
