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
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.EffectivePolicy.Mode;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
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
    private final PastDecisions past;

    /**
     * @param ledger where decisions are recorded
     * @param clock the time of decisions
     * @param executor runs the reading of evidence, several at a time
     */
    public ChangeGate(DeploymentLedger ledger, InstantSource clock, Executor executor) {
        this.ledger = ledger;
        this.clock = clock;
        this.executor = executor;
        this.past = new PastDecisions(ledger);
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
        Optional<Recorded> before = decided(request);
        if (before.isPresent()) {
            return before.get();
        }
        Assessment assessment = assess(policy, request, sources);
        if (Thread.interrupted()) {
            // What could not be read now is no answer that a key should keep.
            throw new InterruptedIOException("cancelled; nothing was decided");
        }
        return record(assessment);
    }

    /**
     * Gathers what approved a deployment and decides, and records nothing: nothing may go on by it.
     *
     * @throws PolicyException where the policy has no such environment
     * @throws IOException where the ledger cannot be read
     */
    public Assessment assess(Policy policy, DeploymentRequest request, Sources sources)
            throws PolicyException, IOException {
        EffectivePolicy effective = policy.effective(request.service(), request.environment());
        Standing standing =
                ledger.standing(request, effective.settings().promotion().from());
        Evidence evidence = effective.mode() == Mode.OUT_OF_SCOPE
                ? EvidenceGatherer.none(
                        request, now(), standing, effective.outOfScope().orElse(""))
                : new EvidenceGatherer(sources, effective.settings(), executor).gather(request, now(), standing);
        return new Assessment(policy, Decision.of(effective, evidence), evidence);
    }

    /**
     * Records an assessment as the decision; it is durable when this returns. Where a request with the same key was decided
     * on in the meantime, that decision stands and is returned.
     *
     * @throws GateException where the key was given to another question before
     * @throws IOException where the ledger cannot be read or written; the deployment is then not allowed
     */
    public Recorded record(Assessment assessment) throws GateException, IOException {
        var made = new DecisionRecord(assessment.decision(), assessment.evidence());
        Policy policy = assessment.policy();
        synchronized (ledger) {
            Optional<Recorded> meanwhile = decided(made.evidence().request());
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            ledger.see(new PolicySeen(policy.hash(), policy.document()));
            return new Recorded(ledger.append(EntryKind.DECISION, made), made.decision(), made.evidence());
        }
    }

    /**
     * The decision on a request with this key, if it is among the newest; empty for a request without a key.
     *
     * @throws GateException where the key was given to another question
     */
    public Optional<Recorded> decided(DeploymentRequest request) throws GateException, IOException {
        Optional<Long> index = request.key().flatMap(ledger.history()::decisionFor);
        if (index.isEmpty()) {
            return Optional.empty();
        }
        Optional<Recorded> before = decided(index.get());
        if (before.filter(recorded -> recorded.evidence().request().asksTheSameAs(request))
                .isEmpty()) {
            throw new GateException(
                    "the key \"" + request.key().orElseThrow() + "\" belongs to another question, entry " + index.get()
                            + "; give each deployment a key of its own");
        }
        return before;
    }

    /** The decision that an entry records, if it records one. */
    public Optional<Recorded> decided(long entryIndex) throws IOException {
        return past.recorded(entryIndex);
    }

    /**
     * Records that a deployment starts. It starts once: later calls return the first entry.
     *
     * @param decision index of the entry that decided on it
     * @throws GateException where that entry is no decision, blocks and was not overridden, or has a result already
     */
    public Entry recordStart(long decision, Instant startedAt) throws GateException, IOException {
        return new DeploymentRecorder(ledger).start(decision, startedAt);
    }

    /**
     * Records how a deployment ended. Saying the same twice is recorded once.
     *
     * @param decision index of the entry that decided on it
     * @throws GateException where that entry is no decision, the times are out of order, or another result is recorded
     */
    public Entry recordResult(long decision, ResultRecord.Outcome outcome, Instant startedAt, Instant endedAt)
            throws GateException, IOException {
        return new DeploymentRecorder(ledger).result(decision, outcome, startedAt, endedAt);
    }

    /**
     * Records that somebody lets a blocked deployment go on, as an emergency that owes a review. Whether they are entitled to
     * is for the caller to say. Saying the same twice is recorded once.
     *
     * @param policy the policy in force now: its identities tell whether they are another person than those who took part in
     *     the change or started its deployment, as far as they are known (the entry says who is not); its emergency rules say
     *     when the review is due
     * @param reason why it cannot wait: 1 to 4,000 characters
     * @throws GateException where the entry does not block, or was overridden, rejected or carried out; where the person is
     *     not shown to be another one; where too many reviews of the service are overdue
     */
    public Entry override(Policy policy, long decision, Identity by, String reason)
            throws GateException, PolicyException, IOException {
        return new PersonalDecisions(ledger).override(policy, decision, by, reason, now());
    }

    /**
     * Records that somebody wants a blocked deployment to stay blocked: it cannot be overridden any more. Anybody may say so
     * whom the caller lets. Saying the same twice is recorded once.
     *
     * @param reason why: 1 to 4,000 characters
     * @throws GateException where the entry does not block, or was overridden, rejected or carried out
     */
    public Entry reject(long decision, Identity by, String reason) throws GateException, IOException {
        return new PersonalDecisions(ledger).reject(decision, by, reason, now());
    }

    /**
     * Records the review of an emergency or an override.
     *
     * @param policy the policy in force now: its identities tell whether the reviewer is another person than whoever declared
     *     or overrode, started the deployment, or is known to have taken part in the change
     * @throws GateException where no review is owed, or the reviewer is not shown to be another person
     */
    public Entry review(Policy policy, long decision, Identity reviewer, boolean accepted, String comment)
            throws GateException, PolicyException, IOException {
        return new PersonalDecisions(ledger).review(policy, decision, reviewer, accepted, comment, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
