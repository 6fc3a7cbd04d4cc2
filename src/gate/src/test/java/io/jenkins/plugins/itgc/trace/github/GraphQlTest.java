package io.jenkins.plugins.itgc.trace.github;

import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.CHECKS;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.HEAD;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.HISTORIES;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.PAYMENTS;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.answerTo;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.http.Budget;
import io.jenkins.plugins.itgc.http.Credentials;
import io.jenkins.plugins.itgc.http.FakeTime;
import io.jenkins.plugins.itgc.http.Server;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.Check;
import io.jenkins.plugins.itgc.trace.PullRequestHistory;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphQlTest {
    private final GitHubFixture fixture = new GitHubFixture();
    private final GitHubSourceControl github = fixture.github();

    @AfterEach
    void close() {
        fixture.close();
    }

    private JsonNode question() {
        return json(fixture.loopback().asked().get(0).body());
    }

    @Test
    void readsTheHistoriesOfSeveralPullRequestsAtOnce() {
        assertThat(github.histories(PAYMENTS, List.of(412, 409, 412)).get())
                .isEqualTo(Map.of(
                        409,
                        new PullRequestHistory(Optional.empty(), Optional.of(new Account("dependabot[bot]", true))),
                        412,
                        new PullRequestHistory(
                                Optional.of(Instant.parse("2026-11-02T11:00:00Z")),
                                Optional.of(new Account("carla", false)))));
        assertThat(fixture.asked()).containsExactly("/graphql");
        assertThat(question().get("variables")).isEqualTo(json("{\"owner\":\"acme\",\"name\":\"payments-api\"}"));
    }

    @Test
    void asksForFiftyPullRequestsAtATime() {
        var answer = answerTo(HISTORIES);
        var repository = (ObjectNode) answer.at("/data/repository");
        IntStream.rangeClosed(1, 120).forEach(number -> repository
                .putObject("pr" + number)
                .put("number", number)
                .putNull("mergedBy")
                .putObject("timelineItems")
                .putArray("nodes"));
        fixture.say(HISTORIES, answer);

        var numbers = IntStream.rangeClosed(1, 120).boxed().toList();
        assertThat(github.histories(PAYMENTS, numbers).get()).hasSize(120);
        assertThat(fixture.asked()).hasSize(3);
        assertThat(github.histories(PAYMENTS, List.of()).get()).isEmpty();
        assertThat(fixture.asked()).hasSize(3);
    }

    @Test
    void aHistoryThatIsMissingIsAGapForAll() {
        var gap = github.histories(PAYMENTS, List.of(409, 410)).why();

        assertThat(gap.code()).isEqualTo(ReasonCode.ANSWER_UNREADABLE);
        assertThat(gap.detail()).endsWith("data.repository.pr410 is missing");
    }

    @Test
    void theHistoryOfAnotherPullRequestIsUnreadable() {
        var answer = answerTo(HISTORIES);
        ((ObjectNode) answer.at("/data/repository/pr412")).put("number", 7);
        fixture.say(HISTORIES, answer);

        assertThat(github.histories(PAYMENTS, List.of(412)).why().detail()).endsWith("number is another than 412");
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, NOT_FOUND",
        "FORBIDDEN, NOT_PERMITTED",
        "INSUFFICIENT_SCOPES, NOT_PERMITTED",
        "RATE_LIMITED, RATE_LIMITED",
        "MAX_NODE_LIMIT_EXCEEDED, SERVER_ERROR"
    })
    @DisplayName("GitHub 24: errors in an answer with status 200 are a failure, even beside data")
    void errors(String type, ReasonCode code) {
        var answer = (ObjectNode) answerTo(HISTORIES);
        answer.set("errors", json("[{\"type\":\"" + type + "\",\"message\":\"no such\\nthing\"},{}]"));
        fixture.say(HISTORIES, answer);

        var gap = github.histories(PAYMENTS, List.of(409, 412)).why();

        assertThat(gap.code()).isEqualTo(code);
        assertThat(gap.detail()).endsWith("/graphql answered 200 with errors: no such thing; no message");
    }

    @ParameterizedTest
    @CsvSource({"'[]', true", "null, true", "'{}', false", "'\"oops\"', false", "'[1]', false"})
    @DisplayName("GitHub 24: errors of any shape are a failure")
    void strangeErrors(String errors, boolean readable) {
        var answer = (ObjectNode) answerTo(HISTORIES);
        answer.set("errors", json(errors));
        fixture.say(HISTORIES, answer);

        assertThat(github.histories(PAYMENTS, List.of(412)).isPresent()).isEqualTo(readable);
    }

    @Test
    void readsTheNewestResultOfEachCheck() {
        assertThat(github.checks(PAYMENTS, HEAD).get())
                .containsExactly(
                        new Check("build", "github-actions", Check.State.SUCCESS, "SUCCESS"),
                        new Check("deploy", "github-actions", Check.State.FAILURE, "SKIPPED"),
                        new Check("legacy/ci", "", Check.State.SUCCESS, "SUCCESS"),
                        new Check("legacy/lint", "", Check.State.PENDING, "EXPECTED"),
                        new Check("legacy/sec", "", Check.State.FAILURE, "ERROR"),
                        new Check("old", "", Check.State.FAILURE, "NEUTRAL"),
                        new Check("scan", "codeql", Check.State.PENDING, "QUEUED"));
        assertThat(question().get("variables").get("oid").textValue()).isEqualTo(HEAD.hex());
    }

    @Test
    void ofTwoResultsThatCannotBeToldApartTheWorseCounts() {
        var answer = answerTo(CHECKS);
        var nodes = (ArrayNode) answer.at("/data/repository/object/statusCheckRollup/contexts/nodes");
        for (JsonNode node : nodes) {
            ((ObjectNode) node).putNull("databaseId").put("startedAt", "2026-11-03T14:03:00Z");
        }
        fixture.say(CHECKS, answer);

        assertThat(github.checks(PAYMENTS, HEAD).get().get(0).said()).isEqualTo("FAILURE");
    }

    @Test
    @DisplayName("GitHub 24: the pages of checks are followed")
    void pagesOfChecks() {
        var first = answerTo(CHECKS);
        ((ObjectNode) first.at("/data/repository/object/statusCheckRollup/contexts/pageInfo")).put("hasNextPage", true);
        var second = answerTo(CHECKS);
        ((ObjectNode) second.at("/data/repository/object/statusCheckRollup/contexts/nodes/0"))
                .put("name", "late")
                .put("conclusion", "TIMED_OUT");
        fixture.say(CHECKS, first).say(CHECKS + "?after", second);

        assertThat(github.checks(PAYMENTS, HEAD).get())
                .contains(new Check("late", "github-actions", Check.State.FAILURE, "TIMED_OUT"));
        assertThat(fixture.loopback().asked().get(1).body()).contains("\"after\":\"Nw\"");

        fixture.say(CHECKS + "?after", first);
        assertThat(github.checks(PAYMENTS, HEAD).why().code()).isEqualTo(ReasonCode.ANSWER_INCOMPLETE);
    }

    @Test
    void aCommitWithoutChecksHasNoneAndAnUnknownCommitIsNotFound() {
        fixture.say(CHECKS, json("{\"data\":{\"repository\":{\"object\":{\"statusCheckRollup\":null}}}}"));
        assertThat(github.checks(PAYMENTS, HEAD).get()).isEmpty();

        fixture.say(CHECKS, json("{\"data\":{\"repository\":{\"object\":null}}}"));
        assertThat(github.checks(PAYMENTS, HEAD).why().code()).isEqualTo(ReasonCode.NOT_FOUND);

        fixture.say(CHECKS, json("{\"data\":{\"repository\":{\"object\":{}}}}"));
        assertThat(github.checks(PAYMENTS, HEAD).why().code()).isEqualTo(ReasonCode.ANSWER_UNREADABLE);
    }

    @Test
    void finishedWithoutAConclusionIsUnreadable() {
        var answer = answerTo(CHECKS);
        ((ObjectNode) answer.at("/data/repository/object/statusCheckRollup/contexts/nodes/1")).putNull("conclusion");
        fixture.say(CHECKS, answer);

        assertThat(github.checks(PAYMENTS, HEAD).why().detail()).endsWith("nodes[1].conclusion is null");
    }

    @Test
    void unknownKindsOfCheckAreUnreadable() {
        var answer = answerTo(CHECKS);
        ((ObjectNode) answer.at("/data/repository/object/statusCheckRollup/contexts/nodes/1")).put("__typename", "X");
        fixture.say(CHECKS, answer);

        assertThat(github.checks(PAYMENTS, HEAD).why().code()).isEqualTo(ReasonCode.ANSWER_UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource({"'', /graphql", "/api/v3, /api/graphql", "/api/v3/, /api/graphql", "/gateway, /gateway/graphql"})
    void liesBesideTheRestApi(String base, String endpoint) {
        var server = new Server(
                HttpClient.newHttpClient(), URI.create(fixture.loopback().base() + base), Credentials.none());
        var session = server.open(new Budget(Budget.DEFAULT, new FakeTime()));

        assertThat(new GitHubSourceControl(session)
                        .histories(PAYMENTS, List.of(412))
                        .isPresent())
                .isTrue();
        assertThat(fixture.asked()).containsExactly(endpoint);
    }
}
