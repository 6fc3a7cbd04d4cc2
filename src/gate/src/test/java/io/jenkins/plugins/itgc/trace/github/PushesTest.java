package io.jenkins.plugins.itgc.trace.github;

import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.ACTIVITY;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.FINAL_REVISION;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.HEAD;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.OLD;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.PAYMENTS;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.answerTo;
import static io.jenkins.plugins.itgc.trace.github.GitHubFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.PullRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushesTest {
    private static final Account BEN = new Account("ben", false);
    private static final RepositoryName FORK = RepositoryName.parse("dora/payments-api");

    private final GitHubFixture fixture = new GitHubFixture();
    private final GitHubSourceControl github = fixture.github();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static PullRequest pullRequest(int number, RepositoryName head, String ref, CommitId revision) {
        return pullRequest(number, head, ref, revision, "2026-11-03T14:02:00Z");
    }

    private static PullRequest pullRequest(
            int number, RepositoryName head, String ref, CommitId revision, String mergedAt) {
        return new PullRequest(
                number,
                "",
                "",
                "",
                Optional.empty(),
                PAYMENTS,
                "main",
                "main",
                Optional.ofNullable(head),
                ref,
                revision,
                Instant.EPOCH,
                Optional.ofNullable(mergedAt).map(Instant::parse),
                Optional.of(HEAD));
    }

    private static final PullRequest REFUNDS = pullRequest(412, PAYMENTS, "refunds", FINAL_REVISION);

    @Test
    @DisplayName(
            "GitHub 9: the last pusher comes from the activity; who restored the branch after the merge does not count")
    void lastPusher() {
        assertThat(github.lastPushers(List.of(REFUNDS)).get()).isEqualTo(Map.of(412, BEN));
        assertThat(fixture.asked()).containsExactly(ACTIVITY + "?per_page=100&ref=refs%2Fheads%2Frefunds");
    }

    @Test
    void aPullRequestThatIsNotMergedYetHasTheNewestPusher() {
        var open = pullRequest(412, PAYMENTS, "refunds", FINAL_REVISION, null);

        assertThat(github.lastPushers(List.of(open)).get().get(412).login()).isEqualTo("carla");
    }

    @Test
    void severalPullRequestsOfOneRepositoryAreReadTogether() {
        var other = pullRequest(410, PAYMENTS, "refunds", OLD);
        var unknown = pullRequest(411, PAYMENTS, "nowhere", OLD);
        var deletedFork = pullRequest(413, null, "refunds", FINAL_REVISION);

        assertThat(github.lastPushers(List.of(REFUNDS, other, unknown, deletedFork))
                        .get())
                .isEqualTo(Map.of(412, BEN, 410, new Account("anna", false)));
        assertThat(fixture.asked()).containsExactly(ACTIVITY + "?per_page=100");
    }

    @Test
    void readsOlderPagesUntilAllAreFound() {
        var page = answerTo(ACTIVITY);
        fixture.say(ACTIVITY, json("[]"), "Link", "</older?before=1>; rel=\"next\"")
                .say("/older", page, "Link", "</older?before=2>; rel=\"next\"");

        assertThat(github.lastPushers(List.of(REFUNDS)).get()).containsKey(412);
        assertThat(fixture.asked()).hasSize(2);
    }

    @Test
    void readsTenPagesAtMost() {
        fixture.say(ACTIVITY, json("[]"), "Link", "<" + ACTIVITY + ">; rel=\"next\"");

        assertThat(github.lastPushers(List.of(REFUNDS)).get()).isEmpty();
        assertThat(fixture.asked()).hasSize(10);
    }

    @Test
    void whereTheNewestPusherIsGoneAnOlderOneDoesNotStandIn() {
        var activity = (ArrayNode) answerTo(ACTIVITY);
        var again = ((ObjectNode) activity.get(3)).deepCopy();
        activity.insert(3, again.putNull("actor"));
        fixture.say(ACTIVITY, activity);

        assertThat(github.lastPushers(List.of(REFUNDS)).get()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 403})
    void aForkThatCannotBeSeenHidesOnlyItsOwn(int status) {
        fixture.say("/repos/dora/payments-api/activity", status, "{}");
        var ofFork = pullRequest(414, FORK, "fix", OLD);

        assertThat(github.lastPushers(List.of(ofFork, REFUNDS)).get()).isEqualTo(Map.of(412, BEN));
    }

    @Test
    void otherFailuresAreAGap() {
        fixture.say(ACTIVITY, 500, "{}");
        assertThat(github.lastPushers(List.of(REFUNDS)).why().code()).isEqualTo(ReasonCode.SERVER_ERROR);

        fixture.say(ACTIVITY, json("{}"));
        assertThat(github.lastPushers(List.of(REFUNDS)).why().code()).isEqualTo(ReasonCode.ANSWER_UNREADABLE);
    }

    @Test
    void nobodyIsAskedAboutNothing() {
        assertThat(github.lastPushers(List.of()).get()).isEmpty();
        assertThat(fixture.asked()).isEmpty();
    }
}
