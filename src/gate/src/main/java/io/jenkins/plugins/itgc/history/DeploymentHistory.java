package io.jenkins.plugins.itgc.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.evidence.Standing;
import io.jenkins.plugins.itgc.evidence.Standing.PriorDeployment;
import io.jenkins.plugins.itgc.history.Snapshot.Lane;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What the entries of a ledger say of deployments, entry by entry: what was deployed last where, what is blocked now,
 * which emergencies owe a review, which policy was seen last. Safe for use by several threads. Its size does not grow with
 * the ledger's.
 */
public final class DeploymentHistory {
    /** Successful deployments remembered for each service and environment: as far back as a promotion or rollback is seen. */
    public static final int REMEMBERED_DEPLOYMENTS = 100;

    /** Decisions whose key and what followed them are remembered, so that nothing is recorded twice. */
    public static final int REMEMBERED_DECISIONS = 10_000;

    private record Place(String service, String environment) {}

    private long size;
    private String lastLeaf;
    private Optional<String> policyHash;
    private final Map<Place, Deque<PriorDeployment>> lanes = new LinkedHashMap<>();
    private final Map<Long, OwedReview> owed = new LinkedHashMap<>();
    private final Map<Place, BlockedDeployment> blocked = new LinkedHashMap<>();
    private final Map<String, Long> decisionByKey = new Newest<>(REMEMBERED_DECISIONS);
    private final Map<Long, Trail> trails = new Newest<>(REMEMBERED_DECISIONS);

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
        snapshot.owed().forEach(one -> owed.put(one.decision(), one));
        snapshot.blocked().forEach(one -> blocked.put(new Place(one.service(), one.environment()), one));
        decisionByKey.putAll(snapshot.decisionByKey());
        snapshot.trails().forEach(trail -> trails.put(trail.decision(), trail));
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
            add(entry.index(), entry.kind(), entry.body());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new HistoryException("entry " + entry.index() + " is no " + entry.kind()
                    + " that this version can read: " + Json.words(e));
        }
        size = entry.index() + 1;
        lastLeaf = entry.leafHash().hex();
    }

    private void add(long index, String kind, JsonNode body) throws JsonProcessingException {
        switch (kind) {
            case "decision" -> add(index, Json.read(body, DecisionRecord.class));
            case "deployment-start" ->
                follow(Json.read(body, StartRecord.class).decision(), trail -> trail.withStart(index));
            case "deployment-result" -> add(index, Json.read(body, ResultRecord.class));
            case "override" -> add(index, Json.read(body, OverrideRecord.class));
            case "rejection" ->
                follow(Json.read(body, RejectionRecord.class).decision(), trail -> trail.withRejection(index));
            case "emergency-review" -> {
                long decision = Json.read(body, ReviewRecord.class).decision();
                owed.remove(decision);
                follow(decision, trail -> trail.withReview(index));
            }
            case "policy-seen" ->
                policyHash = Optional.of(Json.read(body, PolicySeen.class).hash());
            default -> {}
        }
    }

    private void follow(long decision, UnaryOperator<Trail> with) {
        trails.computeIfPresent(decision, (index, trail) -> with.apply(trail));
    }

    private void add(long index, DecisionRecord made) {
        DeploymentRequest request = made.evidence().request();
        request.key().ifPresent(key -> decisionByKey.put(key, index));
        trails.put(index, Trail.of(index));
        var place = new Place(request.service(), request.environment());
        if (made.decision().allowed()) {
            blocked.remove(place);
        } else {
            blocked.put(
                    place,
                    new BlockedDeployment(
                            index,
                            place.service(),
                            place.environment(),
                            made.evidence().at()));
        }
        if (request.changeType() == ChangeType.EMERGENCY && made.decision().verdict() == Verdict.ALLOWED) {
            owed.put(
                    index,
                    new OwedReview(
                            index,
                            Optional.empty(),
                            request.service(),
                            request.environment(),
                            request.deployer(),
                            made.evidence().at(),
                            made.decision().reviewDue()));
        }
    }

    private void add(long index, OverrideRecord override) {
        follow(override.decision(), trail -> trail.withOverride(index));
        blocked.values().removeIf(one -> one.decision() == override.decision());
        owed.put(
                override.decision(),
                new OwedReview(
                        override.decision(),
                        Optional.of(index),
                        override.service(),
                        override.environment(),
                        Optional.of(override.by()),
                        override.at(),
                        Optional.of(override.reviewDue())));
    }

    private void add(long index, ResultRecord result) {
        follow(result.decision(), trail -> trail.withResult(index));
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
                        .map(OwedReview::emergency)
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
        return trail(decision).flatMap(Trail::result);
    }

    /** What followed a decision, if it is among the newest. */
    synchronized Optional<Trail> trail(long decision) {
        return Optional.ofNullable(trails.get(decision));
    }

    /** The review that this decision owes, declared as an emergency or overridden. */
    public synchronized Optional<OwedReview> owed(long decision) {
        return Optional.ofNullable(owed.get(decision));
    }

    /** All reviews that emergencies and overrides owe, in the order in which they were allowed. */
    public synchronized List<OwedReview> owed() {
        return List.copyOf(owed.values());
    }

    /** What is blocked now, oldest first; one for each service and environment at most. */
    public synchronized List<BlockedDeployment> blockedNow() {
        return blocked.values().stream()
                .sorted(Comparator.comparingLong(BlockedDeployment::decision))
                .toList();
    }

    synchronized Snapshot snapshot() {
        List<Lane> all = new ArrayList<>();
        lanes.forEach((place, deployments) ->
                all.add(new Lane(place.service(), place.environment(), List.copyOf(deployments))));
        return new Snapshot(
                Snapshot.FORM,
                size,
                lastLeaf,
                policyHash,
                all,
                List.copyOf(owed.values()),
                List.copyOf(blocked.values()),
                decisionByKey,
                List.copyOf(trails.values()));
    }
}
