package io.jenkins.plugins.itgc.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** The parts of GitHub's answers, with the field names and types of its REST description. */
final class GitHubJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private GitHubJson() {}

    static ObjectNode object() {
        return JSON.objectNode();
    }

    static <T> ArrayNode list(List<T> items, Function<T, JsonNode> form) {
        ArrayNode list = JSON.arrayNode();
        items.forEach(item -> list.add(form.apply(item)));
        return list;
    }

    static JsonNode user(String login) {
        if (login.isEmpty()) {
            return JSON.nullNode();
        }
        return object().put("login", login)
                .put("id", Math.abs(login.hashCode()))
                .put("type", login.endsWith("[bot]") ? "Bot" : "User")
                .put("site_admin", false);
    }

    static ObjectNode repository(SimulatedRepository repository) {
        ObjectNode json = object().put("id", repository.id())
                .put("name", repository.name().name())
                .put("full_name", repository.name().toString())
                .put("private", true)
                .put("default_branch", SimulatedRepository.MAIN);
        json.set("owner", user(repository.name().owner()));
        return json;
    }

    static ObjectNode commit(SimulatedCommit commit) {
        ObjectNode json = object().put("sha", commit.sha().hex());
        ObjectNode git = json.putObject("commit");
        git.set("author", person(commit.author(), commit.date()));
        git.set("committer", person(commit.committer(), commit.date()));
        git.put("message", commit.message());
        git.putObject("verification").put("verified", false).put("reason", "unsigned");
        json.set("author", user(commit.author()));
        json.set("committer", user(commit.committer()));
        json.set("parents", list(commit.parents(), parent -> object().put("sha", parent.hex())));
        return json;
    }

    private static JsonNode person(String login, String date) {
        return object().put("name", login).put("email", login + "@example.com").put("date", date);
    }

    static ObjectNode pullRequest(SimulatedPullRequest pullRequest) {
        SimulatedRepository base = pullRequest.base();
        ObjectNode json = object().put("id", 100_000L + pullRequest.number())
                .put("number", pullRequest.number())
                .put("html_url", "https://github.example/" + base.name() + "/pull/" + pullRequest.number())
                .put("state", pullRequest.isMerged() ? "closed" : "open")
                .put("locked", false)
                .put("title", pullRequest.title())
                .put("body", pullRequest.body())
                .put("created_at", pullRequest.createdAt().toString())
                .put("updated_at", base.github().now().toString())
                .put("merged_at", pullRequest.mergedAt().map(Object::toString).orElse(null))
                .put("closed_at", pullRequest.mergedAt().map(Object::toString).orElse(null))
                // Before merging, GitHub names the test merge here.
                .put(
                        "merge_commit_sha",
                        pullRequest.mergeCommit().map(Object::toString).orElse("e".repeat(40)))
                .put("draft", false)
                .put("author_association", "MEMBER");
        json.set("user", user(pullRequest.author()));
        json.set("base", end(base, pullRequest.baseRef(), base.head(pullRequest.baseRef())));
        json.set("head", end(pullRequest.from(), pullRequest.branch(), pullRequest.head()));
        return json;
    }

    private static JsonNode end(SimulatedRepository repository, String ref, Object sha) {
        ObjectNode json = object().put("label", repository.name().owner() + ":" + ref)
                .put("ref", ref)
                .put("sha", sha.toString());
        json.set("user", user(repository.name().owner()));
        json.set("repo", repository(repository));
        return json;
    }

    static ObjectNode review(SimulatedPullRequest.Review review) {
        ObjectNode json = object().put("id", review.id())
                .put("body", "")
                .put("state", review.state())
                .put("submitted_at", review.at().toString())
                .put("commit_id", review.commit().hex())
                .put("author_association", "MEMBER");
        json.set("user", user(review.user()));
        return json;
    }

    static ObjectNode activity(SimulatedRepository.Activity activity) {
        ObjectNode json = object().put("id", activity.id())
                .put("before", "0".repeat(40))
                .put("after", activity.after().hex())
                .put("ref", activity.ref())
                .put("timestamp", activity.at().toString())
                .put("activity_type", activity.type());
        json.set("actor", user(activity.actor()));
        return json;
    }

    /** Check run of GraphQL. */
    static ObjectNode check(SimulatedRepository.CheckRun run) {
        ObjectNode json = object().put("__typename", "CheckRun")
                .put("name", run.name())
                .put("status", run.status())
                .put("conclusion", run.conclusion().isEmpty() ? null : run.conclusion())
                .put("startedAt", "2026-11-02T08:30:00Z")
                .put("databaseId", 7);
        json.putObject("checkSuite").putObject("app").put("slug", run.app());
        return json;
    }

    /** Pull request of GraphQL, as far as it is asked for. */
    static ObjectNode history(SimulatedPullRequest pullRequest) {
        ObjectNode json = object().put("number", pullRequest.number());
        if (pullRequest.isMerged()) {
            json.putObject("mergedBy").put("__typename", "User").put("login", pullRequest.mergedBy());
        } else {
            json.putNull("mergedBy");
        }
        ArrayNode events = json.putObject("timelineItems").putArray("nodes");
        pullRequest.baseChanged().ifPresent(at -> events.addObject().put("createdAt", at.toString()));
        return json;
    }

    static ObjectNode text(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return object().put("type", "file")
                .put("path", path)
                .put("size", bytes.length)
                .put("encoding", "base64")
                .put("content", Base64.getMimeEncoder().encodeToString(bytes));
    }
}
