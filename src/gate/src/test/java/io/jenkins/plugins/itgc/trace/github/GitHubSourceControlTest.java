package io.jenkins.plugins.itgc.trace.github;

import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.BASE;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.FINAL_REVISION;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.HEAD;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.OLD;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.PAYMENTS;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.answerTo;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Gap;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.ChangeCommit;
import io.jenkins.plugins.itgc.trace.Permission;
import io.jenkins.plugins.itgc.trace.PullRequest;
import io.jenkins.plugins.itgc.trace.Review;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubSourceControlTest {
    private final GitHubFixture fixture = new GitHubFixture();
    private final GitHubSourceControl github = fixture.github();

    @AfterEach
    void close() {
        fixture.close();
    }

    private PullRequest pullRequest() {
        return github.pullRequest(PAYMENTS, 412).get();
    }

    /** As many copies of a list's first element as asked for. */
    private static ArrayNode copies(JsonNode list, int count) {
        ArrayNode copies = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < count; i++) {
            copies.add(list.get(0));
        }
        return copies;
    }

    private static void assertGap(Gap gap, ReasonCode code, String words) {
        assertThat(gap.code()).isEqualTo(code);
        assertThat(gap.detail()).contains(words);
    }

    @Test
    void readsAPullRequest() {
        var pullRequest = pullRequest();

        assertThat(pullRequest)
                .isEqualTo(new PullRequest(
                        412,
                        "PAY-7: retry refunds",
                        "## Rollback\n\nRevert and redeploy 41.\n",
                        "https://github.com/acme/payments-api/pull/412",
                        Optional.of(new Account("anna", false)),
                        PAYMENTS,
                        "main",
                        "main",
                        Optional.of(PAYMENTS),
                        "refunds",
                        FINAL_REVISION,
                        Instant.parse("2026-11-02T09:00:00Z"),
                        Optional.of(Instant.parse("2026-11-03T14:02:00Z")),
                        Optional.of(HEAD)));
        assertThat(fixture.loopback().asked().get(0).header("Accept")).isEqualTo("application/vnd.github+json");
        assertThat(fixture.loopback().asked().get(0).header("X-GitHub-Api-Version"))
                .isEqualTo("2022-11-28");
    }

    @Test
    void readsThePullRequestsOfACommitInWhateverState() {
        var pullRequests = github.pullRequestsOf(PAYMENTS, HEAD).get();

        assertThat(pullRequests.get(0)).isEqualTo(pullRequest());
        var ofDeletedFork = pullRequests.get(1);
        assertThat(ofDeletedFork.author()).isEmpty();
        assertThat(ofDeletedFork.headRepository()).isEmpty();
        assertThat(ofDeletedFork.mergedAt()).isEmpty();
        assertThat(ofDeletedFork.body()).isEmpty();
        assertThat(fixture.asked().get(0)).isEqualTo(GitHubFixture.PULLS + "?per_page=100");
    }

    @Test
    void aCommitWithoutPullRequestsHasNone() {
        fixture.say(GitHubFixture.PULLS, json("[]"));

        assertThat(github.pullRequestsOf(PAYMENTS, HEAD).get()).isEmpty();
    }

    @Test
    void anotherPullRequestThanAskedForIsUnreadable() {
        fixture.say(GitHubFixture.ROOT + "/pulls/9", answerTo(GitHubFixture.PULL));

        assertGap(github.pullRequest(PAYMENTS, 9).why(), ReasonCode.ANSWER_UNREADABLE, "number is another than 9");
    }

    @Test
    @DisplayName("GitHub 20: a renamed repository answers under its new name, at the address it redirects to")
    void renamedRepository() {
        fixture.say("/repos/old/pay/pulls/412", 301, "{}", "Location", "/repositories/7/pulls/412")
                .say("/repositories/7/pulls/412", answerTo(GitHubFixture.PULL));

        assertThat(github.pullRequest(RepositoryName.parse("old/pay"), 412)
                        .get()
                        .baseRepository())
                .isEqualTo(PAYMENTS);
    }

    @Test
    @DisplayName("GitHub 23: not found is a gap that says so, not an empty answer")
    void notFound() {
        assertGap(github.pullRequest(PAYMENTS, 1).why(), ReasonCode.NOT_FOUND, "/pulls/1 answered 404 Not Found");
        assertGap(github.pullRequestsOf(PAYMENTS, BASE).why(), ReasonCode.NOT_FOUND, "404");
        assertGap(
                github.permission(PAYMENTS, new Account("nobody", false)).why(),
                ReasonCode.NOT_FOUND,
                "nobody/permission");
    }

    @Test
    void readsReviewsInOrder() {
        assertThat(github.reviews(pullRequest()).get())
                .extracting(Review::id, Review::state)
                .containsExactly(
                        tuple(1L, Review.State.CHANGES_REQUESTED),
                        tuple(2L, Review.State.APPROVED),
                        tuple(3L, Review.State.APPROVED),
                        tuple(4L, Review.State.COMMENTED),
                        tuple(5L, Review.State.DISMISSED),
                        tuple(6L, Review.State.PENDING));
    }

    @Test
    @DisplayName("GitHub 6: a review's commit may be null")
    void reviewOfAForgottenCommit() {
        var reviews = github.reviews(pullRequest()).get();

        assertThat(reviews.get(2).commit()).isEmpty();
        assertThat(reviews.get(1).commit()).contains(FINAL_REVISION);
    }

    @Test
    @DisplayName("GitHub 7: a review's user may be null")
    void reviewOfADeletedAccount() {
        var reviews = github.reviews(pullRequest()).get();

        assertThat(reviews.get(2).user()).isEmpty();
        assertThat(reviews.get(3).user()).contains(new Account("dependabot[bot]", true));
        assertThat(reviews.get(5).submittedAt()).isEmpty();
    }

    @Test
    @DisplayName("GitHub 1: reviews are read to the last page, in order")
    void pagesOfReviews() {
        var all = answerTo(GitHubFixture.REVIEWS);
        var last = ((ObjectNode) all.get(0)).deepCopy().put("id", 101).put("state", "CHANGES_REQUESTED");
        fixture.say(
                        GitHubFixture.REVIEWS + "?per_page=100",
                        copies(all, 100),
                        "Link",
                        "<" + GitHubFixture.REVIEWS + "?per_page=100&page=2>; rel=\"next\"")
                .say(
                        GitHubFixture.REVIEWS + "?per_page=100&page=2",
                        JsonNodeFactory.instance.arrayNode().add(last));

        var reviews = github.reviews(pullRequest()).get();

        assertThat(reviews).hasSize(101);
        assertThat(reviews.get(100).id()).isEqualTo(101);
    }

    @Test
    @DisplayName("GitHub 1: a full page is not taken for the last one, even where no link follows")
    void fullPageWithoutLink() {
        var all = answerTo(GitHubFixture.REVIEWS);
        fixture.say(GitHubFixture.REVIEWS, copies(all, 100)).say(GitHubFixture.REVIEWS + "?per_page=100&page=2", all);

        assertThat(github.reviews(pullRequest()).get()).hasSize(106);
    }

    @Test
    void aListWithoutEndIsAGap() {
        fixture.say(GitHubFixture.REVIEWS, copies(answerTo(GitHubFixture.REVIEWS), 100));

        assertGap(github.reviews(pullRequest()).why(), ReasonCode.ANSWER_INCOMPLETE, "more than the 50 pages");
    }

    @Test
    void aReviewStateThatIsNewIsUnreadable() {
        var reviews = answerTo(GitHubFixture.REVIEWS);
        ((ObjectNode) reviews.get(1)).put("state", "WITHDRAWN");
        fixture.say(GitHubFixture.REVIEWS, reviews);

        assertGap(
                github.reviews(pullRequest()).why(),
                ReasonCode.ANSWER_UNREADABLE,
                "[1].state is none of GitHub's review states");
    }

    @Test
    void readsEverybodyWhoHadAHandInACommit() {
        assertThat(github.commits(pullRequest()).get())
                .containsExactly(
                        new ChangeCommit(
                                OLD,
                                "Retry refunds\n\nCo-authored-by: Dora <dora@example.com>\n"
                                        + "CO-AUTHORED-BY:Eve <77+eve@users.noreply.github.com>",
                                List.of(Identity.gitHub("anna")),
                                List.of(),
                                List.of(Identity.email("dora@example.com"), Identity.gitHub("eve"))),
                        new ChangeCommit(
                                FINAL_REVISION,
                                "Fix the test",
                                List.of(Identity.email("frank@example.com")),
                                List.of(Identity.email("gus@example.com")),
                                List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"email\":null}", "{\"email\":\" \"}"})
    void whoCannotBeNamedIsUnknownAndNotNobody(String person) {
        var commits = answerTo(GitHubFixture.COMMITS);
        ((ObjectNode) commits.get(1).get("commit")).set("author", json(person));
        ((ObjectNode) commits.get(1).get("commit")).set("committer", json(person));
        fixture.say(GitHubFixture.COMMITS, commits);

        var commit = github.commits(pullRequest()).get().get(1);

        assertThat(commit.authors()).containsExactly(Identity.email("unknown@" + FINAL_REVISION));
        assertThat(commit.committers()).containsExactly(Identity.email("unknown@" + FINAL_REVISION));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Co-authored-by: Dora <dora@example.com>| email:dora@example.com",
                "  co-AUTHORED-by :Dora<DORA@example.com>  | email:dora@example.com",
                "Co-authored-by: Dora| email:dora",
                "Co-authored-by: <>| email:<>",
                "Co-authored-by: a <b> <c@d>| email:c@d",
                "Co-authored-by: a > b <| email:a > b <",
                "Not-co-authored-by: Dora <dora@example.com>|",
                "Co-authored-by: |",
            })
    void readsCoAuthors(String line, String identity) {
        var commits = answerTo(GitHubFixture.COMMITS);
        ((ObjectNode) commits.get(1).get("commit")).put("message", "Title\r\n" + line + "\r\n\r\nmore text");
        fixture.say(GitHubFixture.COMMITS, commits);

        var coAuthors = github.commits(pullRequest()).get().get(1).coAuthors();

        assertThat(coAuthors).hasToString(identity == null ? "[]" : "[" + identity + "]");
    }

    @Test
    void commitsWithoutTheFinalRevisionAreAGap() {
        fixture.say(GitHubFixture.COMMITS, json("[]"));
        assertGap(github.commits(pullRequest()).why(), ReasonCode.ANSWER_INCOMPLETE, "0 commits of #412 lack");

        fixture.say(GitHubFixture.COMMITS, copies(answerTo(GitHubFixture.COMMITS), 1));
        assertGap(
                github.commits(pullRequest()).why(),
                ReasonCode.ANSWER_INCOMPLETE,
                "lack its final revision " + FINAL_REVISION.brief());
    }

    @Test
    void asManyCommitsAsGitHubListsAtMostAreAGap() {
        var all = answerTo(GitHubFixture.COMMITS);
        String more = GitHubFixture.COMMITS + "?per_page=100&page=";
        fixture.say(GitHubFixture.COMMITS, copies(all, 100))
                .say(more + 2, copies(all, 100))
                .say(more + 3, copies(all, 48).add(all.get(1)));
        assertThat(github.commits(pullRequest()).get()).hasSize(249);

        fixture.say(more + 3, copies(all, 49).add(all.get(1)));
        assertGap(github.commits(pullRequest()).why(), ReasonCode.ANSWER_INCOMPLETE, "#412 has 250 commits or more");
    }

    @Test
    void readsAPermission() {
        assertThat(github.permission(PAYMENTS, new Account("ben", false)).get()).isEqualTo(new Permission("write"));
    }

    @Test
    void encodesLogins() {
        github.permission(PAYMENTS, new Account("dependabot[bot]", true));
        github.permission(PAYMENTS, new Account("../x?y", false));

        assertThat(fixture.asked())
                .containsExactly(
                        GitHubFixture.ROOT + "/collaborators/dependabot%5Bbot%5D/permission",
                        GitHubFixture.ROOT + "/collaborators/..%2Fx%3Fy/permission");
    }

    @Test
    void readsATextFile() {
        assertThat(github.file(PAYMENTS, HEAD, "docs/rollback.md").get())
                .isEqualTo("# Rollback\n\nRedeploy 41, then run `undo.sql` – takes 5 minutes.\n");
        assertThat(fixture.asked()).containsExactly(GitHubFixture.FILE + "?ref=" + HEAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secrets", "docs/../../x", "/etc/passwd", "docs//x", "./x", "", "..\u001b[31m/../x"})
    void refusesPathsOutsideTheRepository(String path) {
        var gap = github.file(PAYMENTS, HEAD, path).why();

        assertThat(gap.code()).isEqualTo(ReasonCode.FILE_OUTSIDE_WORKSPACE);
        assertThat(gap.detail()).doesNotContain("\u001b");
        assertThat(fixture.asked()).isEmpty();
    }

    @Test
    void encodesPaths() {
        github.file(PAYMENTS, HEAD, "docs/über uns?.md");

        assertThat(fixture.asked())
                .containsExactly(GitHubFixture.ROOT + "/contents/docs/%C3%BCber%20uns%3F.md?ref=" + HEAD);
    }

    @ParameterizedTest
    @CsvSource({
        "type, symlink, FILE_UNREADABLE, is a symlink",
        "encoding, none, ANSWER_TOO_LARGE, which GitHub does not give",
        "content, '####', ANSWER_UNREADABLE, content is not base64",
        "content, 'YWJj', ANSWER_INCOMPLETE, gave 3 of 66 bytes",
        "content, '/////////////////////////////////////////////////////////////////////////////////////', "
                + "ANSWER_UNREADABLE, not base64",
    })
    void refusesOtherFiles(String field, String value, ReasonCode code, String words) {
        var file = (ObjectNode) answerTo(GitHubFixture.FILE);
        fixture.say(GitHubFixture.FILE, file.put(field, value));

        assertGap(github.file(PAYMENTS, HEAD, "docs/rollback.md").why(), code, words);
    }

    @Test
    void refusesFoldersAndBinaryFiles() {
        fixture.say(GitHubFixture.FILE, json("[]"));
        assertGap(github.file(PAYMENTS, HEAD, "docs/rollback.md").why(), ReasonCode.FILE_UNREADABLE, "is a folder");

        var binary = (ObjectNode) answerTo(GitHubFixture.FILE);
        fixture.say(GitHubFixture.FILE, binary.put("content", "/////w==").put("size", 4));
        assertGap(
                github.file(PAYMENTS, HEAD, "docs/rollback.md").why(), ReasonCode.FILE_UNREADABLE, "no text in UTF-8");
    }

    @Test
    void aDecisionAboutOnePullRequestAsksEightTimes() {
        github.compare(PAYMENTS, BASE, HEAD);
        var pullRequest = github.pullRequestsOf(PAYMENTS, HEAD).get().get(0);
        github.reviews(pullRequest);
        github.commits(pullRequest);
        github.permission(PAYMENTS, new Account("ben", false));
        github.histories(PAYMENTS, List.of(412));
        github.lastPushers(List.of(pullRequest));
        github.checks(PAYMENTS, HEAD);

        assertThat(fixture.asked()).hasSize(8).filteredOn("/graphql"::equals).hasSize(2);
    }
}
