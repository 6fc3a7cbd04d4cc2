package io.jenkins.plugins.itgc.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.simulated.SimulatedPullRequest;
import io.jenkins.plugins.itgc.simulated.SimulatedRepository;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What brought each commit, from GitHub's answers. */
class CoverageTest extends TraceFixture {
    @Nested
    @DisplayName("Rule 11: from a commit to the merged pull request that brought it")
    class Rule11 {
        @Test
        @DisplayName("an empty answer is asked again until the index has caught up")
        void indexLag() {
            indexLag = Duration.ofSeconds(5);
            github.indexLag(2);
            CommitId merged =
                    repository.pullRequest("ann").commit().approvedBy("ben").squash("ann");

            assertThat(numbers(trace(), merged)).containsExactly(1);
            assertThat(asked(".*/commits/\\w+/pulls.*")).isEqualTo(3);
        }

        @Test
        @DisplayName("an index that lags longer than the policy allows means: no pull request")
        void indexLagTooLong() {
            indexLag = Duration.ofMillis(600);
            github.indexLag(9);
            CommitId merged = repository.pullRequest("ann").commit().squash("ann");

            assertThat(codes(trace(), merged)).containsExactly(ReasonCode.DIRECT_PUSH);
            assertThat(asked(".*/commits/\\w+/pulls.*")).isEqualTo(2);
        }

        @Test
        @DisplayName("many commits wait for the index together, not one after another")
        void lagIsSharedByAll() {
            indexLag = Duration.ofMillis(1600);
            for (int i = 0; i < 40; i++) {
                repository.push("ann", "push " + i);
            }
            long before = System.nanoTime();
            ChangeTrace trace = trace();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
            assertThat(trace.commits()).hasSize(40).allSatisfy(commit -> assertThat(commit.reasons())
                    .extracting(Reason::code)
                    .containsExactly(ReasonCode.DIRECT_PUSH));
        }

        @Test
        @DisplayName("open pull requests of a commit outside the default branch do not count")
        void openPullRequest() {
            SimulatedPullRequest open = repository.pullRequest("ann").commit().approvedBy("ben");

            ChangeTrace trace = trace(open.head());

            assertThat(codes(trace, open.head())).containsExactly(ReasonCode.PULL_REQUEST_NOT_MERGED);
            assertThat(trace.pullRequests()).isEmpty();
        }

        @Test
        @DisplayName("a pull request merged into another branch does not count")
        void otherBase() {
            repository.branch("ann", "release", base);
            SimulatedPullRequest sideways = repository.pullRequest("ann", repository, "release");
            CommitId merged = sideways.commit().approvedBy("ben").squash("ann");

            assertThat(codes(trace(merged), merged)).containsExactly(ReasonCode.PULL_REQUEST_OTHER_BASE);
        }

        @Test
        @DisplayName("a pull request of another repository does not count")
        void otherRepository() {
            SimulatedRepository fork = repository.fork("eve/payments-api");
            SimulatedPullRequest theirs = fork.pullRequest("eve").commit().approvedBy("mallory");
            CommitId merged = theirs.squash("eve");
            repository.force("eve", "main", merged);
            github.connect(merged, theirs);

            assertThat(codes(trace(), merged)).containsExactly(ReasonCode.PULL_REQUEST_OTHER_BASE);
            assertThat(found).isEmpty();
        }
    }

    @Test
    @DisplayName("Rule 12: the merge_commit_sha of an open pull request is its test merge and proves nothing")
    void testMerge() {
        SimulatedPullRequest open = repository.pullRequest("ann").commit().approvedBy("ben");
        CommitId pushed = repository.push("ann", "Looks like the test merge");
        github.connect(pushed, open);
        forge(pushed, Map.of("merge_commit_sha", pushed.hex()));

        assertThat(codes(trace(), pushed)).containsExactly(ReasonCode.PULL_REQUEST_NOT_MERGED);
    }

