package io.jenkins.plugins.itgc.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.HistoryException;
import io.jenkins.plugins.itgc.history.PolicySeen;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides again from what the ledger holds: a decision is a pure function of its evidence and its policy. */
final class Replay {
    private static final String POLICY_SEEN = "policy-seen";

    private Replay() {}

    /**
     * What deciding again came to.
     *
     * @param same whether it is the recorded decision
     * @param policyEntry the entry that holds the policy
     * @param text the result for people
     */
    record Result(boolean same, long policyEntry, String text) {}

    /**
     * Decides again.
     *
     * @throws HistoryException where the entry or its policy cannot be read
     */
    static Result of(Entry entry, Ledger ledger) throws IOException {
        try {
            DecisionRecord made = Json.read(entry.body(), DecisionRecord.class);
            Entry seen = policyOf(made.decision().policyHash(), entry.index(), ledger);
            Policy policy = Policy.of(Json.read(seen.body(), PolicySeen.class).policy());
            DeploymentRequest request = made.evidence().request();
            Decision again = Decision.of(policy.effective(request.service(), request.environment()), made.evidence());
            boolean same =
                    Json.tree(again.asOf(made.decision())).equals(entry.body().path("decision"));
            return new Result(
                    same,
                    seen.index(),
                    "decided again from this entry's evidence and the policy of entry " + seen.index() + ": "
                            + (same ? "the same decision" : "another decision, " + again.verdict()));
        } catch (JsonProcessingException | PolicyException e) {
            throw new HistoryException("entry " + entry.index() + " cannot be decided again: " + e.getMessage());
        }
    }

    private static Entry policyOf(String hash, long before, Ledger ledger) throws IOException {
        try (Stream<Entry> entries = ledger.newestFirst()) {
            Optional<Entry> found = entries.filter(entry -> entry.index() < before
                            && entry.kind().equals(POLICY_SEEN)
                            && entry.body().path("hash").asText().equals(hash))
                    .findFirst();
            return found.orElseThrow(
                    () -> new HistoryException("the ledger has no policy " + hash + " before entry " + before));
        }
    }
}
