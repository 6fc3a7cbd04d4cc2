package io.jenkins.plugins.itgc.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.http.Server;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.simulated.Asking;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One gate, asked by many builds at once. */
class ConcurrentDecisionsTest {
    private static final int BUILDS = 16;

    private final ExecutorService builds = Executors.newFixedThreadPool(BUILDS);

    @TempDir
    private Path directory;

    private GateFixture world;

    @BeforeEach
    void begin() throws Exception {
        world = new GateFixture(directory);
    }

    @AfterEach
    void end() throws Exception {
        builds.shutdownNow();
        world.close();
    }

    private List<Recorded> decideAtOnce(IntFunction<Policy> policy, IntFunction<String> key) throws Exception {
        CommitId commit = world.approvedChange();
        Server shared = world.server;
        var start = new CyclicBarrier(BUILDS);
        var pending = new ArrayList<Future<Recorded>>();
        for (int i = 0; i < BUILDS; i++) {
            var request = world.request(commit).key(key.apply(i)).build();
            Policy asked = policy.apply(i);
            pending.add(builds.submit(() -> {
                start.await();
                return world.gate.decide(asked, request, Asking.sources(shared));
            }));
        }
        var recorded = new ArrayList<Recorded>();
        for (Future<Recorded> one : pending) {
            recorded.add(one.get());
        }
        return recorded;
    }

    @Test
    @DisplayName("every build gets its own entry, the server at most eight requests at a time, and all replay")
    void each() throws Exception {
        Policy[] policies = {PolicyText.with(), PolicyText.approvedChange("minimum-approvals: 2")};

        List<Recorded> recorded = decideAtOnce(i -> policies[i % 2], i -> "build-" + i);

        assertThat(recorded).extracting(one -> one.entry().index()).doesNotHaveDuplicates();
        assertThat(recorded)
                .extracting(one -> one.decision().allowed())
                .containsExactlyElementsOf(java.util.stream.IntStream.range(0, BUILDS)
                        .mapToObj(i -> i % 2 == 0)
                        .toList());
        assertThat(world.github.traffic().mostAtATime()).isLessThanOrEqualTo(8);
        assertThat(GateFixture.replay(world.entries()).values())
                .hasSize(BUILDS)
                .allSatisfy(both -> assertThat(both.get(1)).isEqualTo(both.get(0)));
    }

    @Test
    @DisplayName("builds that ask the same question under the same key get one entry")
    void sameKey() throws Exception {
        List<Recorded> recorded = decideAtOnce(i -> world.policy, i -> "one build");

        assertThat(recorded).extracting(one -> one.entry().index()).containsOnly(1L);
        assertThat(recorded)
                .extracting(Recorded::decision)
                .containsOnly(recorded.get(0).decision());
        assertThat(world.kinds()).containsExactly("policy-seen", "decision");
    }
}
