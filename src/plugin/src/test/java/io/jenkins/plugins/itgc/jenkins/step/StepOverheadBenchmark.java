package io.jenkins.plugins.itgc.jenkins.step;

import static io.jenkins.plugins.itgc.jenkins.testing.GateSetUp.gate;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.itgc.evidence.Sources;
import io.jenkins.plugins.itgc.evidence.TestEvidence;
import io.jenkins.plugins.itgc.gate.ChangeGate;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.http.Budget;
import io.jenkins.plugins.itgc.http.Credentials;
import io.jenkins.plugins.itgc.http.Server;
import io.jenkins.plugins.itgc.http.Time;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenChange;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenServers;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.github.GitHubSourceControl;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * What the step adds to a decision of the engine: the same changes, server, policy and disk, once asked of the engine and once
 * by a pipeline, one after the other; beside a pipeline whose steps do nothing. Not part of a build; see docs/benchmarks.md.
 */
@WithJenkins
class StepOverheadBenchmark {
    private static final int GATES = 100;
    private static final int ROUNDS = 5;

    private final WrittenServers servers = new WrittenServers();

    @Test
    void aStepBesideTheEngine(JenkinsRule jenkins, @TempDir Path directory) throws Exception {
        GateSetUp.configure(servers);
        var engine = new ArrayList<Double>();
        var steps = new ArrayList<Double>();
        var idle = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            List<WrittenChange> changes = changes();
            engine.add(engine(changes, directory.resolve("engine" + round)));
            steps.add(pipeline(
                    jenkins,
                    "gates" + round,
                    changes.stream()
                            .map(change -> gate(change, ", quiet: true"))
                            .toList()));
            idle.add(pipeline(
                    jenkins,
                    "idle" + round,
                    changes.stream().map(change -> "sleep 0").toList()));
        }
        servers.close();
        System.out.printf(
                "a decision of the engine %.2f ms, a gate in a pipeline %.2f ms, a step that does nothing %.2f ms (medians of %d rounds of %d)%n",
                median(engine), median(steps), median(idle), ROUNDS, GATES);
    }

    private List<WrittenChange> changes() {
        var changes = new ArrayList<WrittenChange>();
        for (int number = 0; number < GATES; number++) {
            changes.add(GateSetUp.change(servers).approvedBy("ben"));
        }
        return changes;
    }

    /** Milliseconds for each decision of the engine, as the plugin asks it. */
    private double engine(List<WrittenChange> changes, Path directory) throws Exception {
        Policy policy = ChangeGateConfiguration.get().policy();
        var readers = Executors.newFixedThreadPool(8);
        try (var ledger = new DeploymentLedger(FileLedger.open(directory, LedgerOptions.defaults()), directory)) {
            var gate = new ChangeGate(ledger, InstantSource.system(), readers);
            var server = new Server(HttpClient.newHttpClient(), URI.create(servers.gitHub()), Credentials.none());
            long start = System.nanoTime();
            for (WrittenChange change : changes) {
                var budget = new Budget(Budget.DEFAULT, Time.system());
                var sources = new Sources(
                        new GitHubSourceControl(server.open(budget)),
                        Optional.empty(),
                        () -> new TestEvidence("none", List.of()),
                        List.of(),
                        budget::answers);
                assertThat(gate.decide(policy, request(change), sources)
                                .decision()
                                .allowed())
                        .isTrue();
            }
            return (System.nanoTime() - start) / 1e6 / GATES;
        } finally {
            readers.shutdown();
        }
    }

    private static DeploymentRequest request(WrittenChange change) {
        return DeploymentRequest.of(
                        "service-" + change.number(),
                        "production",
                        RepositoryName.parse(change.repository()),
                        new CommitId(change.commit()))
                .deployer(Identity.parse("jenkins:system"))
                .baseline(new CommitId(change.baseline()))
                .key(change.commit())
                .build();
    }

    private static double pipeline(JenkinsRule jenkins, String name, List<String> script) throws Exception {
        String timed = "long start = System.nanoTime()\n" + String.join("\n", script)
                + "\necho \"took ${System.nanoTime() - start} ns\"";
        var job = GateSetUp.job(jenkins, name, timed);
        job.setDefinition(new org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition(timed, false));
        WorkflowRun run = jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));
        return jenkins.getLog(run)
                        .lines()
                        .filter(line -> line.startsWith("took "))
                        .mapToLong(line -> Long.parseLong(line.split(" ")[1]))
                        .sum()
                / 1e6
                / script.size();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
