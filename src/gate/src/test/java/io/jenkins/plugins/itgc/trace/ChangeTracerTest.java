package io.jenkins.plugins.itgc.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.simulated.SimulatedPullRequest;
import io.jenkins.plugins.itgc.simulated.SimulatedRepository;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The range of a deployment, from GitHub's answers. */
class ChangeTracerTest extends TraceFixture {
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
}
