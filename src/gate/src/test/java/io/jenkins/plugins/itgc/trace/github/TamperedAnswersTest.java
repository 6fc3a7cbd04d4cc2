package io.jenkins.plugins.itgc.trace.github;

import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.BASE;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.HEAD;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.PAYMENTS;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.answerTo;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.PullRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every field of every answer, missing, null and of a wrong type: a value or a gap, never an exception. */
class TamperedAnswersTest {
    private static final List<String> WRONG = List.of("null", "-1", "99999999999999999999", "\" \"", "[1]", "{}");

    /** What is read from each answer. */
    enum Read {
        COMPARE(GitHubFixture.COMPARE, (github, ignored) -> github.compare(PAYMENTS, BASE, HEAD)),
        PULLS(GitHubFixture.PULLS, (github, ignored) -> github.pullRequestsOf(PAYMENTS, HEAD)),
        PULL(GitHubFixture.PULL, (github, ignored) -> github.pullRequest(PAYMENTS, 412)),
        COMMITS(GitHubFixture.COMMITS, GitHubSourceControl::commits),
        REVIEWS(GitHubFixture.REVIEWS, GitHubSourceControl::reviews),
        PERMISSION(
                GitHubFixture.PERMISSION, (github, ignored) -> github.permission(PAYMENTS, new Account("ben", false))),
        ACTIVITY(GitHubFixture.ACTIVITY, (github, pull) -> github.lastPushers(List.of(pull))),
        FILE(GitHubFixture.FILE, (github, ignored) -> github.file(PAYMENTS, HEAD, "docs/rollback.md")),
        HISTORIES(GitHubFixture.HISTORIES, (github, ignored) -> github.histories(PAYMENTS, List.of(409, 412))),
        CHECKS(GitHubFixture.CHECKS, (github, ignored) -> github.checks(PAYMENTS, HEAD));

        private final String path;
        private final BiFunction<GitHubSourceControl, PullRequest, Reading<?>> reading;

        Read(String path, BiFunction<GitHubSourceControl, PullRequest, Reading<?>> reading) {
            this.path = path;
            this.reading = reading;
        }
    }

