package io.jenkins.plugins.itgc.evidence.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.evidence.Ticket;
import io.jenkins.plugins.itgc.http.Loopback;
import io.jenkins.plugins.itgc.http.Loopback.Said;
import io.jenkins.plugins.itgc.reason.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Jira on a loopback port with answers of {@code src/test/resources/jira}, which a test may change. */
final class JiraFixture implements AutoCloseable {
    static final String ISSUE = "/rest/api/2/issue/PAY-7";
    static final String OPS = "/rest/api/2/issue/OPS-3";
    static final String HISTORY = ISSUE + "/changelog";
    static final String APPROVALS = "/rest/servicedeskapi/request/PAY-7/approval";
    static final JiraSite CLOUD = new JiraSite(JiraSite.Kind.CLOUD, false, List.of());
    static final JiraSite DATA_CENTER = new JiraSite(JiraSite.Kind.DATA_CENTER, false, List.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Said> answers = new ConcurrentHashMap<>();
    private final Loopback loopback = new Loopback(exchange -> {
        var uri = exchange.getRequestURI();
        var said = answers.getOrDefault(uri.toString(), answers.get(uri.getPath()));
        (said == null ? Said.of(404, "{\"errorMessages\":[\"Issue does not exist\"],\"errors\":{}}") : said)
                .to(exchange);
    });

    JiraFixture() {
        say(ISSUE, json("PAY-7")).say(OPS, json("OPS-3")).say(APPROVALS, json("approvals"));
    }

    /** An answer of the fixture, to be changed. */
    static ObjectNode json(String name) {
        try (var file = JiraFixture.class.getResourceAsStream("/jira/" + name + ".json")) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers a path, with its query or whatever the query. */
    JiraFixture say(String path, JsonNode answer) {
        return say(path, 200, answer.toString());
    }

    JiraFixture say(String path, int status, String answer) {
        answers.put(path, Said.of(status, answer));
        return this;
    }

    Reading<Ticket> read(String key, JiraSite site) {
        return new JiraTickets(loopback.session(), site).ticket(key);
    }

    URI base() {
        return loopback.base();
    }

    Loopback loopback() {
        return loopback;
    }

    List<String> asked() {
        return loopback.asked().stream().map(Loopback.Asked::uri).toList();
    }

    @Override
    public void close() {
        loopback.close();
    }
}
