package io.jenkins.plugins.itgc.jenkins.testing;

import io.jenkins.plugins.itgc.evidence.Sources;
import io.jenkins.plugins.itgc.evidence.TestEvidence;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestFile;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import io.jenkins.plugins.itgc.evidence.Tickets;
import io.jenkins.plugins.itgc.gate.ChangeGate;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes deployments into a ledger as the gate does, over simulated servers. */
public final class RecordedDeployments {
    /** Everybody known in every system; {@code dora} deploys and may declare emergencies. */
    public static final String POLICY = """
            version: 1
            scope:
              statement: All services in production.
              approved-by: Dana Reyes, CIO
              approved-on: 2026-01-15
            identities:
              - {person: ann, github: ann, jira: jira-ann, jenkins: ann}
              - {person: ben, github: ben, jira: jira-ben, jenkins: ben}
              - {person: carla, github: carla, jira: jira-carla, jenkins: carla}
              - {person: dora, github: dora, jira: jira-dora, jenkins: dora}
            environments:
              production: {mode: enforce}
              staging: {mode: enforce}
              preview: {mode: observe}
              sandbox: {mode: out-of-scope, reason: Holds no data of customers.}
            controls:
              approved-change: {index-lag: 0s}
              emergency: {allowed: true, who: [dora]}
            """;

    private final DeploymentLedger ledger;
    private final ChangeGate gate;
    private final Policy policy;

    /** When the next decision is made. */
    private Instant now = Instant.parse("2026-11-03T15:00:00Z");

    private int changes;
    private Optional<Tickets> tickets = Optional.empty();

    public RecordedDeployments(DeploymentLedger ledger) {
        this.ledger = ledger;
        this.policy = policy();
        this.gate = new ChangeGate(ledger, () -> now, Runnable::run);
    }

    public static Policy policy() {
        try {
            return Policy.read("the policy of tests", POLICY.getBytes(StandardCharsets.UTF_8));
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }

    public ChangeGate gate() {
        return gate;
    }

    public DeploymentLedger ledger() {
        return ledger;
    }

    public void at(Instant time) {
        now = time;
    }

    public void tickets(Tickets wanted) {
        tickets = Optional.of(wanted);
    }

    /** A change of its own, approved by somebody or by nobody. */
    public SimulatedChange change(Optional<String> approver) {
        changes++;
        return change("Round amounts to cents", "https://github.com/acme/payments-api/pull/" + changes, approver);
    }

    public SimulatedChange change(String title, String url, Optional<String> approver) {
        return new SimulatedChange(
                RepositoryName.parse("acme/payments-api"),
                Math.max(1, changes),
                title,
                url,
                approver,
                now.minus(Duration.ofHours(3)));
    }

    public DeploymentRequest.Builder request(SimulatedChange change, String environment) {
        return request(change, "payments-api", environment);
    }

    public DeploymentRequest.Builder request(SimulatedChange change, String service, String environment) {
        return DeploymentRequest.of(service, environment, change.repository(), change.commit())
                .deployer(Identity.parse("jenkins:dora"))
                .baseline(change.base());
    }

    public Recorded decide(SimulatedChange change, DeploymentRequest.Builder request) throws Exception {
        var sources = new Sources(
                change,
                tickets,
                () -> new TestEvidence(
                        "**/TEST-*.xml",
                        List.of(new TestFile("TEST-a.xml", "0".repeat(64), Reading.of(new TestTotals(12, 0, 0, 1))))),
                List.of(),
                List::of);
        return gate.decide(policy, request.build(), sources);
    }

    /** An approved change, deployed to production with success. */
    public long allowed() throws Exception {
        return allowed("payments-api");
    }

    public long allowed(String service) throws Exception {
        SimulatedChange change = change(Optional.of("ben"));
        long entry =
                decide(change, request(change, service, "production")).entry().index();
        end(entry, Outcome.SUCCESS);
        return entry;
    }

    /** A change that nobody approved. */
    public long blocked(String service) throws Exception {
        SimulatedChange change = change(Optional.empty());
        return decide(change, request(change, service, "production")).entry().index();
    }

    public void end(long entry, Outcome outcome) throws Exception {
        gate.recordResult(entry, outcome, now.plusSeconds(20), now.plusSeconds(110));
    }
}
