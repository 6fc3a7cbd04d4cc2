package io.jenkins.plugins.itgc.http;

import static io.jenkins.plugins.itgc.http.Loopback.Said.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.itgc.evidence.Answer;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.io.IOException;
import java.net.Authenticator;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadSessionTest {
    private static final Map<String, String> NO_HEADERS = Map.of();

    private static Reading<JsonAnswer> read(Loopback.Said... answers) {
        try (var server = Loopback.answering(answers)) {
            return server.session().get("/thing?secret=1", NO_HEADERS);
        }
    }

    @Test
    void readsJsonAndRecordsTheAnswer() {
        try (var server = Loopback.answering(of(200, "{\"a\":1}"))) {
            var session = server.session();

            assertThat(session.get("/thing?page=2", Map.of("Accept", "application/x+json"))
                            .get()
                            .body()
                            .path("a")
                            .intValue())
                    .isEqualTo(1);
            assertThat(server.asked().get(0).header("Accept")).isEqualTo("application/x+json");
            assertThat(session.budget().requests()).isEqualTo(1);
            assertThat(session.budget().answers())
                    .containsExactly(new Answer(
                            "GET " + server.base() + "/thing?page=2",
                            200,
                            "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862",
                            FakeTime.START));
        }
    }

    @Test
    void postsJson() {
        try (var server = Loopback.answering(of(200, "[]"))) {
            var session = server.session();
            var question = JsonNodeFactory.instance.objectNode().put("query", "ü");

            assertThat(session.post(session.at("/graphql"), question, NO_HEADERS)
                            .isPresent())
                    .isTrue();
            assertThat(server.asked().get(0).body()).isEqualTo("{\"query\":\"ü\"}");
            assertThat(server.asked().get(0).header("Content-Type")).isEqualTo("application/json");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, NOT_PERMITTED, 401 Unauthorized",
        "403, NOT_PERMITTED, 403 Forbidden",
        "404, NOT_FOUND, 404 Not Found",
        "410, NOT_FOUND, 410 Gone",
        "400, SERVER_ERROR, 400 Bad Request",
        "422, SERVER_ERROR, 422 Unprocessable Content",
        "418, SERVER_ERROR, 418",
        "204, ANSWER_UNREADABLE, 204",
        "304, ANSWER_UNREADABLE, 304",
        "303, REDIRECT_REFUSED, 303",
    })
    void saysWhatTheServerAnswered(int status, ReasonCode code, String words) {
        var gap = read(of(status, status == 204 || status == 304 ? "" : "{\"message\":\"so be it\"}"))
                .why();

        assertThat(gap.code()).isEqualTo(code);
        assertThat(gap.detail()).startsWith("GET http://localhost:").contains("/thing answered " + words);
        assertThat(gap.detail()).doesNotContain("secret");
    }

    @Test
    void repeatsTheServersMessageWithoutTokensAndControlCharacters() {
        var gap = read(of(404, "{\"message\":\"no\\u001b[31m red, Bearer abc.def, ghp_0123\\u202e\"}"))
                .why();

        assertThat(gap.detail()).endsWith("404 Not Found (\"no\\u001B[31m red, ***, ***\\u202E\")");
    }

    @Test
    void cutsLongMessagesAndReadsThoseOfJira() {
        var gap = read(of(404, "{\"errorMessages\":[\"" + "x".repeat(5000) + "\"]}"))
                .why();

        assertThat(gap.detail()).endsWith("x…\")").hasSizeLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<!DOCTYPE html><html><body>Sign in</body></html>",
                "{\"a\":1",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":1,\"a\":2}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":\"\u0001\"}",
                "[01]",
            })
    void whatIsNotExactlyOneJsonTextIsUnreadable(String body) {
        var gap = read(of(200, body)).why();

        assertThat(gap.code()).isEqualTo(ReasonCode.ANSWER_UNREADABLE);
        assertThat(gap.detail()).contains("/thing gave no usable JSON");
    }

    @Test
    void deepNestingIsUnreadable() {
        assertThat(read(of(200, "[".repeat(100_000))).why().code()).isEqualTo(ReasonCode.ANSWER_UNREADABLE);
        assertThat(read(of(200, "[".repeat(100) + "]".repeat(100))).isPresent()).isTrue();
    }

    @Test
    void otherEncodingsAreUnreadable() {
        var utf16 = new Loopback.Said(200, "{\"a\":1}".getBytes(StandardCharsets.UTF_16));
        var latin1 = new Loopback.Said(200, "{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read(utf16).why().detail()).contains("not UTF-8");
        assertThat(read(latin1).why().detail()).contains("not UTF-8");
    }

    @Test
    void halvesOfSurrogatePairsAreReplaced() {
        var body = read(of(200, "[\"a\\ud83d\", \"\\ud83d\\ude00\"]")).get().body();

        assertThat(body.path(0).textValue()).isEqualTo("a\ufffd");
        assertThat(body.path(1).textValue()).isEqualTo("😀");
    }

    @Property(tries = 200)
    void noBytesMakeItThrow(@ForAll byte[] body) {
        var reading = read(new Loopback.Said(200, body));

        assertThat(reading.isPresent() || reading.why().code() == ReasonCode.ANSWER_UNREADABLE)
                .isTrue();
    }

    @Test
    void refusesClientsThatFollowRedirectsAndAddressesThatAreNone() {
        var follows = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        var client = HttpClient.newHttpClient();

        assertThatThrownBy(() -> new Server(follows, URI.create("https://example.org"), Credentials.none()))
                .hasMessageContaining("follow no redirects");
        for (String base :
                List.of("ftp://example.org", "https://me:pw@example.org", "https://example.org/?a=b", "/x")) {
            assertThatThrownBy(() -> new Server(client, URI.create(base), Credentials.none()))
                    .hasMessageContaining("http(s)://HOST")
                    .hasMessageNotContaining("pw");
        }
    }

    @Test
    void addsPathsToTheBase() {
        var client = HttpClient.newHttpClient();
        var budget = new Budget(Budget.DEFAULT, Time.system());
        for (String base : List.of("https://example.org/api/v3", "https://example.org/api/v3/")) {
            var server = new Server(client, URI.create(base), Credentials.none());

            assertThat(server.base()).hasToString(base);
            assertThat(server.open(budget).at("/repos/" + Percent.encode("ü/..[x]")))
                    .hasToString("https://example.org/api/v3/repos/%C3%BC%2F..%5Bx%5D");
        }
    }

    @Test
    void anUnreachableServerIsAskedAgainAndThenReported() throws IOException {
        URI nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = URI.create("http://localhost:" + socket.getLocalPort());
        }
        var time = new FakeTime();
        var server = new Server(HttpClient.newHttpClient(), nobody, Credentials.none());

        var gap = server.open(new Budget(Budget.DEFAULT, time))
                .get("/x", NO_HEADERS)
                .why();

        assertThat(gap.code()).isEqualTo(ReasonCode.SERVER_UNREACHABLE);
        assertThat(gap.detail()).startsWith("GET " + nobody + "/x failed: ConnectException");
        assertThat(time.waits()).hasSize(3);
    }

    @Test
    void showsItsTokenAtEachRequestAndRenewsItOnceWhenRefused() {
        var renewals = new AtomicInteger();
        Credentials credentials = new Credentials() {
            @Override
            public Optional<String> authorization() {
                return Optional.of("Bearer old");
            }

            @Override
            public Optional<String> renewed(String refused) {
                renewals.incrementAndGet();
                return Optional.of("Bearer new");
            }
        };
        try (var server = Loopback.answering(of(401, "{}"), of(200, "{}"), of(401, "{}"), of(401, "{}"))) {
            var session = server.server(credentials).open(new Budget(Budget.DEFAULT, new FakeTime()));

            assertThat(session.get("/x", NO_HEADERS).isPresent()).isTrue();
            assertThat(session.get("/x", NO_HEADERS).why().code()).isEqualTo(ReasonCode.NOT_PERMITTED);
            assertThat(server.asked())
                    .extracting(asked -> asked.header("Authorization"))
                    .containsExactly("Bearer old", "Bearer new", "Bearer old", "Bearer new");
            assertThat(renewals).hasValue(2);
        }
    }

    @Test
    void aRefusedTokenWithoutAnotherIsNotShownAgain() {
        try (var server = Loopback.answering(of(401, "{\"message\":\"Bad credentials\"}"))) {
            var session = server.server(() -> Optional.of("Bearer x")).open(new Budget(Budget.DEFAULT, new FakeTime()));

            assertThat(session.get("/x", NO_HEADERS).why().detail()).endsWith("401 Unauthorized (\"Bad credentials\")");
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void aClientWithAnAuthenticatorSeesA401AsOne() {
        var client =
                HttpClient.newBuilder().authenticator(new Authenticator() {}).build();
        try (var server = Loopback.answering(of(401, "{}"))) {
            var session = new Server(client, server.base(), Credentials.none())
                    .open(new Budget(Budget.DEFAULT, new FakeTime()));

            assertThat(session.get("/x", NO_HEADERS).why().code()).isEqualTo(ReasonCode.NOT_PERMITTED);
            assertThat(server.asked()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer s3cret\nX-Evil: 1", "Bearer s3crét"})
    void tokensThatNoHeaderMayCarryAreNotSentAndNotQuoted(String token) {
        try (var server = Loopback.answering(of(200, "{}"))) {
            var gap = server.server(() -> Optional.of(token))
                    .open(new Budget(Budget.DEFAULT, new FakeTime()))
                    .get("/x", NO_HEADERS)
                    .why();

            assertThat(gap.code()).isEqualTo(ReasonCode.NOT_PERMITTED);
            assertThat(gap.detail()).doesNotContain("s3cr");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void withoutItsCredentialsItDoesNotAskAsNobody() {
        Credentials broken = () -> {
            throw new IOException("the vault is shut");
        };
        try (var server = Loopback.answering(of(200, "{}"))) {
            var gap = server.server(broken)
                    .open(new Budget(Budget.DEFAULT, new FakeTime()))
                    .get("/x", NO_HEADERS)
                    .why();

            assertThat(gap.code()).isEqualTo(ReasonCode.NOT_PERMITTED);
            assertThat(gap.detail()).endsWith("the vault is shut");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void anInterruptedThreadStopsAsking() {
        try (var server = Loopback.answering(of(503, "{}"))) {
            Thread.currentThread().interrupt();
            var gap = server.session().get("/x", NO_HEADERS).why();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(gap.code()).isEqualTo(ReasonCode.SERVER_UNREACHABLE);
            assertThat(gap.detail()).endsWith("was interrupted");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void nothingIsAskedOnceTheBudgetIsSpent() {
        var time = new FakeTime();
        var budget = new Budget(Duration.ofSeconds(5), time);
        time.sleep(Duration.ofSeconds(6));
        try (var server = Loopback.answering(of(200, "{}"))) {
            var gap = server.server().open(budget).get("/x", NO_HEADERS).why();

            assertThat(gap.code()).isEqualTo(ReasonCode.SERVER_TIMEOUT);
            assertThat(gap.detail()).endsWith("the time budget of 5 s is spent");
            assertThat(server.asked()).isEmpty();
            assertThat(budget.requests()).isZero();
        }
    }
}
