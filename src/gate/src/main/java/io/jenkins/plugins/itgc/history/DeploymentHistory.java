package io.jenkins.plugins.itgc.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.evidence.Standing;
import io.jenkins.plugins.itgc.evidence.Standing.OpenEmergency;
import io.jenkins.plugins.itgc.evidence.Standing.PriorDeployment;
import io.jenkins.plugins.itgc.history.Snapshot.Lane;
import io.jenkins.plugins.itgc.history.Snapshot.Owed;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the entries of a ledger say of deployments, entry by entry: what was deployed last where, which emergencies owe a
 * review, which policy was seen last. Safe for use by several threads. Its size does not grow with the ledger's.
 */
public final class DeploymentHistory {
    /** Successful deployments remembered for each service and environment: as far back as a promotion or rollback is seen. */
    public static final int REMEMBERED_DEPLOYMENTS = 100;

    /** Decisions whose key and result are remembered, so that neither is recorded twice. */
    public static final int REMEMBERED_DECISIONS = 10_000;

    private record Place(String service, String environment) {}

    private long size;
    private String lastLeaf;
    private Optional<String> policyHash;
    private final Map<Place, Deque<PriorDeployment>> lanes = new LinkedHashMap<>();
    private final Map<Long, Owed> owed = new LinkedHashMap<>();
    private final Map<String, Long> decisionByKey = new Newest<>(REMEMBERED_DECISIONS);
    private final Map<Long, Long> resultByDecision = new Newest<>(REMEMBERED_DECISIONS);

    /** The history of an empty ledger. */
    public DeploymentHistory() {
        this(Snapshot.EMPTY);
    }

    DeploymentHistory(Snapshot snapshot) {
        size = snapshot.size();
        lastLeaf = snapshot.lastLeaf();
        policyHash = snapshot.policyHash();
        for (Lane lane : snapshot.lanes()) {
            lanes.put(new Place(lane.service(), lane.environment()), new ArrayDeque<>(lane.deployments()));
        }
        snapshot.owed().forEach(one -> owed.put(one.emergency().entry(), one));
        decisionByKey.putAll(snapshot.decisionByKey());
        resultByDecision.putAll(snapshot.resultByDecision());
    }

    /** How many entries it knows. */
    public synchronized long size() {
        return size;
    }

    /**
     * Takes in the next entry.
     *
     * @throws HistoryException where it is not the next one, or is of a known kind and cannot be read
     */
    public synchronized void add(Entry entry) throws HistoryException {
        if (entry.index() != size) {
            throw new HistoryException("entry " + entry.index() + " does not follow entry " + (size - 1));
        }
        try {
            switch (entry.kind()) {
                case "decision" -> add(entry.index(), Json.read(entry.body(), DecisionRecord.class));
                case "deployment-result" -> add(entry.index(), Json.read(entry.body(), ResultRecord.class));
                case "emergency-review" ->
                    owed.remove(Json.read(entry.body(), ReviewRecord.class).decision());
                case "policy-seen" ->
                    policyHash = Optional.of(
                            Json.read(entry.body(), PolicySeen.class).hash());
                default -> {}
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new HistoryException("entry " + entry.index() + " is no " + entry.kind()
                    + " that this version can read: " + e.getMessage());
        }
        size = entry.index() + 1;
        lastLeaf = entry.leafHash().hex();
    }

    private void add(long index, DecisionRecord made) {
        DeploymentRequest request = made.evidence().request();
        request.key().ifPresent(key -> decisionByKey.put(key, index));
        if (request.changeType() == ChangeType.EMERGENCY && made.decision().verdict() == Verdict.ALLOWED) {
            var emergency = new OpenEmergency(
                    index,
                    request.environment(),
                    request.deployer(),
                    made.evidence().at());
            owed.put(index, new Owed(request.service(), emergency));
        }
    }

    private void add(long index, ResultRecord result) {
        resultByDecision.put(result.decision(), index);
        if (result.allowed() && result.outcome() == ResultRecord.Outcome.SUCCESS) {
            Deque<PriorDeployment> lane = lanes.computeIfAbsent(
                    new Place(result.service(), result.environment()), place -> new ArrayDeque<>());
            lane.addLast(new PriorDeployment(
                    index, result.decision(), result.commit(), result.artifactDigest(), result.endedAt()));
            if (lane.size() > REMEMBERED_DEPLOYMENTS) {
                lane.removeFirst();
            }
        }
    }

    /**
     * What is known before a decision.
     *
     * @param lower the lower environment that the policy names, if it does
     */
    public synchronized Standing standing(DeploymentRequest request, Optional<String> lower) {
        return new Standing(
                newest(request.environment(), request, prior -> true),
                newest(request.environment(), request, prior -> prior.commit().equals(request.commit())),
                lower.flatMap(environment -> newest(environment, request, prior -> isSame(prior, request))),
                owed.values().stream()
                        .filter(one -> one.service().equals(request.service()))
                        .map(Owed::emergency)
                        .toList());
    }

    /** The same artifact where both say which, otherwise the same commit. */
    private static boolean isSame(PriorDeployment prior, DeploymentRequest request) {
        return prior.artifactDigest().isPresent() && request.artifactDigest().isPresent()
                ? prior.artifactDigest().equals(request.artifactDigest())
                : prior.commit().equals(request.commit());
    }

    private Optional<PriorDeployment> newest(
            String environment, DeploymentRequest request, Predicate<PriorDeployment> which) {
        Deque<PriorDeployment> lane = lanes.get(new Place(request.service(), environment));
        if (lane == null) {
            return Optional.empty();
        }
        var newestFirst = lane.descendingIterator();
        while (newestFirst.hasNext()) {
            PriorDeployment prior = newestFirst.next();
            if (which.test(prior)) {
                return Optional.of(prior);
            }
        }
        return Optional.empty();
    }

    /** Hash of the policy seen last. */
    public synchronized Optional<String> policyHash() {
        return policyHash;
    }

    /** The decision on a request with this key, if it is among the newest. */
    public synchronized Optional<Long> decisionFor(String key) {
        return Optional.ofNullable(decisionByKey.get(key));
    }

    /** The result of a decision, if it is among the newest. */
    public synchronized Optional<Long> resultOf(long decision) {
        return Optional.ofNullable(resultByDecision.get(decision));
    }

    /** The emergency of this decision, while its review is owed. */
    public synchronized Optional<OpenEmergency> owed(long decision) {
        return Optional.ofNullable(owed.get(decision)).map(Owed::emergency);
    }

    synchronized Snapshot snapshot() {
        List<Lane> all = new ArrayList<>();
        lanes.forEach((place, deployments) ->
                all.add(new Lane(place.service(), place.environment(), List.copyOf(deployments))));
        return new Snapshot(
                size, lastLeaf, policyHash, all, List.copyOf(owed.values()), decisionByKey, resultByDecision);
    }
}
