package io.jenkins.plugins.itgc.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.http.HttpClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
    /** Answers with a tag, and 304 to a request that knows it. */
    private final Loopback tagged = new Loopback(exchange -> {
        String tag = "W/\"" + exchange.getRequestURI() + "\"";
        boolean known = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        Loopback.Said.of(known ? 304 : 200, "[\"body\"]", "ETag", tag, "Link", "</next>; rel=next")
                .to(exchange);
    });

    @AfterEach
    void close() {
        tagged.close();
    }

    private static ReadSession decision(Server server) {
        return server.open(new Budget(Budget.DEFAULT, new FakeTime()));
    }

    private Server server(AnswerCache cache) {
        return new Server(HttpClient.newHttpClient(), tagged.base(), Credentials.none(), cache, Limits.DEFAULT);
    }

    @Test
    @DisplayName("GitHub 21: a repeated decision asks whether anything changed, and uses the known answer on 304")
    void repeatedDecisionsAskConditionally() {
        var server = server(new AnswerCache());
        var first = decision(server);
        var second = decision(server);

        var fresh = first.get("/x", Map.of()).get();
        var confirmed = second.get("/x", Map.of()).get();

        assertThat(tagged.asked().get(1).header("If-None-Match")).isEqualTo("W/\"/x\"");
        assertThat(confirmed).isEqualTo(fresh);
        var answer = second.budget().answers().get(0);
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.sha256()).isEqualTo(first.budget().answers().get(0).sha256());
    }

    @Test
    void otherHeadersAreAnotherQuestion() {
        var session = decision(server(new AnswerCache()));
        session.get("/x", Map.of("Accept", "a/b"));
        session.get("/x", Map.of("Accept", "c/d"));

        assertThat(tagged.asked())
                .extracting(asked -> asked.header("If-None-Match"))
                .containsOnly("null");
    }

    @Test
    void postsAreNotKept() {
        var session = decision(server(new AnswerCache()));
        for (int i = 0; i < 2; i++) {
            session.post(session.at("/x"), JsonNodeFactory.instance.objectNode(), Map.of());
        }

        assertThat(tagged.asked())
                .extracting(asked -> asked.header("If-None-Match"))
                .containsOnly("null");
    }

    @Test
    void answersUsedLongestAgoMakeRoom() {
        var session = decision(server(new AnswerCache(3 * 4096)));
        for (String path : new String[] {"/1", "/2", "/1", "/3", "/2", "/3"}) {
            session.get(path, Map.of());
        }

        assertThat(tagged.asked())
                .extracting(asked ->
                        asked.uri() + " " + !asked.header("If-None-Match").equals("null"))
                .containsExactly("/1 false", "/2 false", "/1 true", "/3 false", "/2 false", "/3 true");
    }

    @Test
    void errorsAndBadTagsAreNotKept() {
        try (var server = Loopback.answering(
                Loopback.Said.of(404, "{}", "ETag", "\"a\""),
                Loopback.Said.of(200, "{}", "ETag", "no quotes"),
                Loopback.Said.of(200, "{", "ETag", "\"b\""),
                Loopback.Said.of(200, "{}"))) {
            var session = server.session();
            for (int i = 0; i < 4; i++) {
                session.get("/x", Map.of());
            }

            assertThat(server.asked())
                    .hasSize(4)
                    .extracting(asked -> asked.header("If-None-Match"))
                    .containsOnly("null");
        }
    }
}
