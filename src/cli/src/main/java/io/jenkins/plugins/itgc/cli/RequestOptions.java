package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The deployment that is asked for. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RequestOptions {
    @Option(names = "--service", required = true, paramLabel = "NAME", description = "What is deployed.")
    private String service;

    @Option(names = "--environment", required = true, paramLabel = "NAME", description = "Where to.")
    private String environment;

    @Option(names = "--repository", required = true, paramLabel = "OWNER/NAME", description = "Where its source lies.")
    private RepositoryName repository;

    @Option(
            names = "--commit",
            required = true,
            paramLabel = "SHA",
            description = "The commit that is deployed, all 40 digits.")
    private CommitId commit;

    @Option(
            names = "--deployer",
            paramLabel = "ID",
            description = "Who deploys: github:LOGIN, jira:ID, jenkins:USER or email:ADDRESS.")
    private @Nullable Identity deployer;

    @Option(
            names = "--pull-request",
            paramLabel = "NUMBER",
            converter = Converters.PullRequest.class,
            description = "The pull request that brings the commit; found from the commit where left out.")
    private @Nullable Integer pullRequest;

    @Option(
            names = "--ticket",
            paramLabel = "KEY",
            description = "A ticket beside those that the changes name. Repeatable.")
    private List<String> tickets = new ArrayList<>();

    @Option(names = "--artifact-digest", paramLabel = "DIGEST", description = "What is deployed: sha256:...")
    private @Nullable String artifactDigest;

    @Option(names = "--rollback-plan", paramLabel = "TEXT", description = "The rollback plan itself.")
    private @Nullable String rollbackPlan;

    @Option(
            names = "--rollback-plan-path",
            paramLabel = "PATH",
            description = "Where the rollback plan lies in the repository, at the deployed commit.")
    private @Nullable String rollbackPlanPath;

    @Option(
            names = "--change-type",
            paramLabel = "TYPE",
            defaultValue = "normal",
            description = "normal, standard or emergency (default: normal).")
    private ChangeType changeType;

    @Option(names = "--template", paramLabel = "NAME", description = "The policy's template of a standard change.")
    private @Nullable String template;

    @Option(names = "--justification", paramLabel = "TEXT", description = "Why an emergency cannot wait.")
    private @Nullable String justification;

    @Option(
            names = "--baseline",
            paramLabel = "SHA",
            description = "The commit that runs now, where the ledger knows of none.")
    private @Nullable CommitId baseline;

    @Option(
            names = "--test-commit",
            paramLabel = "SHA",
            description = "The commit that the test results are of; the deployed one where left out.")
    private @Nullable CommitId testCommit;

    @Option(names = "--trigger", paramLabel = "TEXT", description = "What started the deployment, for the record.")
    private @Nullable String trigger;

    @Option(names = "--build-url", paramLabel = "URL", description = "Where the build can be looked at.")
    private @Nullable String buildUrl;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Names the question, so that asking it again after a crash gives the first answer.")
    private @Nullable String key;

    String service() {
        return service;
    }

    String environment() {
        return environment;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException where a name in it is none
     */
    DeploymentRequest request() {
        return DeploymentRequest.of(service, environment, repository, commit)
                .deployer(deployer)
                .pullRequest(pullRequest)
                .tickets(tickets)
                .artifactDigest(artifactDigest)
                .rollbackPlan(rollbackPlan)
                .rollbackPlanFile(rollbackPlanPath)
                .changeType(changeType)
                .template(template)
                .justification(justification)
                .baseline(baseline)
                .testCommit(testCommit)
                .trigger(trigger)
                .buildUrl(buildUrl)
                .key(key)
                .build();
    }
}
