package io.jenkins.plugins.itgc.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.simulated.Asking;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a decision takes where every answer takes 100 ms, against the four round trips that it cannot do without. Nothing
 * is cached: each decision has a server of its own.
 */
@Tag("benchmark")
class DecisionBenchmark {
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final Duration FLOOR = LATENCY.multipliedBy(4);
    private static final int WARM_UP = 5;
    private static final int RUNS = 9;

    @Test
    @DisplayName("one pull request: at most 1.5 times the floor")
    void onePullRequest(@TempDir Path directory) throws Exception {
        try (var world = new GateFixture(directory)) {
            assertThat(measure("1 pull request", world, world.approvedChange())).isLessThanOrEqualTo(1.5);
        }
    }

    @Test
    @DisplayName("30 pull requests: at most 6 times the floor")
    void thirtyPullRequests(@TempDir Path directory) throws Exception {
        try (var world = new GateFixture(directory)) {
            CommitId head = RequestBudgetTest.manyChanges(world, "squash");
            assertThat(measure("30 pull requests, squashed", world, head)).isLessThanOrEqualTo(6);
        }
    }

    @Test
    @DisplayName("30 pull requests by merge commits: at most 6 times the floor")
    void thirtyMerges(@TempDir Path directory) throws Exception {
        try (var world = new GateFixture(directory)) {
            CommitId head = RequestBudgetTest.manyChanges(world, "merge");
            assertThat(measure("30 pull requests, merged", world, head)).isLessThanOrEqualTo(6);
        }
    }

    /** The median time of a decision as a multiple of the floor. */
    private static double measure(String what, GateFixture world, CommitId commit) throws Exception {
        world.github.delay(LATENCY);
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < WARM_UP + RUNS; i++) {
            world.github.traffic().clear();
            var sources = Asking.sources(Asking.of(world.github));
            var request =
                    world.request(commit).deployer(Identity.gitHub("dora")).build();
            long before = System.nanoTime();
            Recorded recorded = world.gate.decide(world.policy, request, sources);
            nanos.add(System.nanoTime() - before);
            assertThat(recorded.decision().verdict()).isEqualTo(Verdict.ALLOWED);
        }
        Duration median = Duration.ofNanos(
                nanos.subList(WARM_UP, nanos.size()).stream().sorted().toList().get(RUNS / 2));
        double ratio = (double) median.toNanos() / FLOOR.toNanos();
        System.out.printf(
                "%-28s %4d requests, %d at a time: median %4d ms, floor %d ms, ratio %.2f%n",
                what,
                world.github.traffic().requests(),
                world.github.traffic().mostAtATime(),
                median.toMillis(),
                FLOOR.toMillis(),
                ratio);
        return ratio;
    }
}
