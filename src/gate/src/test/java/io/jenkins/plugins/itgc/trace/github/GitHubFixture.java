package io.jenkins.plugins.itgc.trace.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.itgc.http.Loopback;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** GitHub on a loopback port with the answers of {@code src/test/resources/github}, which a test may change. */
final class GitHubFixture implements AutoCloseable {
    static final RepositoryName PAYMENTS = RepositoryName.parse("acme/payments-api");
    static final CommitId BASE = id("81aa0e2");
    static final CommitId HEAD = id("3f2a1c9");
    static final CommitId OLD = id("9c1e07b");
    static final CommitId FINAL_REVISION = id("7ab3f02");

    static final String ROOT = "/repos/acme/payments-api";
    static final String COMPARE = ROOT + "/compare/" + BASE + "..." + HEAD;
    static final String PULLS = ROOT + "/commits/" + HEAD + "/pulls";
    static final String PULL = ROOT + "/pulls/412";
    static final String COMMITS = PULL + "/commits";
    static final String REVIEWS = PULL + "/reviews";
    static final String PERMISSION = ROOT + "/collaborators/ben/permission";
    static final String ACTIVITY = ROOT + "/activity";
    static final String FILE = ROOT + "/contents/docs/rollback.md";
    static final String HISTORIES = "/graphql/histories";
    static final String CHECKS = "/graphql/checks";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Loopback.Said> changed = new HashMap<>();
    private final Loopback loopback = new Loopback(this::answer);

    static CommitId id(String start) {
        return new CommitId(start.repeat(6).substring(0, 40));
    }

    /** What the unchanged fixture answers to a path, to be changed and handed to {@link #say}. */
    static JsonNode answerTo(String path) {
        try (var file = GitHubFixture.class.getResourceAsStream("/github" + path + ".json")) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GitHubFixture say(String path, JsonNode body, String... headers) {
        return say(path, 200, body.toString(), headers);
    }

    /** Answers a path, with its query or whatever the query. */
    GitHubFixture say(String path, int status, String body, String... headers) {
        changed.put(path, Loopback.Said.of(status, body, headers));
        return this;
    }

    GitHubSourceControl github() {
        return new GitHubSourceControl(loopback.session());
    }

    Loopback loopback() {
        return loopback;
    }

    /** What was asked so far, addresses with their queries. */
    List<String> asked() {
        return loopback.asked().stream().map(Loopback.Asked::uri).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String whole = exchange.getRequestURI().toString();
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/graphql")) {
            // The body was read by the loopback server before.
            String body = loopback.asked().get(loopback.asked().size() - 1).body();
            path = body.contains("statusCheckRollup") ? CHECKS : HISTORIES;
            whole = body.contains("\"after\"") ? path + "?after" : path;
        }
        Loopback.Said said = changed.getOrDefault(whole, changed.get(path));
        (said == null ? recorded(path) : said).to(exchange);
    }

    private static Loopback.Said recorded(String path) throws IOException {
        try (var file = GitHubFixture.class.getResourceAsStream("/github" + path + ".json")) {
            return file == null
                    ? Loopback.Said.of(404, "{\"message\":\"Not Found\"}")
                    : Loopback.Said.of(200, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        loopback.close();
    }
}
