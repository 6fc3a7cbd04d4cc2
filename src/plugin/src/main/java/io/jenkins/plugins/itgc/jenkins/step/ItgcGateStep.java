package io.jenkins.plugins.itgc.jenkins.step;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.itgc.jenkins.discovery.Asked;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code itgcGate(environment: 'production')}: decides on a deployment, with a body around it or without. Freestyle projects
 * have it as {@link ItgcGateBuilder}.
 */
public final class ItgcGateStep extends Step implements Asked, Serializable {
    private static final long serialVersionUID = 1;

    private static final String TIMEOUT = "24h";

    private final String environment;
    private @Nullable String service;
    private @Nullable String repository;
    private @Nullable String commit;
    private @Nullable Integer pullRequest;
    private @Nullable String tickets;
    private @Nullable String artifactDigest;
    private @Nullable String rollbackPlan;
    private @Nullable String rollbackPlanFile;
    private @Nullable String testResults;
    private String changeType = "normal";
    private @Nullable String template;
    private @Nullable String justification;
    private @Nullable String baseline;
    private String onBlock = "fail";
    private String timeout = TIMEOUT;
    private boolean supersede;
    private boolean quiet;

    @DataBoundConstructor
    public ItgcGateStep(String environment) {
        this.environment = Parameters.environment(environment);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ItgcGateExecution(this, context);
    }

    @Override
    public String getEnvironment() {
        return environment;
    }

    @Override
    public @Nullable String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(@Nullable String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    @Override
    public @Nullable String getRepository() {
        return repository;
    }

    @DataBoundSetter
    public void setRepository(@Nullable String repository) {
        this.repository = Util.fixEmptyAndTrim(repository);
    }

    @Override
    public @Nullable String getCommit() {
        return commit;
    }

    @DataBoundSetter
    public void setCommit(@Nullable String commit) {
        this.commit = Parameters.commit(commit);
    }

    @Override
    public @Nullable Integer getPullRequest() {
        return pullRequest;
    }

    @DataBoundSetter
    public void setPullRequest(@Nullable Integer pullRequest) {
        this.pullRequest = Parameters.pullRequest(pullRequest);
    }

    public @Nullable String getTickets() {
        return tickets;
    }

    @Override
    public List<String> tickets() {
        return Parameters.keys(tickets);
    }

    @DataBoundSetter
    public void setTickets(@Nullable String tickets) {
        this.tickets = Parameters.tickets(tickets);
    }

    @Override
    public @Nullable String getArtifactDigest() {
        return artifactDigest;
    }

    @DataBoundSetter
    public void setArtifactDigest(@Nullable String artifactDigest) {
        this.artifactDigest = Parameters.artifactDigest(artifactDigest);
    }

    @Override
    public @Nullable String getRollbackPlan() {
        return rollbackPlan;
    }

    @DataBoundSetter
    public void setRollbackPlan(@Nullable String rollbackPlan) {
        this.rollbackPlan = Util.fixEmptyAndTrim(rollbackPlan);
    }

    @Override
    public @Nullable String getRollbackPlanFile() {
        return rollbackPlanFile;
    }

    @DataBoundSetter
    public void setRollbackPlanFile(@Nullable String rollbackPlanFile) {
        this.rollbackPlanFile = Util.fixEmptyAndTrim(rollbackPlanFile);
    }

    @Override
    public @Nullable String getTestResults() {
        return testResults;
    }

    @DataBoundSetter
    public void setTestResults(@Nullable String testResults) {
        this.testResults = Util.fixEmptyAndTrim(testResults);
    }

    @Override
    public String getChangeType() {
        return changeType;
    }

    @DataBoundSetter
    public void setChangeType(String changeType) {
        this.changeType = Parameters.oneOf(Parameters.CHANGE_TYPES, "changeType", changeType);
    }

    @Override
    public @Nullable String getTemplate() {
        return template;
    }

    @DataBoundSetter
    public void setTemplate(@Nullable String template) {
        this.template = Util.fixEmptyAndTrim(template);
    }

    @Override
    public @Nullable String getJustification() {
        return justification;
    }

    @DataBoundSetter
    public void setJustification(@Nullable String justification) {
        this.justification = Util.fixEmptyAndTrim(justification);
    }

    @Override
    public @Nullable String getBaseline() {
        return baseline;
    }

    @DataBoundSetter
    public void setBaseline(@Nullable String baseline) {
        this.baseline = Parameters.commit(baseline);
    }

    public String getOnBlock() {
        return onBlock;
    }

    @DataBoundSetter
    public void setOnBlock(String onBlock) {
        this.onBlock = Parameters.oneOf(Parameters.ON_BLOCK, "onBlock", onBlock);
    }

    boolean waits() {
        return onBlock.equals("wait");
    }

    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(@Nullable String timeout) {
        String text = Util.fixEmptyAndTrim(timeout) == null
                ? TIMEOUT
                : String.valueOf(timeout).strip();
        Parameters.timeout(text);
        this.timeout = text;
    }

    Duration longestWait() {
        return Parameters.timeout(timeout);
    }

    public boolean isSupersede() {
        return supersede;
    }

    @DataBoundSetter
    public void setSupersede(boolean supersede) {
        this.supersede = supersede;
    }

    public boolean isQuiet() {
        return quiet;
    }

    @DataBoundSetter
    public void setQuiet(boolean quiet) {
        this.quiet = quiet;
    }

    /** The step's name, forms and checks. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "itgcGate";
        }

        @Override
        public String getDisplayName() {
            return Messages.ItgcGateStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }

        /**
         * A body may follow or not. Pipeline has no word for that: it asks here when it reads the arguments, where "yes" lets a
         * body be there, and again to refuse a call that has none. Only that second question is answered with "no". If it ever
         * comes from elsewhere, calls without a body fail, which blocks.
         */
        @Override
        public boolean takesImplicitBlockArgument() {
            return !StackWalker.getInstance()
                    .walk(frames -> frames.skip(1)
                            .findFirst()
                            .filter(asking -> asking.getClassName().equals("org.jenkinsci.plugins.workflow.cps.DSL")
                                    && asking.getMethodName().equals("invokeStep"))
                            .isPresent());
        }

        public ListBoxModel doFillChangeTypeItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.ItgcGateStep_normal(), "normal"),
                    new ListBoxModel.Option(Messages.ItgcGateStep_standard(), "standard"),
                    new ListBoxModel.Option(Messages.ItgcGateStep_emergency(), "emergency"));
        }

        public ListBoxModel doFillOnBlockItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.ItgcGateStep_fail(), "fail"),
                    new ListBoxModel.Option(Messages.ItgcGateStep_wait(), "wait"));
        }

        @POST
        public FormValidation doCheckEnvironment(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, () -> Parameters.environment(value));
        }

        @POST
        public FormValidation doCheckCommit(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, () -> Parameters.commit(value));
        }

        @POST
        public FormValidation doCheckBaseline(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, () -> Parameters.commit(value));
        }

        @POST
        public FormValidation doCheckArtifactDigest(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, () -> Parameters.artifactDigest(value));
        }

        @POST
        public FormValidation doCheckTickets(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, () -> Parameters.tickets(value));
        }

        @POST
        public FormValidation doCheckTimeout(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, () -> {
                if (!value.isBlank()) {
                    Parameters.timeout(value);
                }
            });
        }

        private static FormValidation check(@Nullable Item item, Runnable parsing) {
            if (item == null) {
                Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            } else {
                item.checkPermission(Item.CONFIGURE);
            }
            try {
                parsing.run();
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
