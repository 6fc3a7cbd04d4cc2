package io.jenkins.plugins.itgc.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.identity.Identity;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that is about to happen, as the pipeline asks for it.
 *
 * @param deploymentId names this deployment in the ledger; unique
 * @param service what is deployed
 * @param environment where to
 * @param repository where its source lies
 * @param commit the commit that is deployed
 * @param deployer who deploys; without it separation of duties is not determinable
 * @param pullRequest the pull request that is said to bring the commit; found from the commit where absent
 * @param tickets keys of tickets named by hand, beside those found in the changes
 * @param artifactDigest digest of what is deployed, {@code sha256:…}
 * @param rollbackPlan text of the rollback plan, where the request carries it
 * @param rollbackPlanFile path of the rollback plan in the repository at the deployed commit
 * @param changeType how the change asks to be approved
 * @param template the policy's template that a standard change goes by
 * @param justification why an emergency cannot wait
 * @param baseline the commit that runs now, where the ledger knows of none
 * @param testCommit the commit that the test results are of; the deployed one where absent
 * @param trigger what started the deployment, for the record
 * @param buildUrl where the deployment can be looked at
 * @param pipeline what the run is that asks; absent where no pipeline does
 * @param key names the question, so that asking it twice is answered once
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DeploymentRequest(
        String deploymentId,
        String service,
        String environment,
        RepositoryName repository,
        CommitId commit,
        Optional<Identity> deployer,
        Optional<Integer> pullRequest,
        List<String> tickets,
        Optional<String> artifactDigest,
        Optional<String> rollbackPlan,
        Optional<String> rollbackPlanFile,
        ChangeType changeType,
        Optional<String> template,
        Optional<String> justification,
        Optional<CommitId> baseline,
        Optional<CommitId> testCommit,
        Optional<String> trigger,
        Optional<String> buildUrl,
        Optional<PipelineOrigin> pipeline,
        Optional<String> key) {
    public DeploymentRequest {
        tickets = List.copyOf(tickets);
        requireText("service", service);
        requireText("environment", environment);
    }

    /**
     * Whether another request asks the same: nothing that a decision is made from differs. The deployment's id and what
     * started it do not count.
     */
    public boolean asksTheSameAs(DeploymentRequest other) {
        return question().equals(other.question());
    }

    private DeploymentRequest question() {
        return new DeploymentRequest(
                "",
                service,
                environment,
                repository,
                commit,
                deployer,
                pullRequest,
                tickets,
                artifactDigest,
                rollbackPlan,
                rollbackPlanFile,
                changeType,
                template,
                justification,
                baseline,
                testCommit,
                Optional.empty(),
                Optional.empty(),
                pipeline,
                key);
    }

    private static void requireText(String what, String value) {
        if (value.isBlank() || value.length() > 200 || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the " + what + " must be a name of 1 to 200 printable characters");
        }
    }

    /** Starts a normal change with what every request needs; the rest is absent until set. */
    public static Builder of(String service, String environment, RepositoryName repository, CommitId commit) {
        return new Builder(service, environment, repository, commit);
    }

    /** Sets the optional parts of a request. */
    public static final class Builder {
        private final String service;
        private final String environment;
        private final RepositoryName repository;
        private final CommitId commit;
        private String deploymentId = UUID.randomUUID().toString();
        private @Nullable Identity deployer;
        private @Nullable Integer pullRequest;
        private List<String> tickets = List.of();
        private @Nullable String artifactDigest;
        private @Nullable String rollbackPlan;
        private @Nullable String rollbackPlanFile;
        private ChangeType changeType = ChangeType.NORMAL;
        private @Nullable String template;
        private @Nullable String justification;
        private @Nullable CommitId baseline;
        private @Nullable CommitId testCommit;
        private @Nullable String trigger;
        private @Nullable String buildUrl;
        private @Nullable PipelineOrigin pipeline;
        private @Nullable String key;

        private Builder(String service, String environment, RepositoryName repository, CommitId commit) {
            this.service = service;
            this.environment = environment;
            this.repository = repository;
            this.commit = commit;
        }

        public Builder deploymentId(String deploymentId) {
            this.deploymentId = deploymentId;
            return this;
        }

        public Builder deployer(@Nullable Identity deployer) {
            this.deployer = deployer;
            return this;
        }

        public Builder pullRequest(@Nullable Integer pullRequest) {
            this.pullRequest = pullRequest;
            return this;
        }

        public Builder tickets(List<String> tickets) {
            this.tickets = tickets;
            return this;
        }

        public Builder artifactDigest(@Nullable String artifactDigest) {
            this.artifactDigest = artifactDigest;
            return this;
        }

        public Builder rollbackPlan(@Nullable String rollbackPlan) {
            this.rollbackPlan = rollbackPlan;
            return this;
        }

        public Builder rollbackPlanFile(@Nullable String rollbackPlanFile) {
            this.rollbackPlanFile = rollbackPlanFile;
            return this;
        }

        public Builder changeType(ChangeType changeType) {
            this.changeType = changeType;
            return this;
        }

        public Builder template(@Nullable String template) {
            this.template = template;
            return this;
        }

        public Builder justification(@Nullable String justification) {
            this.justification = justification;
            return this;
        }

        public Builder baseline(@Nullable CommitId baseline) {
            this.baseline = baseline;
            return this;
        }

        public Builder testCommit(@Nullable CommitId testCommit) {
            this.testCommit = testCommit;
            return this;
        }

        public Builder trigger(@Nullable String trigger) {
            this.trigger = trigger;
            return this;
        }

        public Builder buildUrl(@Nullable String buildUrl) {
            this.buildUrl = buildUrl;
            return this;
        }

        public Builder pipeline(@Nullable PipelineOrigin pipeline) {
            this.pipeline = pipeline;
            return this;
        }

        public Builder key(@Nullable String key) {
            this.key = key;
            return this;
        }

        public DeploymentRequest build() {
            return new DeploymentRequest(
                    deploymentId,
                    service,
                    environment,
                    repository,
                    commit,
                    Optional.ofNullable(deployer),
                    Optional.ofNullable(pullRequest),
                    tickets,
                    Optional.ofNullable(artifactDigest),
                    Optional.ofNullable(rollbackPlan),
                    Optional.ofNullable(rollbackPlanFile),
                    changeType,
                    Optional.ofNullable(template),
                    Optional.ofNullable(justification),
                    Optional.ofNullable(baseline),
                    Optional.ofNullable(testCommit),
                    Optional.ofNullable(trigger),
                    Optional.ofNullable(buildUrl),
                    Optional.ofNullable(pipeline),
                    Optional.ofNullable(key));
        }
    }
}
