package io.jenkins.plugins.itgc.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.DecisionSummary;
import io.jenkins.plugins.itgc.ledger.Entry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A decision as a row of the table of deployments; {@code docs/publication.md} tells its columns. Lenient: what an entry does
 * not say is left out, and so is what could not be read when it was decided.
 */
final class DeploymentRow {
    private DeploymentRow() {}

    /**
     * The row of a decision.
     *
     * @param followed the columns of the events that followed it, as far as they are known
     * @param asOf how many entries of the ledger were looked at for them
     */
    static ObjectNode of(Entry entry, Optional<ObjectNode> followed, long asOf) {
        var summary = DecisionSummary.of(entry, AuditTrail.NOTHING);
        JsonNode decision = entry.body().path("decision");
        JsonNode request = entry.body().at("/evidence/request");
        JsonNode trace = entry.body().at("/evidence/trace");
        var row = new Row();
        row.number("decision", entry.index());
        row.text("leaf_hash", summary.leafHash());
        row.time("recorded_at", entry.time());
        row.text("deployment_id", request.path("deploymentId"));
        row.text("service", request.path("service"));
        row.text("environment", request.path("environment"));
        row.text("repository", request.path("repository"));
        row.text("commit_id", request.path("commit"));
        row.text("previous_commit_id", trace.at("/range/value/base"));
        row.number("changes", trace.path("commits").size());
        row.text("change_type", request.path("changeType"));
        row.text("deployer", request.path("deployer"));
        row.text("trigger_cause", request.path("trigger"));
        row.text("build_url", request.path("buildUrl"));
        row.text("artifact_digest", request.path("artifactDigest"));
        row.list("pull_requests", summary.pullRequests());
        row.list("tickets", summary.tickets());
        row.text("mode", decision.path("mode"));
        row.text("verdict", decision.path("verdict"));
        row.flag("allowed", allowed(decision));
        row.list("reasons", summary.reasons());
        row.list("waived_controls", texts(decision.path("waived")));
        row.text("policy_hash", decision.path("policyHash"));
        row.time("review_due", decision.path("reviewDue"));
        tests(row, entry.body().at("/evidence/tests/files"));
        followed.ifPresent(row::all);
        row.number("as_of", asOf);
        return row.node();
    }

    /** As {@link io.jenkins.plugins.itgc.decision.Decision#allowed} says, of a recorded decision. */
    private static boolean allowed(JsonNode decision) {
        return List.of("OBSERVE", "OUT_OF_SCOPE").contains(decision.path("mode").asText())
                || decision.path("verdict").asText().equals("ALLOWED");
    }

    /** Totals of all files; none where one of them could not be read. */
    private static void tests(Row row, JsonNode files) {
        List<JsonNode> totals =
                stream(files).map(file -> file.at("/totals/value")).toList();
        if (!totals.isEmpty() && totals.stream().allMatch(JsonNode::isObject)) {
            long failed = sum(totals, "failed") + sum(totals, "errors");
            row.number("tests_executed", sum(totals, "passed") + failed);
            row.number("tests_failed", failed);
            row.number("tests_skipped", sum(totals, "skipped"));
        }
    }

    private static long sum(List<JsonNode> totals, String name) {
        return totals.stream().mapToLong(total -> total.path(name).asLong()).sum();
    }

    private static List<String> texts(JsonNode array) {
        return stream(array).map(JsonNode::asText).collect(Collectors.toList());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
