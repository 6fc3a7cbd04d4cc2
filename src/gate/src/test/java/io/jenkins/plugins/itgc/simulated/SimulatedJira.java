package io.jenkins.plugins.itgc.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tickets of a Jira Cloud site, as far as the gate asks for them. */
public final class SimulatedJira extends SimulatedServer {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);
    private static final List<String> STATUSES = List.of("Open", "Approved", "Done");
    private static final String ISSUE = "/rest/api/2/issue/";

    private final Map<String, Issue> issues = new HashMap<>();

    private record Issue(String reporter, Map<String, String> fields, List<Move> moves) {
        String status() {
            return moves.isEmpty()
                    ? STATUSES.get(0)
                    : moves.get(moves.size() - 1).to();
        }
    }

    private record Move(String who, Instant at, String to) {}

    /** A new ticket, with texts in its fields. */
    public synchronized void ticket(String key, String reporter, Map<String, String> fields) {
        issues.put(key, new Issue(reporter, fields, new ArrayList<>()));
    }

    /** Moves a ticket to another status. */
    public synchronized void move(String key, String who, Instant at, String to) {
        issues.get(key).moves().add(new Move(who, at, to));
    }

    @Override
    Answer answer(String method, URI target, Optional<JsonNode> body) {
        String path = target.getPath();
        return Optional.of(path)
                .filter(one -> one.startsWith(ISSUE))
                .map(one -> one.substring(ISSUE.length()))
                .filter(issues::containsKey)
                .map(key -> Answer.of(json(key, issues.get(key))))
                .orElseGet(() -> Answer.failure(404, "Issue does not exist or you do not have permission to see it."));
    }

    private static JsonNode json(String key, Issue issue) {
        ObjectNode json = GitHubJson.object().put("id", "10001").put("key", key).put("expand", "changelog");
        ObjectNode fields = json.putObject("fields");
        fields.set("status", status(issue.status()));
        fields.putObject("project").put("id", "1").put("key", key.substring(0, key.indexOf('-')));
        fields.set("reporter", user(issue.reporter()));
        fields.putNull("assignee");
        issue.fields().forEach(fields::put);
        ObjectNode changelog = json.putObject("changelog");
        changelog
                .put("startAt", 0)
                .put("maxResults", issue.moves().size())
                .put("total", issue.moves().size());
        ArrayNode histories = changelog.putArray("histories");
        String from = STATUSES.get(0);
        for (Move move : issue.moves()) {
            ObjectNode history = histories
                    .insertObject(0)
                    .put("id", String.valueOf(100 + histories.size()))
                    .put("created", TIME.format(move.at()));
            history.set("author", user(move.who()));
            history.putArray("items")
                    .addObject()
                    .put("field", "status")
                    .put("fieldtype", "jira")
                    .put("fieldId", "status")
                    .put("from", id(from))
                    .put("fromString", from)
                    .put("to", id(move.to()))
                    .put("toString", move.to());
            from = move.to();
        }
        return json;
    }

    private static String id(String status) {
        return String.valueOf(STATUSES.indexOf(status) + 1);
    }

    private static JsonNode status(String name) {
        return GitHubJson.object().put("id", id(name)).put("name", name);
    }

    private static JsonNode user(String accountId) {
        return accountId.isEmpty()
                ? JsonNodeFactory.instance.nullNode()
                : GitHubJson.object()
                        .put("accountId", accountId)
                        .put("accountType", "atlassian")
                        .put("displayName", "Somebody");
    }
}
