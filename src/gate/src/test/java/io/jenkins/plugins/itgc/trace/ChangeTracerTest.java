package io.jenkins.plugins.itgc.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.simulated.Asking;
import io.jenkins.plugins.itgc.simulated.SimulatedGitHub;
import io.jenkins.plugins.itgc.simulated.SimulatedPullRequest;
import io.jenkins.plugins.itgc.simulated.SimulatedRepository;
import io.jenkins.plugins.itgc.trace.github.GitHubSourceControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tracer over GitHub's answers. */
class ChangeTracerTest {
    private final SimulatedGitHub github = new SimulatedGitHub();
    private SimulatedRepository repository;
    private CommitId base;
    private Duration indexLag = Duration.ZERO;
    private boolean tipOnly;
    private final List<Integer> found = new ArrayList<>();

    @BeforeEach
    void begin() {
        repository = github.repository("acme/payments-api");
        base = repository.head();
    }

    @AfterEach
    void end() {
        github.close();
    }

    private ChangeTrace trace() {
        return trace(repository.head());
    }

    private ChangeTrace trace(CommitId head) {
        return trace(repository.name(), Optional.of(base), head);
    }

    private ChangeTrace trace(RepositoryName name, Optional<CommitId> baseline, CommitId head) {
        var request = DeploymentRequest.of("payments-api", "production", name, head);
        var rules =
                new TraceRules(candidate -> candidate.baseRef().equals(candidate.defaultBranch()), tipOnly, indexLag);
        var source = new GitHubSourceControl(Asking.of(github).open(Asking.budget()));
        return new ChangeTracer(source, Asking.THREADS)
                .trace(
                        request.build(),
                        baseline,
                        rules,
                        lot -> lot.forEach(pullRequest -> found.add(pullRequest.number())));
    }

    private static List<Integer> numbers(ChangeTrace trace, CommitId commit) {
        return traced(trace, commit).pullRequests();
    }

    private static TracedCommit traced(ChangeTrace trace, CommitId commit) {
        return trace.commits().stream()
                .filter(one -> one.sha().equals(commit))
                .findFirst()
                .orElseThrow();
    }

    private static List<ReasonCode> codes(ChangeTrace trace, CommitId commit) {
        return traced(trace, commit).reasons().stream().map(Reason::code).toList();
    }

    private static void assertAllCovered(ChangeTrace trace) {
        assertThat(trace.range().isPresent()).as("the range is known").isTrue();
        assertThat(trace.commits()).isNotEmpty().allSatisfy(commit -> {
            assertThat(commit.pullRequests()).isNotEmpty();
            assertThat(commit.reasons()).isEmpty();
        });
    }

    private long asked(String target) {
        return github.traffic().requests(exchange -> exchange.target().matches(target));
    }

    /** Edits the pull request that the server's index gives for a commit. */
    private void forge(CommitId commit, Map<String, String> fields) {
        github.change("/commits/" + commit + "/pulls", body -> {
            fields.forEach(((ObjectNode) body.get(0))::put);
            return body;
        });
    }

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
    @DisplayName("Rule 14: the whole range is judged, not the tip")
    class Rule14 {
        @Test
        @DisplayName("a range of more than 250 commits is read page by page")
        void pages() {
            for (int i = 0; i < 260; i++) {
                repository.push("ann", "push " + i);
            }
            assertThat(trace().commits()).hasSize(260);
            assertThat(asked(".*/compare/.*")).isEqualTo(3);
        }

        @Test
        @DisplayName("fewer commits than the server counts: the range is not known")
        void incomplete() {
            repository.pullRequest("ann").commit().squash("ann");
            github.change("/compare/", body -> ((ObjectNode) body).put("total_commits", 2));

            ChangeTrace trace = trace();

            assertThat(trace.range().why().code()).isEqualTo(ReasonCode.RANGE_INCOMPLETE);
            assertThat(trace.commits()).isEmpty();
        }

        @Test
        @DisplayName("a comparison without the deployed commit is not its range")
        void otherHead() {
            CommitId first = repository.push("ann", "first");
            CommitId second = repository.push("ann", "second");
            github.change("/compare/", body -> {
                ((ArrayNode) body.get("commits")).remove(1);
                return ((ObjectNode) body).put("total_commits", 1);
            });

            ChangeTrace trace = trace(second);

            assertThat(trace.range().why().code()).isEqualTo(ReasonCode.RANGE_INCOMPLETE);
            assertThat(trace.range().why().detail()).contains(second.brief()).doesNotContain(first.brief());
        }

