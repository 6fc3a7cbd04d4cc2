package io.jenkins.plugins.itgc.trace.github;

import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.BASE;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.COMPARE;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.FINAL_REVISION;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.HEAD;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.PAYMENTS;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.answerTo;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.id;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.trace.Comparison;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonsTest {
    private static final List<Identity> ANNA = List.of(Identity.gitHub("anna"));

    private final GitHubFixture fixture = new GitHubFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private Reading<Comparison> compare() {
        return fixture.github().compare(PAYMENTS, BASE, HEAD);
    }

    private Reading<Comparison> compare(ObjectNode answer) {
        fixture.say(COMPARE, answer);
        return compare();
    }

    private static ObjectNode answer() {
        return (ObjectNode) answerTo(COMPARE);
    }

    private static ArrayNode commits(int from, int to) {
        var commits = answer().arrayNode();
        for (int i = from; i < to; i++) {
            commits.add(answer().at("/commits/0").<ObjectNode>deepCopy().put("sha", String.format("%040x", i)));
        }
        return commits;
    }

    @Test
    void readsTheRangeWithOneRequest() {
        var comparison = compare().get();

        assertThat(comparison)
                .isEqualTo(new Comparison(
                        Comparison.Status.AHEAD,
                        BASE,
                        List.of(
                                new Comparison.Link(id("5d00b1e"), List.of(BASE), ANNA),
                                new Comparison.Link(FINAL_REVISION, List.of(BASE), ANNA),
                                new Comparison.Link(HEAD, List.of(id("5d00b1e"), FINAL_REVISION), ANNA)),
                        Reading.of(List.of("src/Refund.java", "docs/rollback.md", "ROLLBACK.md"))));
        assertThat(fixture.asked()).containsExactly(COMPARE + "?per_page=100");
    }

    @Test
    @DisplayName("GitHub 14: a range of several pages is read whole")
    void severalPages() {
        var first = answer().put("total_commits", 130);
        var second = answer().put("total_commits", 130);
        first.set("commits", commits(0, 100));
        second.set("commits", commits(100, 130));
        second.remove("files");
        fixture.say(COMPARE + "?per_page=100", first, "Link", "<" + COMPARE + "?per_page=100&page=2>; rel=\"next\"")
                .say(COMPARE + "?per_page=100&page=2", second);

        assertThat(compare().get().commits()).hasSize(130);
        assertThat(compare().get().files().isPresent()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2, 3 of 2", "4, 3 of 4", "250, 3 of 250"})
    @DisplayName("GitHub 14: another number of commits than the total is incomplete")
    void incomplete(int total, String words) {
        var gap = compare(answer().put("total_commits", total)).why();

        assertThat(gap.code()).isEqualTo(ReasonCode.RANGE_INCOMPLETE);
        assertThat(gap.detail()).endsWith("gave " + words + " commits");
    }

    @Test
    @DisplayName("GitHub 14: a commit that comes twice counts once")
    void repeated() {
        var answer = answer();
        ((ArrayNode) answer.get("commits")).set(1, answer.get("commits").get(0));

        assertThat(compare(answer).why().code()).isEqualTo(ReasonCode.RANGE_INCOMPLETE);
    }

    @Test
    @DisplayName("GitHub 14: a page that fails leaves no part of the range")
    void failedPage() {
        fixture.say(COMPARE + "?per_page=100", answer(), "Link", "</gone>; rel=\"next\"");

        assertThat(compare().why().code()).isEqualTo(ReasonCode.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({"ahead, 3, AHEAD", "diverged, 3, DIVERGED", "identical, 0, IDENTICAL", "behind, 0, BEHIND"})
    @DisplayName("GitHub 15: ahead, identical, behind and diverged are told apart")
    void status(String status, int total, Comparison.Status expected) {
        var answer = answer().put("status", status).put("total_commits", total);
        if (total == 0) {
            answer.putArray("commits");
            answer.remove("files");
        }
        var comparison = compare(answer).get();

        assertThat(comparison.status()).isEqualTo(expected);
        assertThat(comparison.commits()).hasSize(total);
        assertThat(comparison.files().isPresent()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"sideways, 3", "AHEAD, 3", "ahead, 0", "diverged, 0", "behind, 3", "identical, 3"})
    @DisplayName("GitHub 15: a status that is new, or does not go with the commits, is unreadable")
    void unknownStatus(String status, int total) {
        var answer = answer().put("status", status).put("total_commits", total);
        if (total == 0) {
            answer.putArray("commits");
        }
        var gap = compare(answer).why();

        assertThat(gap.code()).isEqualTo(ReasonCode.ANSWER_UNREADABLE);
        assertThat(gap.detail()).contains("status");
    }

    @Test
    @DisplayName(
            "everybody who had a hand in a commit is read: account or address, committer, co-authors; GitHub itself is none")
    void people() {
        var answer = answer();
        var commit = (ObjectNode) answer.at("/commits/0");
        commit.putNull("author");
        ((ObjectNode) commit.get("commit"))
                .put("message", "Fix\n\nCo-authored-by: Ben <1+ben@users.noreply.github.com>");
        ((ObjectNode) answer.at("/commits/1/committer")).put("login", "carla");

        assertThat(compare(answer).get().commits())
                .extracting(Comparison.Link::people)
                .containsExactly(
                        List.of(Identity.email("anna@example.com"), Identity.gitHub("ben")),
                        List.of(Identity.gitHub("anna"), Identity.gitHub("carla")),
                        ANNA);
    }

    @Test
    @DisplayName("a commit that does not say who made it is unreadable")
    void nobody() {
        var answer = answer();
        ((ObjectNode) answer.at("/commits/0")).remove("author");

        assertThat(compare(answer).why().detail()).contains("commits[0].author is missing");
    }

    @Test
    void asManyFilesAsGitHubListsAtMostMayNotBeAll() {
        var answer = answer();
        var files = answer.putArray("files");
        for (int i = 0; i < 300; i++) {
            files.addObject().put("filename", "f" + i);
        }
        var comparison = compare(answer).get();

        assertThat(comparison.commits()).hasSize(3);
        assertThat(comparison.files().why().code()).isEqualTo(ReasonCode.ANSWER_INCOMPLETE);
    }

    @Test
    void commitsWithoutFilesAreIncomplete() {
        var answer = answer();
        answer.remove("files");

        assertThat(compare(answer).get().files().why().code()).isEqualTo(ReasonCode.ANSWER_INCOMPLETE);
    }

    @Test
    void aListIsNoComparison() {
        fixture.say(COMPARE, json("[]"));

        assertThat(compare().why().detail()).endsWith("the answer is no object");
    }
}
