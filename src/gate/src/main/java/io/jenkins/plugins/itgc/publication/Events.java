package io.jenkins.plugins.itgc.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.ledger.Entry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What followed decisions within one part of the ledger: a row of its own for each, and columns of the decision's row. */
final class Events {
    private final Map<Long, ObjectNode> followed = new HashMap<>();

    /** Takes in an entry, and gives its row where it is about a decision. */
    Optional<ObjectNode> row(Entry entry) {
        JsonNode body = entry.body();
        JsonNode decision = body.path("decision");
        var about = new Row();
        if (!decision.isIntegralNumber() || !columns(about, entry)) {
            return Optional.empty();
        }
        followed.computeIfAbsent(decision.longValue(), any -> new Row().node()).setAll(about.node());
        var row = new Row();
        row.number("entry", entry.index());
        row.number("decision", decision.longValue());
        row.text("kind", entry.kind());
        row.time("recorded_at", entry.time());
        row.text("leaf_hash", entry.leafHash().hex());
        row.text("service", body.path("service"));
        row.text("environment", body.path("environment"));
        row.all(about.node());
        return Optional.of(row.node());
    }

    /** The columns of all that followed a decision so far. */
    Optional<ObjectNode> after(long decision) {
        return Optional.ofNullable(followed.get(decision));
    }

    /** What each kind of event says; there is at most one of each kind for a decision, so columns never collide. */
    private static boolean columns(Row row, Entry entry) {
        JsonNode body = entry.body();
        switch (entry.kind()) {
            case "deployment-start" -> row.time("started_at", body.path("startedAt"));
            case "deployment-result" -> {
                row.text("outcome", body.path("outcome"));
                row.time("started_at", body.path("startedAt"));
                row.time("ended_at", body.path("endedAt"));
            }
            case "override" -> {
                row.text("overridden_by", body.path("by"));
                row.time("overridden_at", entry.time());
                row.text("override_reason", body.path("reason"));
                row.time("review_due", body.path("reviewDue"));
            }
            case "rejection" -> {
                row.text("rejected_by", body.path("by"));
                row.time("rejected_at", entry.time());
                row.text("rejection_reason", body.path("reason"));
            }
            case "emergency-review" -> {
                row.text("reviewed_by", body.path("reviewer"));
                row.time("reviewed_at", entry.time());
                row.flag("review_accepted", body.path("accepted"));
                row.flag("review_timely", body.path("timely"));
                row.text("review_comment", body.path("comment"));
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