    private static List<JsonPointer> pointers(JsonNode node, JsonPointer at) {
        var pointers = new ArrayList<>(List.of(at));
        node.properties()
                .forEach(field -> pointers.addAll(pointers(field.getValue(), at.appendProperty(field.getKey()))));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pointers.addAll(pointers(node.get(i), at.appendIndex(i)));
        }
        return pointers;
    }

    /** The answer with one place changed; an empty replacement takes the place away. */
    private static JsonNode tampered(Read read, JsonPointer at, String replacement) {
        JsonNode answer = answerTo(read.path);
        if (at.length() == 0) {
            return replacement.isEmpty() ? json("{}") : json(replacement);
        }
        JsonNode parent = answer.at(at.head());
        String name = at.last().getMatchingProperty();
        int index = at.last().getMatchingIndex();
        if (parent instanceof ArrayNode list) {
            if (replacement.isEmpty()) {
                list.remove(index);
            } else {
                list.set(index, json(replacement));
            }
        } else if (replacement.isEmpty()) {
            ((ObjectNode) parent).remove(name);
        } else {
            ((ObjectNode) parent).set(name, json(replacement));
        }
        return answer;
    }

    @ParameterizedTest
    @EnumSource
    void neverThrow(Read read) {
        try (var fixture = new GitHubFixture()) {
            var github = fixture.github();
            var pullRequest = github.pullRequest(PAYMENTS, 412).get();
            var good = read.reading.apply(github, pullRequest);
            assertThat(good.isPresent()).isTrue();
            int gaps = 0;
            for (JsonPointer at : pointers(answerTo(read.path), JsonPointer.empty())) {
                for (String replacement : WRONG) {
                    gaps += gapsAfter(fixture, read, at, replacement, pullRequest);
                }
                gaps += gapsAfter(fixture, read, at, "", pullRequest);
            }
            assertThat(gaps).isPositive();
        }
    }

    private static int gapsAfter(
            GitHubFixture fixture, Read read, JsonPointer at, String replacement, PullRequest pullRequest) {
        fixture.say(read.path, tampered(read, at, replacement));
        Reading<?> reading = read.reading.apply(fixture.github(), pullRequest);
        if (reading.isPresent()) {
            return 0;
        }
        assertThat(reading.why().code())
                .as("%s at %s", replacement, at)
                .isIn(
                        ReasonCode.ANSWER_UNREADABLE,
                        ReasonCode.ANSWER_INCOMPLETE,
                        ReasonCode.ANSWER_TOO_LARGE,
                        ReasonCode.RANGE_INCOMPLETE,
                        ReasonCode.FILE_UNREADABLE,
                        ReasonCode.NOT_FOUND);
        return 1;
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "COMPARE, /status, status",
        "COMPARE, /total_commits, total_commits",
        "COMPARE, /merge_base_commit, merge_base_commit",
        "COMPARE, /merge_base_commit/sha, merge_base_commit.sha",
        "COMPARE, /commits/1/sha, commits[1].sha",
        "COMPARE, /commits/1/parents, commits[1].parents",
        "COMPARE, /files/0/filename, files[0].filename",
        "PULLS, /0/number, [0].number",
        "PULLS, /1/base/repo/full_name, [1].base.repo.full_name",
        "PULL, /number, number",
        "PULL, /title, title",
        "PULL, /html_url, html_url",
        "PULL, /user/login, user.login",
        "PULL, /user/type, user.type",
        "PULL, /base/ref, base.ref",
        "PULL, /base/repo, base.repo",
        "PULL, /base/repo/default_branch, base.repo.default_branch",
        "PULL, /head/ref, head.ref",
        "PULL, /head/sha, head.sha",
        "PULL, /head/repo/full_name, head.repo.full_name",
        "PULL, /created_at, created_at",
        "COMMITS, /0/sha, [0].sha",
        "COMMITS, /0/commit, [0].commit",
        "COMMITS, /0/commit/message, [0].commit.message",
        "COMMITS, /0/author/login, [0].author.login",
        "REVIEWS, /1/id, [1].id",
        "REVIEWS, /1/state, [1].state",
        "REVIEWS, /1/user/login, [1].user.login",
        "REVIEWS, /1/user/type, [1].user.type",
        "PERMISSION, /permission, permission",
        "ACTIVITY, /1/activity_type, [1].activity_type",
        "ACTIVITY, /1/ref, [1].ref",
        "ACTIVITY, /1/after, [1].after",
        "ACTIVITY, /1/timestamp, [1].timestamp",
        "FILE, /type, type",
        "FILE, /size, size",
        "FILE, /encoding, encoding",
        "FILE, /content, content",
        "HISTORIES, /data, data",
        "HISTORIES, /data/repository, data.repository",
        "HISTORIES, /data/repository/pr412, data.repository.pr412",
        "HISTORIES, /data/repository/pr412/mergedBy/login, pr412.mergedBy.login",
        "HISTORIES, /data/repository/pr412/mergedBy/__typename, pr412.mergedBy.__typename",
        "HISTORIES, /data/repository/pr412/timelineItems, pr412.timelineItems",
        "HISTORIES, /data/repository/pr412/timelineItems/nodes, pr412.timelineItems.nodes",
        "HISTORIES, /data/repository/pr412/timelineItems/nodes/0/createdAt, nodes[0].createdAt",
        "CHECKS, /data/repository/object/statusCheckRollup/contexts, contexts",
        "CHECKS, /data/repository/object/statusCheckRollup/contexts/pageInfo, contexts.pageInfo",
        "CHECKS, /data/repository/object/statusCheckRollup/contexts/pageInfo/hasNextPage, pageInfo.hasNextPage",
        "CHECKS, /data/repository/object/statusCheckRollup/contexts/nodes, contexts.nodes",
        "CHECKS, /data/repository/object/statusCheckRollup/contexts/nodes/0/__typename, nodes[0].__typename",
        "CHECKS, /data/repository/object/statusCheckRollup/contexts/nodes/0/name, nodes[0].name",
        "CHECKS, /data/repository/object/statusCheckRollup/contexts/nodes/0/status, nodes[0].status",
        "CHECKS, /data/repository/object/statusCheckRollup/contexts/nodes/0/checkSuite, nodes[0].checkSuite",
        "CHECKS, /data/repository/object/statusCheckRollup/contexts/nodes/0/checkSuite/app/slug, app.slug",
        "CHECKS, /data/repository/object/statusCheckRollup/contexts/nodes/6/context, nodes[6].context",
        "CHECKS, /data/repository/object/statusCheckRollup/contexts/nodes/6/state, nodes[6].state",
        "CHECKS, /data/repository/object/statusCheckRollup/contexts/nodes/6/createdAt, nodes[6].createdAt",
    })
    @DisplayName("a required field that is missing, null or of a wrong type is a gap that names it")
    void requiredFieldsAreNamed(Read read, String pointer, String name) {
        try (var fixture = new GitHubFixture()) {
            var pullRequest = fixture.github().pullRequest(PAYMENTS, 412).get();
            for (String replacement : List.of("", "null", "true", "[true]")) {
                if (replacement.equals("[true]") && pointer.endsWith("parents")) {
                    continue;
                }
                fixture.say(read.path, tampered(read, JsonPointer.compile(pointer), replacement));
                var gap = read.reading.apply(fixture.github(), pullRequest).why();

                if (replacement.equals("true") && pointer.endsWith("hasNextPage")) {
                    continue;
                }
                assertThat(gap.code()).isEqualTo(ReasonCode.ANSWER_UNREADABLE);
                assertThat(gap.detail())
                        .contains("gave what GitHub does not document: ")
                        .contains(name);
            }
        }
    }
}
