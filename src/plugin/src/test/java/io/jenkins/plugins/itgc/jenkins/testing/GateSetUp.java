package io.jenkins.plugins.itgc.jenkins.testing;

import hudson.model.Run;
import io.jenkins.plugins.itgc.gate.ChangeGate;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.GitHubServer;
import io.jenkins.plugins.itgc.jenkins.config.TextPolicy;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.run.ChangeGateAction;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
        configure(servers.gitHub());
    }

    /** The same for a Jenkins in another process. */
    public static void configure(String gitHub) {
        var configuration = ChangeGateConfiguration.get();
        configuration.setGitHubServers(List.of(new GitHubServer("written", gitHub)));
        configuration.setPolicy(new TextPolicy(POLICY));
    }

    /** A pipeline job; its script runs in the sandbox. */
    public static WorkflowJob job(JenkinsRule jenkins, String name, String script) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private static final AtomicInteger NUMBERS = new AtomicInteger(100);

    /** A change that nobody wrote before, in a repository of its own, not approved yet. */
    public static WrittenChange change(WrittenServers servers) {
        int number = NUMBERS.incrementAndGet();
        return servers.change("acme/service-" + number, number);
    }

    /** The step with a change's arguments. */
    public static String gate(WrittenChange change, String more) {
        return gate("production", change, more);
    }

    public static String gate(String environment, WrittenChange change, String more) {
        return "itgcGate(environment: '" + environment + "', " + arguments(change) + more + ")";
    }

    /** The decisions of a run's gates. */
    public static List<Recorded> decisions(Run<?, ?> run) throws IOException {
        var decisions = new ArrayList<Recorded>();
        var gate = new ChangeGate(ledger(), InstantSource.system(), Runnable::run);
        for (long index : run.getAction(ChangeGateAction.class).getDecisions()) {
            decisions.add(gate.decided(index).orElseThrow());
        }
        return decisions;
    }

    /** What followed a run's only decision. */
    public static AuditTrail trail(Run<?, ?> run) throws IOException {
        return ledger().about(
                        run.getAction(ChangeGateAction.class).getDecisions().get(0))
                .orElseThrow();
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
        await(what, 2, happened);
    }

    /** Waits so many minutes. */
    public static void await(String what, int minutes, BooleanSupplier happened) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within " + minutes + " minutes: " + what);
            }
            Thread.sleep(20);
        }
    }
}
