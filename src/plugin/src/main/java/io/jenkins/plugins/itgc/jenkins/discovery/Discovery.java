package io.jenkins.plugins.itgc.jenkins.discovery;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.ServiceProperty;
import io.jenkins.plugins.itgc.jenkins.judging.BuildEvidence;
import io.jenkins.plugins.itgc.jenkins.judging.Question;
import io.jenkins.plugins.itgc.jenkins.server.ConnectedServers;
import io.jenkins.plugins.itgc.jenkins.server.RepositoryPlace;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.policy.Service;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * Makes the question of a gate: what the pipeline said, and the rest from the run. Reads files of the workspace, so it may take
 * a while.
 *
 * @param workspace null where the gate stands outside of {@code node}
 * @param node names the gate in its run
 */
public record Discovery(
        Asked asked, Run<?, ?> run, @Nullable FilePath workspace, String node) {
    /**
     * Asks nobody yet.
     *
     * @throws AbortException where something is missing that the pipeline must say
     * @throws PolicyException where the policy cannot be used
     */
    public Question question() throws PolicyException, IOException, InterruptedException {
        var checkedOut = new CheckedOut(run);
        RepositoryPlace place = asked.getRepository() == null
                ? checkedOut.place()
                : ConnectedServers.get().locate(asked.getRepository());
        CommitId commit = asked.getCommit() == null ? checkedOut.commit(place) : new CommitId(asked.getCommit());
        BuildEvidence evidence = new WorkspaceEvidence(workspace).read(asked);
        var causes = new Causes(run);
        var request = DeploymentRequest.of(service(place), asked.getEnvironment(), place.repository(), commit)
                .deployer(causes.deployer().orElse(null))
                .pullRequest(Optional.ofNullable(asked.getPullRequest())
                        .or(checkedOut::pullRequest)
                        .orElse(null))
                .tickets(asked.tickets())
                .artifactDigest(asked.getArtifactDigest())
                .rollbackPlan(asked.getRollbackPlan())
                .rollbackPlanFile(evidence.rollbackPlan().isPresent() ? null : asked.getRollbackPlanFile())
                .changeType(ChangeType.valueOf(asked.getChangeType().toUpperCase(Locale.ROOT)))
                .template(asked.getTemplate())
                .justification(asked.getJustification())
                .baseline(Optional.ofNullable(asked.getBaseline())
                        .map(CommitId::new)
                        .orElse(null))
                .testCommit(checkedOut.built(place).orElse(null))
                .pipeline(causes.origin())
                .trigger(causes.text())
                .buildUrl(url())
                .key(Question.key(nameForEver(), node))
                .build();
        return new Question(place.serverId(), request, evidence);
    }

    private String service(RepositoryPlace place) throws PolicyException, AbortException {
        if (asked.getService() != null) {
            return asked.getService();
        }
        Optional<String> ofFolder = ServiceProperty.serviceOf(run.getParent());
        if (ofFolder.isPresent()) {
            return ofFolder.get();
        }
        List<String> services = ChangeGateConfiguration.get().policy().services().stream()
                .filter(service -> service.repository()
                        .filter(place.repository()::isSameAs)
                        .isPresent())
                .map(Service::name)
                .toList();
        if (services.size() > 1) {
            throw new AbortException(place.repository() + " holds several services (" + String.join(", ", services)
                    + "); say which of them is deployed with service: 'NAME'");
        }
        return services.isEmpty() ? place.repository().name() : services.get(0);
    }

    private @Nullable String url() {
        String root = Jenkins.get().getRootUrl();
        return root == null ? null : root + run.getUrl();
    }

    /** With the time when it was asked for: a job that is made again begins with the same numbers. */
    private String nameForEver() {
        return run.getExternalizableId() + " of " + run.getTimestamp().toInstant();
    }
}