    @Nested
    @DisplayName("Rule 13: however it is merged, each commit maps")
    class Rule13 {
        @Test
        @DisplayName("by a merge commit: the pull request's commits cover what the merge brought in, without requests")
        void mergeCommit() {
            SimulatedPullRequest pullRequest =
                    repository.pullRequest("ann").commit().commit().commit();
            repository.pullRequest("carla").commit().squash("carla");
            CommitId merge = pullRequest.update("ann").commit().merge("ann");

            ChangeTrace trace = trace();

            assertAllCovered(trace);
            assertThat(trace.commits()).hasSize(1 + 5 + 1);
            assertThat(numbers(trace, merge)).containsExactly(1);
            assertThat(numbers(trace, pullRequest.head())).containsExactly(1);
            assertThat(asked(".*/commits/\\w+/pulls.*"))
                    .as("the two on the first-parent line")
                    .isEqualTo(2);
            assertThat(found).containsExactlyInAnyOrder(1, 2);
        }

        @Test
        @DisplayName("by squashing")
        void squash() {
            CommitId squashed = repository.pullRequest("ann").commit().commit().squash("ann");

            ChangeTrace trace = trace();

            assertAllCovered(trace);
            assertThat(numbers(trace, squashed)).containsExactly(1);
        }

        @Test
        @DisplayName("by rebasing: every new commit")
        void rebase() {
            repository.pullRequest("ann").commit().commit().commit().rebaseAndMerge("ann");

            ChangeTrace trace = trace();

            assertAllCovered(trace);
            assertThat(trace.commits()).hasSize(3).allSatisfy(commit -> assertThat(commit.pullRequests())
                    .containsExactly(1));
        }

        @Test
        @DisplayName("by a merge queue, which squashes and stacks")
        void mergeQueue() {
            SimulatedPullRequest first = repository.pullRequest("ann").commit().commit();
            SimulatedPullRequest second = repository.pullRequest("carla").commit();
            SimulatedPullRequest third = repository.pullRequest("dora").commit();
            CommitId one = first.squash("github-merge-queue[bot]");
            CommitId two = second.squash("github-merge-queue[bot]");
            CommitId three = third.merge("github-merge-queue[bot]");

            ChangeTrace trace = trace();

            assertAllCovered(trace);
            assertThat(numbers(trace, one)).containsExactly(1);
            assertThat(numbers(trace, two)).containsExactly(2);
            assertThat(numbers(trace, three)).containsExactly(3);
        }

        @Test
        @DisplayName("a branch that was pushed to the base with the pull request's own commits")
        void ownCommits() {
            SimulatedPullRequest pullRequest =
                    repository.pullRequest("ann").commit().commit();
            pullRequest.pushedToBase("ann");

            ChangeTrace trace = trace();

            assertAllCovered(trace);
            assertThat(trace.commits()).hasSize(2);
        }

        @Test
        @DisplayName("more commits than the pull request has do not come from it")
        void moreThanItHas() {
            SimulatedPullRequest pullRequest = repository.pullRequest("ann").commit();
            CommitId pushed = repository.push("eve", "claims to be part of #1");
            CommitId squashed = pullRequest.squash("ann");
            github.connect(pushed, pullRequest);

            ChangeTrace trace = trace();

            assertThat(numbers(trace, squashed)).containsExactly(1);
            assertThat(codes(trace, pushed)).containsExactly(ReasonCode.PULL_REQUEST_MISMATCH);
        }
    }

    @Nested
    @DisplayName("Rule 16: every commit is covered, and messages prove nothing")
    class Rule16 {
        @Test
        @DisplayName("a direct push fails by name")
        void directPush() {
            repository.pullRequest("ann").commit().squash("ann");
            CommitId pushed = repository.push("eve", "quick fix");
            CommitId merged = repository.pullRequest("ann").commit().squash("ann");

            ChangeTrace trace = trace();

            assertThat(traced(trace, pushed).reasons())
                    .containsExactly(new Reason(
                            ReasonCode.DIRECT_PUSH, pushed.brief(), "no pull request brings " + pushed.brief()));
            assertThat(numbers(trace, merged)).containsExactly(2);
        }

