package io.jenkins.plugins.itgc.gate;

import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.evidence.EvidenceGatherer;
import io.jenkins.plugins.itgc.evidence.Sources;
import io.jenkins.plugins.itgc.evidence.Standing;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.PolicySeen;
import io.jenkins.plugins.itgc.history.ResultRecord;
import io.jenkins.plugins.itgc.history.ReviewRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.identity.IdentityMap;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.policy.BusinessDays;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.EffectivePolicy.Mode;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The gate: gathers what approved a deployment, decides, writes the decision down, and only then answers. Where the ledger
 * cannot be written there is no answer, so nothing is allowed.
 */
public final class ChangeGate {
    private final DeploymentLedger ledger;
    private final InstantSource clock;
    private final Executor executor;

    /**
     * @param ledger where decisions are recorded
     * @param clock the time of decisions
     * @param executor runs the reading of evidence, several at a time
     */
    public ChangeGate(DeploymentLedger ledger, InstantSource clock, Executor executor) {
        this.ledger = ledger;
        this.clock = clock;
        this.executor = executor;
    }

    /**
     * Decides on a deployment and records the decision. A request whose key was decided on before gets that decision.
     *
     * @throws PolicyException where the policy has no such environment
     * @throws GateException where the key was given to another question before
     * @throws IOException where the ledger cannot be read or written; the deployment is then not allowed
     */
    public Recorded decide(Policy policy, DeploymentRequest request, Sources sources)
            throws PolicyException, GateException, IOException {
        Optional<Recorded> before = decidedBefore(request);
        if (before.isPresent()) {
            return before.get();
        }
        EffectivePolicy effective = policy.effective(request.service(), request.environment());
        Standing standing =
                ledger.standing(request, effective.settings().promotion().from());
        Evidence evidence = effective.mode() == Mode.OUT_OF_SCOPE
                ? EvidenceGatherer.none(
                        request, now(), standing, effective.outOfScope().orElse(""))
                : new EvidenceGatherer(sources, effective.settings(), executor).gather(request, now(), standing);
        Decision decision = Decision.of(effective, evidence);
        return record(policy, new DecisionRecord(decision, evidence));
    }

    /** Records a decision, unless the same request was decided on in the meantime. */
    private synchronized Recorded record(Policy policy, DecisionRecord made) throws GateException, IOException {
        Optional<Recorded> meanwhile = decidedBefore(made.evidence().request());
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        ledger.see(new PolicySeen(policy.hash(), policy.document()));
        return new Recorded(ledger.append(EntryKind.DECISION, made), made.decision(), made.evidence());
    }

    private Optional<Recorded> decidedBefore(DeploymentRequest request) throws GateException, IOException {
        Optional<Long> index = request.key().flatMap(ledger.history()::decisionFor);
        if (index.isEmpty()) {
            return Optional.empty();
        }
        DecisionRecord made = decision(index.get());
        if (!made.evidence().request().asksTheSameAs(request)) {
            throw new GateException(
                    "the key \"" + request.key().orElseThrow() + "\" belongs to another question, entry " + index.get()
                            + "; give each deployment a key of its own");
        }
        Entry entry = ledger.ledger().entry(index.get()).orElseThrow();
        return Optional.of(new Recorded(entry, made.decision(), made.evidence()));
    }

    /**
     * Records how a deployment ended. Saying the same twice is recorded once.
     *
     * @param decision index of the entry that decided on it
     * @throws GateException where that entry is no decision, the times are out of order, or another result is recorded
     */
    public Entry recordResult(long decision, ResultRecord.Outcome outcome, Instant startedAt, Instant endedAt)
            throws GateException, IOException {
        DecisionRecord made = decision(decision);
        if (endedAt.isBefore(startedAt)) {
            throw new GateException("the deployment cannot end (" + endedAt + ") before it starts (" + startedAt + ")");
        }
        DeploymentRequest request = made.evidence().request();
        var result = new ResultRecord(
                decision,
                request.deploymentId(),
                request.service(),
                request.environment(),
                request.commit(),
                request.artifactDigest(),
                made.decision().allowed(),
                outcome,
                startedAt.truncatedTo(ChronoUnit.MILLIS),
                endedAt.truncatedTo(ChronoUnit.MILLIS));
        synchronized (this) {
            Optional<Long> before = ledger.history().resultOf(decision);
            if (before.isEmpty()) {
                return ledger.append(EntryKind.DEPLOYMENT_RESULT, result);
            }
            if (ledger.result(before.get()).filter(result::equals).isPresent()) {
                return ledger.ledger().entry(before.get()).orElseThrow();
            }
            throw new GateException("entry " + decision + " has a result already, entry " + before.get()
                    + "; a result is never changed");
        }
    }

    /**
     * Records the review of an emergency.
     *
     * @param policy the policy in force now: its identities tell whether the reviewer is another person
     * @throws GateException where no review is owed, or the reviewer is not shown to be another person
     */
    public Entry review(Policy policy, long decision, Identity reviewer, boolean accepted, String comment)
            throws GateException, PolicyException, IOException {
        DecisionRecord made = decision(decision);
        if (comment.isBlank()) {
            throw new GateException("a review needs a comment: what was looked at, and what was found");
        }
        DeploymentRequest request = made.evidence().request();
        EffectivePolicy effective = policy.effective(request.service(), request.environment());
        synchronized (this) {
            if (ledger.history().owed(decision).isEmpty()) {
                throw new GateException(
                        "entry " + decision + " owes no review: it is no allowed emergency, or was reviewed");
            }
            requireOther(effective.identities(), reviewer, request.deployer());
            Instant due = made.decision().reviewDue().orElseGet(() -> new BusinessDays(
                            effective.settings().emergency())
                    .due(made.evidence().at()));
            return ledger.append(
                    EntryKind.EMERGENCY_REVIEW,
                    new ReviewRecord(decision, reviewer, accepted, comment.strip(), now().isBefore(due)));
        }
    }

    private static void requireOther(IdentityMap identities, Identity reviewer, Optional<Identity> declaredBy)
            throws GateException {
        IdentityMap.Match match = declaredBy
                .map(declarer -> identities.compare(declarer, reviewer))
                .orElse(IdentityMap.Match.UNKNOWN);
        String declarer = declaredBy.map(Identity::toString).orElse("an unknown person");
        switch (match) {
            case SAME ->
                throw new GateException(
                        reviewer + " declared this emergency as " + declarer + "; another person must review it");
            case UNKNOWN ->
                throw new GateException("whether " + reviewer + " is " + declarer
                        + ", who declared this emergency, is not known; add both to the policy's identities");
            case DIFFERENT -> {}
        }
    }

    private DecisionRecord decision(long index) throws GateException, IOException {
        return ledger.decision(index)
                .orElseThrow(() -> new GateException(
                        "entry " + index + " is no decision; itgc-gate ledger list --kind decision shows them"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
