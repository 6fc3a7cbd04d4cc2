package io.jenkins.plugins.itgc.simulated;

import io.jenkins.plugins.itgc.gate.ChangeGate;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.http.Server;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.ledger.MovableClock;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Deployments of November 2026, decided by a gate over a simulated GitHub, in a ledger whose clock is theirs. The policy lets
 * dora declare emergencies.
 */
public final class SimulatedPeriod implements AutoCloseable {
    /** The period's begin and end. */
    public static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

    public static final Instant TO = Instant.parse("2026-12-01T00:00:00Z");

    public final MovableClock clock = new MovableClock(Instant.parse("2026-11-03T15:00:00Z"));
    public final Path directory;
    public Policy policy = PolicyText.with(
            "emergency: {allowed: true, who: [dora], review-within-business-days: 2, maximum-overdue-reviews: 20}");
    private final SimulatedGitHub github = new SimulatedGitHub();
    private final Server server = Asking.of(github);
    private final SimulatedRepository repository = github.repository("acme/payments-api");
    private final CommitId first = repository.head();
    private final UnaryOperator<Ledger> around;
    private DeploymentLedger ledger;

    public SimulatedPeriod(Path directory) throws IOException {
        this(directory, UnaryOperator.identity());
    }

    /**
     * @param around what stands between the gate and its ledger
     */
    public SimulatedPeriod(Path directory, UnaryOperator<Ledger> around) throws IOException {
        this.directory = directory;
        this.around = around;
        ledger = open();
    }

    private DeploymentLedger open() throws IOException {
        var options = LedgerOptions.defaults().withClock(clock).withOrigin("itgc-gate/test");
        return new DeploymentLedger(around.apply(FileLedger.open(directory, options)), directory);
    }

    public DeploymentLedger ledger() {
        return ledger;
    }

    public ChangeGate gate() {
        return new ChangeGate(ledger, clock, Asking.THREADS);
    }

    /** Closes the ledger, so that its checkpoint covers all, and opens it again. */
    public void settle() throws IOException {
        ledger.close();
        ledger = open();
    }

    private Recorded decide(CommitId commit, ChangeType type) throws Exception {
        clock.advanceSeconds(600);
        var request = DeploymentRequest.of("payments-api", "production", repository.name(), commit)
                .deployer(Identity.parse("jenkins:dora"))
                .baseline(first)
                .changeType(type)
                .rollbackPlan("Redeploy the version before; the schema of the database did not change, and data stays.")
                .justification("Payments are refused; the fix is one line, see incident 4711.");
        return gate().decide(policy, request.build(), Asking.sources(server));
    }

    private void deployed(Recorded decision) throws Exception {
        gate().recordResult(
                        decision.entry().index(),
                        Outcome.SUCCESS,
                        clock.instant(),
                        clock.instant().plus(Duration.ofSeconds(90)));
    }

    /** An approved change, deployed; gives the decision's entry. */
    public long allowed() throws Exception {
        Recorded decision =
                decide(repository.pullRequest("ann").commit().approvedBy("ben").squash("ann"), ChangeType.NORMAL);
        gate().recordStart(decision.entry().index(), clock.instant());
        deployed(decision);
        return decision.entry().index();
    }

    /** A change that nobody approved, and that is not deployed. */
    public long blocked() throws Exception {
        return decide(repository.pullRequest("ann").commit().squash("ann"), ChangeType.NORMAL)
                .entry()
                .index();
    }

    /** A change that nobody approved, deployed past the gate. */
    public long deployedAlthoughBlocked() throws Exception {
        Recorded decision = decide(repository.pullRequest("ann").commit().squash("ann"), ChangeType.NORMAL);
        deployed(decision);
        return decision.entry().index();
    }

    /** A blocked deployment that carla lets go on. */
    public long overridden() throws Exception {
        Recorded decision = decide(repository.pullRequest("ann").commit().squash("ann"), ChangeType.NORMAL);
        gate().override(policy, decision.entry().index(), Identity.parse("jenkins:carla"), "Payments are refused.");
        deployed(decision);
        return decision.entry().index();
    }

    /** An emergency that dora declares, deployed. */
    public long emergency() throws Exception {
        Recorded decision = decide(repository.pullRequest("ann").commit().squash("ann"), ChangeType.EMERGENCY);
        deployed(decision);
        return decision.entry().index();
    }

    /** Ben reviews an emergency or override. */
    public void reviewed(long decision, boolean accepted) throws Exception {
        gate().review(policy, decision, Identity.parse("jenkins:ben"), accepted, "Read the change.");
    }

    /** The entries' kinds. */
    public List<String> kinds() throws IOException {
        var kinds = new ArrayList<String>();
        try (var all = ledger.ledger().entries(0)) {
            all.forEach(entry -> kinds.add(entry.kind()));
        }
        return kinds;
    }

    @Override
    public void close() throws IOException {
        ledger.close();
        github.close();
    }
}