        @Test
        @DisplayName("a typed \"Merge pull request #1\" is a direct push")
        void typedMessage() {
            repository.pullRequest("ann").commit().approvedBy("ben").merge("ann");
            CommitId pushed = repository.push("eve", "Merge pull request #1 from change-1");

            assertThat(codes(trace(), pushed)).containsExactly(ReasonCode.DIRECT_PUSH);
        }

        @Test
        @DisplayName("a merge by hand of unreviewed work: the merge and all it brings in are direct pushes")
        void mergeByHand() {
            repository.branch("eve", "hidden", base);
            CommitId hidden = repository.push("eve", "hidden", "work nobody saw", "src/Evil.java");
            CommitId merge = repository.pushMerge("eve", "main", hidden, "Merge pull request #1 from change-1");

            ChangeTrace trace = trace();

            assertThat(codes(trace, hidden)).containsExactly(ReasonCode.DIRECT_PUSH);
            assertThat(codes(trace, merge)).containsExactly(ReasonCode.DIRECT_PUSH);
        }

        @Test
        @DisplayName("a merge whose second parent is not the pull request's head is not its merge")
        void otherSecondParent() {
            SimulatedPullRequest reviewed =
                    repository.pullRequest("ann").commit().approvedBy("ben");
            repository.branch("eve", "hidden", base);
            CommitId hidden = repository.push("eve", "hidden", "work nobody saw", "src/Evil.java");
            CommitId merge = repository.pushMerge("eve", "main", hidden, "Merge pull request #1 from change-1");
            github.connect(merge, reviewed);
            forge(merge, Map.of("merge_commit_sha", merge.hex(), "merged_at", "2026-11-02T09:30:00Z"));

            ChangeTrace trace = trace();

            assertThat(codes(trace, merge)).containsExactly(ReasonCode.PULL_REQUEST_MISMATCH);
            assertThat(codes(trace, hidden)).containsExactly(ReasonCode.DIRECT_PUSH);
        }
    }

    @Test
    @DisplayName("whoever waits for the index can be interrupted, and then nothing is known")
    void interrupted() {
        indexLag = Duration.ofSeconds(30);
        CommitId pushed = repository.push("ann", "push");
        var waiting = Thread.currentThread();
        var interrupter = new Thread(() -> {
            while (asked(".*/pulls.*") < 2) {
                Thread.onSpinWait();
            }
            waiting.interrupt();
        });
        interrupter.start();

        ChangeTrace trace = trace();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(codes(trace, pushed)).containsExactly(ReasonCode.SERVER_TIMEOUT);
    }

    @Nested
    @DisplayName("Who made a commit")
    class People {
        @Test
        @DisplayName("is recorded of a direct push")
        void directPush() {
            CommitId pushed = repository.push("eve", "Fix\n\nCo-authored-by: <2+ben@users.noreply.github.com>");

            assertThat(traced(trace(), pushed).people())
                    .containsExactly(Identity.gitHub("eve"), Identity.gitHub("ben"));
        }

        @Test
        @DisplayName("is not recorded again where the commits of its pull request say so")
        void pullRequest() {
            repository.pullRequest("ann").commit().commit().merge("ben");

            assertThat(trace().commits()).hasSize(3).allSatisfy(commit -> assertThat(commit.people())
                    .isEmpty());
        }

        @Test
        @DisplayName("is recorded where its pull request counts not, is not found, or does not tell its commits")
        void pullRequestThatDoesNotTell() {
            repository.branch("ann", "release", base);
            CommitId sideways = repository
                    .pullRequest("ann", repository, "release")
                    .commit()
                    .squash("ann");
            CommitId unread = repository.pullRequest("carla").commit().squash("carla");
            github.fail("/pulls/2/commits", 404, Map.of());

            assertThat(traced(trace(sideways), sideways).people()).contains(Identity.gitHub("ann"));
            assertThat(traced(trace(), unread).people()).contains(Identity.gitHub("carla"));
            github.fail("/commits/\\w+/pulls", 404, Map.of());
            assertThat(traced(trace(), unread).people()).contains(Identity.gitHub("carla"));
        }
    }
}
