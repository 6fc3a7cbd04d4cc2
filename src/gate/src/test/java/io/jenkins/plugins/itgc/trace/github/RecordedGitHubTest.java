package io.jenkins.plugins.itgc.trace.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.recorded.RecordedServer;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.Review;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Real answers of a public repository, where they are at hand. */
@EnabledIfSystemProperty(named = "itgc.recorded", matches = ".+")
class RecordedGitHubTest {
    private static final RepositoryName ANTS = RepositoryName.parse("panjf2000/ants");

    private final Path folder = Path.of(System.getProperty("itgc.recorded"), "github");

    @Test
    void everyMergedPullRequestCanBeRead() throws IOException {
        JsonNode merged = new ObjectMapper()
                .readTree(folder.resolve("merged.json").toFile())
                .get("merged");
        try (var server = new RecordedServer(folder)) {
            var github = new GitHubSourceControl(server.loopback().session());
            int read = 0;
            int listed = 0;
            for (JsonNode row : merged) {
                int number = row.get("number").intValue();
                var pullRequest = github.pullRequest(ANTS, number).get();

                assertThat(pullRequest.mergedAt()).isPresent();
                assertThat(github.reviews(pullRequest).isPresent()).isTrue();
                // Of five pull requests no commits were recorded.
                var commits = github.commits(pullRequest);
                assertThat(commits.isPresent() || commits.why().code() == ReasonCode.ANSWER_INCOMPLETE)
                        .isTrue();
                listed += commits.isPresent() ? 1 : 0;
                assertThat(github.pullRequestsOf(ANTS, pullRequest.mergeCommit().get())
                                .get())
                        .contains(pullRequest);
                read++;
            }
            assertThat(read).isEqualTo(26);
            assertThat(listed).isEqualTo(21);
        }
    }

    @Test
    void aStandingRequestForChangesIsRead() {
        try (var server = new RecordedServer(folder)) {
            var github = new GitHubSourceControl(server.loopback().session());
            var reviews = github.reviews(github.pullRequest(ANTS, 53).get()).get();

            assertThat(reviews).extracting(Review::state).contains(Review.State.CHANGES_REQUESTED);
        }
    }

    @Test
    void whatIsNotRecordedIsNotFound() {
        try (var server = new RecordedServer(folder)) {
            var github = new GitHubSourceControl(server.loopback().session());
            var gap = github.compare(ANTS, new CommitId("a".repeat(40)), new CommitId("b".repeat(40)))
                    .why();

            assertThat(gap.code()).isEqualTo(ReasonCode.NOT_FOUND);
            assertThat(github.checks(ANTS, new CommitId("a".repeat(40))).why().code())
                    .isEqualTo(ReasonCode.NOT_FOUND);
        }
    }
}
