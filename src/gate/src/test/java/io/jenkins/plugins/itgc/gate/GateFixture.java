package io.jenkins.plugins.itgc.gate;

import io.jenkins.plugins.itgc.controls.ControlResult;
import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.PolicySeen;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.http.Server;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.simulated.Asking;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import io.jenkins.plugins.itgc.simulated.SimulatedGitHub;
import io.jenkins.plugins.itgc.simulated.SimulatedRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A gate with a ledger of its own, over a simulated GitHub with the repository {@code acme/payments-api}. The deployment
 * made first has the repository's first commit for its baseline.
 */
final class GateFixture implements AutoCloseable {
    final SimulatedGitHub github = new SimulatedGitHub();
    final Server server = Asking.of(github);
    final SimulatedRepository repository = github.repository("acme/payments-api");
    final CommitId first = repository.head();
    final Path directory;
    DeploymentLedger ledger;
    ChangeGate gate;
    Policy policy = PolicyText.with();

    /** Tuesday. */
    Instant now = Instant.parse("2026-11-03T15:00:00Z");

    GateFixture(Path directory) throws IOException {
        this.directory = directory;
        open();
    }

    /** Opens the ledger, after {@link #closeLedger}, as the next process would. */
    void open() throws IOException {
        ledger = new DeploymentLedger(FileLedger.open(directory, LedgerOptions.defaults()), directory);
        gate = new ChangeGate(ledger, () -> now, Asking.THREADS);
    }

    void closeLedger() throws IOException {
        ledger.close();
    }

    /** A change that nothing is wrong with, squash-merged. */
    CommitId approvedChange() {
        return repository.pullRequest("ann").commit().approvedBy("ben").squash("ann");
    }

    /** A change that nobody approved. */
    CommitId unapprovedChange() {
        return repository.pullRequest("ann").commit().squash("ann");
    }

    DeploymentRequest.Builder request(CommitId commit) {
        return request(commit, "production");
    }

    DeploymentRequest.Builder request(CommitId commit, String environment) {
        return DeploymentRequest.of("payments-api", environment, repository.name(), commit)
                .deployer(Identity.parse("jenkins:dora"))
                .baseline(first);
    }

    Recorded decide(CommitId commit) throws Exception {
        return decide(request(commit));
    }

    Recorded decide(DeploymentRequest.Builder request) throws Exception {
        now = now.plus(Duration.ofMinutes(1));
        return gate.decide(policy, request.build(), Asking.sources(server));
    }

    /** Decides and deploys, whatever the decision. */
    Recorded deploy(DeploymentRequest.Builder request) throws Exception {
        Recorded recorded = decide(request);
        result(recorded, Outcome.SUCCESS);
        return recorded;
    }

    Recorded deploy(CommitId commit) throws Exception {
        return deploy(request(commit));
    }

    Entry result(Recorded recorded, Outcome outcome) throws Exception {
        return gate.recordResult(recorded.entry().index(), outcome, now, now.plus(Duration.ofSeconds(90)));
    }

    List<Entry> entries() throws IOException {
        try (var all = ledger.ledger().entries(0)) {
            return all.toList();
        }
    }

    List<String> kinds() throws IOException {
        return entries().stream().map(Entry::kind).toList();
    }

    /** The decisions of the ledger made again from what the ledger holds, by index. */
    static Map<Long, List<Decision>> replay(List<Entry> entries) throws Exception {
        var policies = new HashMap<String, Policy>();
        var replayed = new HashMap<Long, List<Decision>>();
        for (Entry entry : entries) {
            if (entry.kind().equals("policy-seen")) {
                var seen = Json.read(entry.body(), PolicySeen.class);
                policies.put(seen.hash(), Policy.of(seen.policy()));
            }
            if (entry.kind().equals("decision")) {
                var made = Json.read(entry.body(), DecisionRecord.class);
                DeploymentRequest request = made.evidence().request();
                var effective =
                        policies.get(made.decision().policyHash()).effective(request.service(), request.environment());
                replayed.put(entry.index(), List.of(made.decision(), Decision.of(effective, made.evidence())));
            }
        }
        return replayed;
    }

    static ControlResult control(Recorded recorded, String id) {
        return recorded.decision().controls().stream()
                .filter(result -> result.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The codes that one control gives. */
    static List<ReasonCode> codes(Recorded recorded, String control) {
        return control(recorded, control).reasons().stream().map(Reason::code).toList();
    }

    @Override
    public void close() throws IOException {
        ledger.close();
        github.close();
    }
}
