package io.jenkins.plugins.itgc.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.simulated.Asking;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import io.jenkins.plugins.itgc.simulated.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a decision asks of a server, and how much of that one after another. */
class RequestBudgetTest {
    private static final int MANY = 30;

    @TempDir
    private Path directory;

    private GateFixture world;

    @BeforeEach
    void begin() throws Exception {
        world = new GateFixture(directory);
        world.github.delay(Duration.ofMillis(60));
    }

    @AfterEach
    void end() throws Exception {
        world.close();
    }

    private Recorded allowed(CommitId commit) throws Exception {
        world.github.traffic().clear();
        Recorded recorded = world.decide(world.request(commit).deployer(Identity.gitHub("dora")));
        assertThat(recorded.decision().verdict()).isEqualTo(Verdict.ALLOWED);
        return recorded;
    }

    @Test
    @DisplayName("one pull request: at most 8 requests, at most 4 one after another")
    void onePullRequest() throws Exception {
        world.policy = PolicyText.with("required-checks: [{name: scan}]");
        CommitId commit = world.approvedChange();
        world.repository.check(commit, "scan", "github-actions", "COMPLETED", "SUCCESS");

        allowed(commit);

        assertThat(world.github.traffic().requests()).isEqualTo(8);
        assertThat(world.github.traffic().longestChain()).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"squash", "merge", "rebase"})
    @DisplayName("30 pull requests, each with a reviewer of its own: at most 4 + 4 × 30 requests, at most 8 at a time")
    void manyPullRequests(String how) throws Exception {
        allowed(manyChanges(world, how));

        assertThat(world.github.traffic().requests()).isLessThanOrEqualTo(4 + 4 * MANY);
        assertThat(world.github.traffic().mostAtATime()).isLessThanOrEqualTo(8);
    }

    /** A range of 30 pull requests, each approved by somebody else. */
    static CommitId manyChanges(GateFixture world, String how) {
        for (int i = 0; i < MANY; i++) {
            var pullRequest = world.repository.pullRequest("ann").commit();
            if (how.equals("merge")) {
                pullRequest.commit();
            }
            pullRequest.approvedBy("reviewer-" + i);
            switch (how) {
                case "squash" -> pullRequest.squash("ann");
                case "rebase" -> pullRequest.rebaseAndMerge("ann");
                default -> pullRequest.merge("ann");
            }
        }
        return world.repository.head();
    }

    @Test
    @DisplayName("one reviewer of many pull requests is asked about once")
    void oneReviewer() throws Exception {
        for (int i = 0; i < 5; i++) {
            world.approvedChange();
        }
        allowed(world.repository.head());

        assertThat(world.github.traffic().requests(exchange -> exchange.target().contains("/permission")))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("a repeated decision asks only whether anything changed, and decides alike")
    void repeated() throws Exception {
        CommitId commit = world.approvedChange();
        Recorded first = allowed(commit);
        Recorded second = allowed(commit);

        Traffic traffic = world.github.traffic();
        assertThat(traffic.requests(exchange -> exchange.method().equals("GET")))
                .isEqualTo(6);
        assertThat(traffic.requests(exchange -> exchange.method().equals("GET") && exchange.conditional()))
                .isEqualTo(6);
        assertThat(traffic.requests(exchange -> exchange.status() == 304)).isEqualTo(6);
        assertThat(second.decision()).isEqualTo(first.decision());
        assertThat(second.evidence().trace()).isEqualTo(first.evidence().trace());
    }

    @Test
    @DisplayName("a repeated decision sees what changed meanwhile")
    void repeatedAfterChange() throws Exception {
        var pullRequest = world.repository.pullRequest("ann").commit().approvedBy("ben");
        CommitId commit = pullRequest.squash("ann");
        allowed(commit);
        pullRequest.review("carla", "CHANGES_REQUESTED");

        assertThat(world.decide(commit).decision().verdict()).isEqualTo(Verdict.BLOCKED);
    }

    @Test
    @DisplayName("every request carries the token, and only in its header")
    void token() throws Exception {
        allowed(world.approvedChange());

        assertThat(world.github.traffic().exchanges()).allSatisfy(exchange -> {
            assertThat(exchange.authorization()).isEqualTo("Bearer " + Asking.TOKEN);
            assertThat(exchange.target()).doesNotContain("ghp_");
        });
    }
}