        @Test
        @DisplayName("an unapproved second pull request in the range is seen")
        void secondPullRequest() {
            repository.pullRequest("ann").commit().approvedBy("ben").squash("ann");
            repository.pullRequest("carla").commit().squash("carla");
            repository.pullRequest("ann").commit().approvedBy("ben").squash("ann");

            assertThat(trace().pullRequests())
                    .extracting(one -> one.pullRequest().number())
                    .containsExactly(1, 2, 3);
        }

        @Test
        @DisplayName("the range tells which files it changes")
        void files() {
            repository
                    .pullRequest("ann")
                    .commit("ann", "docs", "docs/a.md", "docs/b.md")
                    .squash("ann");

            assertThat(trace().range().get().files().get()).containsExactly("docs/a.md", "docs/b.md");
        }
    }

    @Nested
    @DisplayName("Rule 15: how the deployed commit stands to the baseline")
    class Rule15 {
        @Test
        @DisplayName("ahead")
        void ahead() {
            CommitId merged = repository.pullRequest("ann").commit().squash("ann");

            Range range = trace().range().get();

            assertThat(range)
                    .isEqualTo(new Range(Range.Kind.AHEAD, Optional.of(base), merged, Optional.empty(), range.files()));
        }

        @Test
        @DisplayName("identical: a redeployment, known without asking")
        void identical() {
            ChangeTrace trace = trace(base);

            assertThat(trace.range().get().kind()).isEqualTo(Range.Kind.IDENTICAL);
            assertThat(trace.commits()).isEmpty();
            assertThat(github.traffic().requests()).isZero();
        }

        @Test
        @DisplayName("behind: a rollback")
        void behind() {
            CommitId earlier = base;
            base = repository.push("ann", "later");

            ChangeTrace trace = trace(earlier);

            assertThat(trace.range().get().kind()).isEqualTo(Range.Kind.BEHIND);
            assertThat(trace.commits()).isEmpty();
        }

