package io.jenkins.plugins.itgc.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.evidence.Standing;
import io.jenkins.plugins.itgc.evidence.Standing.OpenEmergency;
import io.jenkins.plugins.itgc.evidence.Standing.PriorDeployment;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** A ledger of deployments: entries of the gate's kinds, and what they say so far. Safe for use by several threads. */
public final class DeploymentLedger implements Closeable {
    private final Ledger ledger;
    private final HistoryFile file;
    private final DeploymentHistory history;
    private final Object testing = new Object();

    /**
     * @param ledger opened for writing; closed with this
     * @param directory where what the ledger says is kept in short
     */
    public DeploymentLedger(Ledger ledger, Path directory) throws IOException {
        this.ledger = ledger;
        this.file = new HistoryFile(directory);
        this.history = file.load(ledger);
    }

    public Ledger ledger() {
        return ledger;
    }

    /** What the entries say so far. */
    public DeploymentHistory history() {
        return history;
    }

    /**
     * The monitor under which what people record of tests of the control is looked up and written: results, exceptions,
     * sign-offs. It is not that of this ledger, which deployments take: looking may mean years of entries, and no deployment
     * waits for more than one entry to be written. Whoever takes both takes this one first.
     */
    public Object testing() {
        return testing;
    }

    /** Appends an entry; it is durable when this returns. */
    public synchronized Entry append(EntryKind kind, Object body) throws IOException {
        Entry entry = ledger.append(kind.text(), Json.tree(body));
        history.add(entry);
        return entry;
    }

    /** Records a policy unless it is the one seen last. */
    public synchronized void see(PolicySeen policy) throws IOException {
        if (!history.policyHash().equals(Optional.of(policy.hash()))) {
            append(EntryKind.POLICY_SEEN, policy);
        }
    }

    /** The decision that an entry records, if it records one. */
    public Optional<DecisionRecord> decision(long index) throws IOException {
        return read(index, EntryKind.DECISION, DecisionRecord.class);
    }

    /** The result that an entry records, if it records one. */
    public Optional<ResultRecord> result(long index) throws IOException {
        return read(index, EntryKind.DEPLOYMENT_RESULT, ResultRecord.class);
    }

    /**
     * What was recorded about a decision after it, each part read from the ledger. Only of the newest
     * {@value DeploymentHistory#REMEMBERED_DECISIONS} decisions is that known.
     *
     * @return empty where the entry is no decision, or an older one
     * @throws HistoryException where the short form says what the ledger does not
     */
    public Optional<AuditTrail> about(long decision) throws IOException {
        Optional<Trail> known = history.trail(decision);
        return known.isEmpty() ? Optional.empty() : Optional.of(read(known.get()));
    }

    /**
     * The entries of a trail.
     *
     * @throws HistoryException where they are not what the trail says
     */
    AuditTrail read(Trail trail) throws IOException {
        long decision = trail.decision();
        return new AuditTrail(
                filed(decision, trail.start(), EntryKind.DEPLOYMENT_START, StartRecord.class, StartRecord::decision),
                filed(
                        decision,
                        trail.result(),
                        EntryKind.DEPLOYMENT_RESULT,
                        ResultRecord.class,
                        ResultRecord::decision),
                filed(decision, trail.override(), EntryKind.OVERRIDE, OverrideRecord.class, OverrideRecord::decision),
                filed(
                        decision,
                        trail.rejection(),
                        EntryKind.REJECTION,
                        RejectionRecord.class,
                        RejectionRecord::decision),
                filed(
                        decision,
                        trail.review(),
                        EntryKind.EMERGENCY_REVIEW,
                        ReviewRecord.class,
                        ReviewRecord::decision));
    }

    private <T> Optional<Filed<T>> filed(
            long decision, Optional<Long> index, EntryKind kind, Class<T> type, ToLongFunction<T> about)
            throws IOException {
        if (index.isEmpty()) {
            return Optional.empty();
        }
        T body = read(index.get(), kind, type)
                .filter(found -> about.applyAsLong(found) == decision)
                .orElseThrow(() -> disagrees("entry " + index.get() + " is no " + kind.text() + " of " + decision));
        return Optional.of(new Filed<>(ledger.entry(index.get()).orElseThrow(), body));
    }

    private <T> Optional<T> read(long index, EntryKind kind, Class<T> type) throws IOException {
        Optional<Entry> entry = ledger.entry(index).filter(found -> found.kind().equals(kind.text()));
        try {
            return entry.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Json.read(entry.get().body(), type));
        } catch (JsonProcessingException e) {
            throw new HistoryException("entry " + index + " cannot be read as " + kind.text() + ": " + Json.words(e));
        }
    }

    /**
     * What is known before a decision, each part of it looked up in the ledger: the short form is a file that somebody may
     * have edited.
     *
     * @param lower the lower environment that the policy names, if it does
     * @throws HistoryException where the short form says what the ledger does not
     */
    public Standing standing(DeploymentRequest request, Optional<String> lower) throws IOException {
        Standing standing = history.standing(request, lower);
        check(standing.last(), request, request.environment());
        check(standing.sameCommit(), request, request.environment());
        check(standing.promoted(), request, lower.orElse(""));
        for (OpenEmergency open : standing.openEmergencies()) {
            if (!isDeclared(open, request.service()) && !isOverride(open, request.service())) {
                throw disagrees("entry " + open.entry() + " is no emergency of " + open.decidedAt());
            }
        }
        return standing;
    }

    private boolean isDeclared(OpenEmergency open, String service) throws IOException {
        return decision(open.entry())
                .map(DecisionRecord::evidence)
                .filter(evidence -> evidence.request().changeType() == ChangeType.EMERGENCY
                        && evidence.request().service().equals(service)
                        && evidence.at().equals(open.decidedAt()))
                .isPresent();
    }

    private boolean isOverride(OpenEmergency open, String service) throws IOException {
        Optional<Long> index = history.owed(open.entry()).flatMap(OwedReview::override);
        return index.isPresent()
                && read(index.get(), EntryKind.OVERRIDE, OverrideRecord.class)
                        .filter(override -> override.decision() == open.entry()
                                && override.service().equals(service)
                                && override.at().equals(open.decidedAt()))
                        .isPresent();
    }

    private void check(Optional<PriorDeployment> said, DeploymentRequest request, String environment)
            throws IOException {
        if (said.isEmpty()) {
            return;
        }
        PriorDeployment prior = said.get();
        boolean stands = result(prior.entry())
                .filter(result -> result.allowed()
                        && result.outcome() == ResultRecord.Outcome.SUCCESS
                        && result.service().equals(request.service())
                        && result.environment().equals(environment)
                        && result.commit().equals(prior.commit())
                        && result.artifactDigest().equals(prior.artifactDigest()))
                .isPresent();
        if (!stands) {
            throw disagrees("entry " + prior.entry() + " is no successful deployment of "
                    + prior.commit().brief() + " to " + environment);
        }
    }

    private static HistoryException disagrees(String what) {
        return new HistoryException(HistoryFile.NAME + " disagrees with the ledger: " + what
                + ". Verify the ledger, then delete the file; it is made again.");
    }

    /** Brings the checkpoint up to date, and keeps what the entries say for the next opening. */
    @Override
    public void close() throws IOException {
        try (ledger) {
            file.save(history);
        }
    }
}
