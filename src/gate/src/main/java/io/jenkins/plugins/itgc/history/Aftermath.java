package io.jenkins.plugins.itgc.history;

import io.jenkins.plugins.itgc.ledger.Entry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What followed decisions: as the history remembers it, and of decisions it has forgotten what was seen in passing. */
final class Aftermath {
    private final DeploymentLedger deployments;
    private final Map<Long, Trail> seen = new HashMap<>();

    Aftermath(DeploymentLedger deployments) {
        this.deployments = deployments;
    }

    /** Notes an entry that may be about a decision. */
    void note(Entry entry) {
        long index = entry.index();
        switch (entry.kind()) {
            case "deployment-start" -> note(entry, trail -> trail.withStart(index));
            case "deployment-result" -> note(entry, trail -> trail.withResult(index));
            case "override" -> note(entry, trail -> trail.withOverride(index));
            case "rejection" -> note(entry, trail -> trail.withRejection(index));
            case "emergency-review" -> note(entry, trail -> trail.withReview(index));
            default -> {}
        }
    }

    private void note(Entry entry, UnaryOperator<Trail> with) {
        long decision = entry.body().path("decision").asLong(-1);
        seen.put(decision, with.apply(seen.getOrDefault(decision, Trail.of(decision))));
    }

    Trail trail(long decision) {
        return deployments.history().trail(decision).orElseGet(() -> seen.getOrDefault(decision, Trail.of(decision)));
    }

    boolean overridden(long decision) throws IOException {
        return entry(decision, trail(decision).override(), EntryKind.OVERRIDE).isPresent();
    }

    /** How the deployment ended. */
    Optional<ResultRecord.Outcome> outcome(long decision) throws IOException {
        return entry(decision, trail(decision).result(), EntryKind.DEPLOYMENT_RESULT)
                .flatMap(result -> outcome(result.body().path("outcome").asText()));
    }

    private static Optional<ResultRecord.Outcome> outcome(String text) {
        for (var outcome : ResultRecord.Outcome.values()) {
            if (outcome.name().equals(text)) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }

    /** The entry, where it is what the trail says: the history comes from a file that somebody may have edited. */
    private Optional<Entry> entry(long decision, Optional<Long> index, EntryKind kind) throws IOException {
        return index.isEmpty()
                ? Optional.empty()
                : deployments
                        .ledger()
                        .entry(index.get())
                        .filter(entry -> entry.kind().equals(kind.text())
                                && entry.body().path("decision").asLong(-1) == decision);
    }
}
