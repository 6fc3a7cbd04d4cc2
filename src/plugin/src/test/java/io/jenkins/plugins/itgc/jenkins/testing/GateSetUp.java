package io.jenkins.plugins.itgc.jenkins.testing;

import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.GitHubServer;
import io.jenkins.plugins.itgc.jenkins.config.TextPolicy;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** A Jenkins that is configured to gate deployments by a policy, with written servers. */
public final class GateSetUp {
    /** Asks for what every test has: {@code production} binds, {@code staging} observes, {@code sandbox} is out of scope. */
    public static final String POLICY = """
            version: 1
            scope: {statement: All of it., approved-by: Dana Reyes, approved-on: 2025-01-15}
            identities:
              - {person: Ann, github: ann, jenkins: ann}
              - {person: Ben, github: ben, jenkins: ben}
              - {person: Carla, github: carla, jenkins: carla}
              - {person: Dora, github: dora, jenkins: dora}
              - {person: Jenkins itself, jenkins: SYSTEM}
            controls:
              approved-change: {index-lag: 0s}
              separation-of-duties:
                approver-is-not: [author, committer, co-author, pusher, deployer]
                deployer-is-not: [author]
              rollback-plan: {required: true, minimum-length: 20}
              test-evidence: {required: false}
            environments:
              production:
                controls:
                  emergency: {allowed: true, who: [Dora]}
              tested:
                controls:
                  test-evidence: {required: true}
              staging: {mode: observe}
              sandbox: {mode: out-of-scope, reason: Rebuilt every night.}
            """;

    private GateSetUp() {}

    /** Configures the Jenkins that runs now. */
    public static void configure(WrittenServers servers) {
        var configuration = ChangeGateConfiguration.get();
        configuration.setGitHubServers(List.of(new GitHubServer("written", servers.gitHub())));
        configuration.setPolicy(new TextPolicy(POLICY));
    }

    /** A pipeline job; its script runs in the sandbox. */
    public static WorkflowJob job(JenkinsRule jenkins, String name, String script) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** The step's arguments that name a change. */
    public static String arguments(WrittenChange change) {
        return "repository: '" + change.repository() + "', commit: '" + change.commit() + "', baseline: '"
                + change.baseline() + "'";
    }

    public static DeploymentLedger ledger() throws IOException {
        return ControllerLedger.get().open();
    }

    /** How many entries of a kind the ledger has. */
    public static long entries(EntryKind kind) throws IOException {
        try (var all = ledger().ledger().entries(0)) {
            return all.filter(entry -> entry.kind().equals(kind.text())).count();
        }
    }

    /** Waits for something that happens on other threads. */
    public static void await(String what, BooleanSupplier happened) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within 30 seconds: " + what);
            }
            Thread.sleep(20);
        }
    }
}