        @Test
        @DisplayName("diverged: everything since the merge base")
        void diverged() {
            CommitId fork = base;
            base = repository.push("ann", "deployed, then taken off the branch");
            repository.force("ann", "main", fork);
            CommitId merged = repository.pullRequest("ann").commit().commit().rebaseAndMerge("ann");

            ChangeTrace trace = trace();

            assertThat(trace.range().get().kind()).isEqualTo(Range.Kind.DIVERGED);
            assertThat(trace.range().get().mergeBase()).contains(fork);
            assertThat(trace.commits())
                    .hasSize(2)
                    .last()
                    .extracting(TracedCommit::sha)
                    .isEqualTo(merged);
            assertAllCovered(trace);
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
    @DisplayName("Rule 17: commit dates decide nothing")
    void commitDates() {
        repository.commitDates("1999-12-31T23:59:59Z");
        repository.pullRequest("ann").commit().commit().merge("ann");
        repository.commitDates("2099-01-01T00:00:00Z");
        repository.push("eve", "from the future");
        repository.commitDates("no date at all");
        repository.pullRequest("ann").commit().rebaseAndMerge("ann");
        ChangeTrace odd = trace();

        github.change("", body -> strip(body, "date", "2026-11-02T08:00:00Z"));

        assertThat(trace()).isEqualTo(odd);
        assertThat(odd.commits()).extracting(one -> one.pullRequests().size()).containsExactly(1, 1, 1, 0, 1);
    }

    private static JsonNode strip(JsonNode body, String field, String value) {
        body.findParents(field).forEach(parent -> ((ObjectNode) parent).put(field, value));
        return body;
    }

    @Nested
    @DisplayName("Rule 18: the first deployment")
    class Rule18 {
        @Test
        @DisplayName("needs a baseline, and asks nobody without")
        void needed() {
            ChangeTrace trace = trace(repository.name(), Optional.empty(), repository.head());

            assertThat(trace.range().get().kind()).isEqualTo(Range.Kind.NO_BASELINE);
            assertThat(trace.commits()).isEmpty();
            assertThat(github.traffic().requests()).isZero();
        }

        @Test
        @DisplayName("with the deployed commit judged alone, where the policy says so")
        void tipOnly() {
            tipOnly = true;
            repository.push("eve", "not judged");
            CommitId merged = repository.pullRequest("ann").commit().merge("ann");

            ChangeTrace trace = trace(repository.name(), Optional.empty(), merged);

            assertThat(trace.range().get().kind()).isEqualTo(Range.Kind.TIP_ONLY);
            assertThat(trace.range().get().files().why().code()).isEqualTo(ReasonCode.RANGE_INCOMPLETE);
            assertThat(trace.commits()).extracting(TracedCommit::sha).containsExactly(merged);
            assertAllCovered(trace);
        }
    }

    @Nested
    @DisplayName("Rule 20: names that lead elsewhere")
    class Rule20 {
        @Test
        @DisplayName("a renamed repository is followed, and its pull requests are its own")
        void renamed() {
            RepositoryName former = repository.name();
            CommitId merged = repository.pullRequest("ann").commit().merge("ann");
            repository.rename("acme/payments");

            ChangeTrace trace = trace(former, Optional.of(base), merged);

            assertAllCovered(trace);
            assertThat(trace.pullRequests().get(0).pullRequest().baseRepository())
                    .isEqualTo(repository.name());
        }

        @Test
        @DisplayName("where the present name cannot be read, nothing is known of pull requests under another")
        void presentNameUnknown() {
            RepositoryName former = repository.name();
            CommitId merged = repository.pullRequest("ann").commit().merge("ann");
            repository.rename("acme/payments");
            github.fail("/repos/acme/payments-api$", 404, Map.of());

            assertThat(codes(trace(former, Optional.of(base), merged), merged)).containsExactly(ReasonCode.NOT_FOUND);
        }

        @Test
        @DisplayName("a fork's pull request of the same number is not ours")
        void sameNumber() {
            CommitId merged =
                    repository.pullRequest("ann").commit().approvedBy("ben").squash("ann");
            SimulatedRepository fork = repository.fork("eve/payments-api");
            SimulatedPullRequest theirs = fork.pullRequest("eve").commit().approvedBy("mallory");
            CommitId smuggled = theirs.squash("eve");
            repository.force("eve", "main", smuggled);
            github.connect(smuggled, theirs);

            ChangeTrace trace = trace();

            assertThat(numbers(trace, merged)).containsExactly(1);
            assertThat(codes(trace, smuggled)).containsExactly(ReasonCode.PULL_REQUEST_OTHER_BASE);
            assertThat(trace.pullRequests())
                    .singleElement()
                    .satisfies(one -> assertThat(one.pullRequest().author()).contains(new Account("ann", false)));
        }

        @Test
        @DisplayName("a pull request from a fork into our branch counts")
        void fromFork() {
            SimulatedRepository fork = repository.fork("carla/payments-api");
            repository.pullRequest("carla", fork, "main").commit().commit().merge("ann");

            assertAllCovered(trace());
        }
    }

    @Nested
    @DisplayName("Rule 23: not found may mean not permitted, and is never \"there is none\"")
    class Rule23 {
        @ParameterizedTest
        @ValueSource(ints = {404, 403, 401, 500})
        @DisplayName("a range that cannot be read is not known")
        void range(int status) {
            repository.push("ann", "more");
            github.fail("/compare/", status, Map.of("Retry-After", "99"));

            assertThat(trace().range().why().code().kind()).isEqualTo(ReasonCode.Kind.UNKNOWN);
        }

        @ParameterizedTest
        @ValueSource(ints = {404, 422})
        @DisplayName("an index that does not answer leaves its commit unknown, the others are judged")
        void index(int status) {
            CommitId known = repository.pullRequest("ann").commit().squash("ann");
            CommitId unknown = repository.pullRequest("ann").commit().squash("ann");
            github.fail("/commits/" + unknown + "/pulls", status, Map.of());

            ChangeTrace trace = trace();

            assertThat(numbers(trace, known)).containsExactly(1);
            assertThat(traced(trace, unknown).reasons()).singleElement().satisfies(reason -> {
                assertThat(reason.code().kind()).isEqualTo(ReasonCode.Kind.UNKNOWN);
                assertThat(reason.detail()).contains("answered " + status);
            });
        }

        @Test
        @DisplayName("a commit of a merged pull request is covered although the index does not answer for it")
        void indexOfAnOwnCommit() {
            SimulatedPullRequest pullRequest = repository.pullRequest("ann").commit();
            CommitId first = pullRequest.head();
            pullRequest.commit().pushedToBase("ann");
            github.fail("/commits/" + first + "/pulls", 404, Map.of());

            assertAllCovered(trace());
        }

        @Test
        @DisplayName("commits of a pull request that cannot be read are a gap of that pull request")
        void commits() {
            CommitId merged = repository.pullRequest("ann").commit().squash("ann");
            github.truncate("/pulls/1/commits");

            ChangeTrace trace = trace();

            assertThat(numbers(trace, merged)).containsExactly(1);
            assertThat(trace.pullRequests().get(0).commits().isPresent()).isFalse();
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
}
