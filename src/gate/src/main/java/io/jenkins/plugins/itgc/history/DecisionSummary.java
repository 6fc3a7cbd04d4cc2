package io.jenkins.plugins.itgc.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A decision in one row of a list. Read without the rest of its entry, and lenient: what an entry does not say is empty.
 *
 * @param index its entry
 * @param at when it was recorded, UTC
 * @param commit the deployed commit, hexadecimal
 * @param deployer who deploys, {@code system:id}
 * @param pullRequests numbers of the pull requests that the deployment brings
 * @param tickets keys of the linked tickets
 * @param reasons codes of what failed or could not be determined, and was not waived
 * @param outcome how the deployment ended, where that is known
 * @param buildUrl where the deployment can be looked at, as the request said: hostile text
 * @param leafHash the entry's leaf hash, hexadecimal
 */
public record DecisionSummary(
        long index,
        Instant at,
        String service,
        String environment,
        String commit,
        Resolution resolution,
        Optional<String> deployer,
        List<Integer> pullRequests,
        List<String> tickets,
        List<String> reasons,
        Optional<ResultRecord.Outcome> outcome,
        Optional<String> buildUrl,
        String leafHash) {
    private static final Set<String> NOTES = Arrays.stream(ReasonCode.values())
            .filter(code -> code.kind() == ReasonCode.Kind.NOTE)
            .map(ReasonCode::name)
            .collect(Collectors.toSet());

    public DecisionSummary {
        pullRequests = List.copyOf(pullRequests);
        tickets = List.copyOf(tickets);
        reasons = List.copyOf(reasons);
    }

    /** Sums up a decision and what followed it. */
    public static DecisionSummary of(Entry decision, AuditTrail trail) {
        return of(decision, trail.override().isPresent())
                .with(trail.result().map(result -> result.body().outcome()));
    }

    static DecisionSummary of(Entry entry, boolean overridden) {
        JsonNode body = entry.body();
        JsonNode request = body.at("/evidence/request");
        return new DecisionSummary(
                entry.index(),
                entry.time(),
                request.path("service").asText(),
                request.path("environment").asText(),
                request.path("commit").asText(),
                Resolution.of(body, overridden),
                text(request.path("deployer")),
                stream(body.at("/evidence/trace/pullRequests"))
                        .map(traced -> traced.at("/pullRequest/number").asInt())
                        .toList(),
                stream(body.at("/evidence/tickets"))
                        .map(ticket -> ticket.path("key").asText())
                        .distinct()
                        .toList(),
                reasons(body.path("decision")),
                Optional.empty(),
                text(request.path("buildUrl")),
                entry.leafHash().hex());
    }

    DecisionSummary with(Optional<ResultRecord.Outcome> ended) {
        return new DecisionSummary(
                index,
                at,
                service,
                environment,
                commit,
                resolution,
                deployer,
                pullRequests,
                tickets,
                reasons,
                ended,
                buildUrl,
                leafHash);
    }

    private static List<String> reasons(JsonNode decision) {
        List<String> waived =
                stream(decision.path("waived")).map(JsonNode::asText).toList();
        List<String> codes = new ArrayList<>();
        for (JsonNode control : decision.path("controls")) {
            String outcome = control.path("outcome").asText();
            boolean blocks = outcome.equals("FAIL") || outcome.equals("NOT_DETERMINABLE");
            if (blocks && !waived.contains(control.path("id").asText())) {
                control.path("reasons")
                        .forEach(reason -> codes.add(reason.path("code").asText()));
            }
        }
        return codes.stream().filter(code -> !NOTES.contains(code)).distinct().toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue());
    }
}
