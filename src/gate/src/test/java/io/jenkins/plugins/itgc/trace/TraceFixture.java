package io.jenkins.plugins.itgc.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.simulated.Asking;
import io.jenkins.plugins.itgc.simulated.SimulatedGitHub;
import io.jenkins.plugins.itgc.simulated.SimulatedRepository;
import io.jenkins.plugins.itgc.trace.github.GitHubSourceControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A tracer over the answers of a simulated GitHub, with the repository {@code acme/payments-api}. */
abstract class TraceFixture {
    final SimulatedGitHub github = new SimulatedGitHub();
    SimulatedRepository repository;
    CommitId base;
    Duration indexLag = Duration.ZERO;
    boolean tipOnly;
    final List<Integer> found = new ArrayList<>();

    @BeforeEach
    void begin() {
        repository = github.repository("acme/payments-api");
        base = repository.head();
    }

    @AfterEach
    void end() {
        github.close();
    }

    ChangeTrace trace() {
        return trace(repository.head());
    }

    ChangeTrace trace(CommitId head) {
        return trace(repository.name(), Optional.of(base), head);
    }

    ChangeTrace trace(RepositoryName name, Optional<CommitId> baseline, CommitId head) {
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

    static List<Integer> numbers(ChangeTrace trace, CommitId commit) {
        return traced(trace, commit).pullRequests();
    }

    static TracedCommit traced(ChangeTrace trace, CommitId commit) {
        return trace.commits().stream()
                .filter(one -> one.sha().equals(commit))
                .findFirst()
                .orElseThrow();
    }

    static List<ReasonCode> codes(ChangeTrace trace, CommitId commit) {
        return traced(trace, commit).reasons().stream().map(Reason::code).toList();
    }

    static void assertAllCovered(ChangeTrace trace) {
        assertThat(trace.range().isPresent()).as("the range is known").isTrue();
        assertThat(trace.commits()).isNotEmpty().allSatisfy(commit -> {
            assertThat(commit.pullRequests()).isNotEmpty();
            assertThat(commit.reasons()).isEmpty();
        });
    }

    long asked(String target) {
        return github.traffic().requests(exchange -> exchange.target().matches(target));
    }

    /** Edits the pull request that the server's index gives for a commit. */
    void forge(CommitId commit, Map<String, String> fields) {
        github.change("/commits/" + commit + "/pulls", body -> {
            fields.forEach(((ObjectNode) body.get(0))::put);
            return body;
        });
    }
}
