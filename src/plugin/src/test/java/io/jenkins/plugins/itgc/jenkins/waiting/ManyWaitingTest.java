package io.jenkins.plugins.itgc.jenkins.waiting;

import static io.jenkins.plugins.itgc.jenkins.testing.GateSetUp.gate;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenChange;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenServers;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Many builds that wait at once; {@code -Dwaiting.builds=500} makes them as many as docs/benchmarks.md speaks of. */
class ManyWaitingTest {
    private static final int BUILDS = Integer.getInteger("waiting.builds", 40);
    private static final int APPROVED = Math.min(BUILDS, 20);
    private static final int MINUTES = 10;

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final WrittenServers servers = new WrittenServers();
    private final List<WrittenChange> changes = IntStream.range(0, BUILDS)
            .mapToObj(number -> GateSetUp.change(servers))
            .toList();
    private final Set<String> ids = new TreeSet<>();
    private long closed;

    @AfterEach
    void close() {
        servers.close();
    }

    @Test
    void theyHoldNoExecutorAndAllGoOnAfterARestart() throws Throwable {
        sessions.then(this::begin);
        sessions.then(this::goOn);
    }

    private void begin(JenkinsRule jenkins) throws Exception {
        GateSetUp.configure(servers);
        start(jenkins, "warm", 2, number -> "sleep 1");
        jenkins.waitUntilNoActivity();
        long idle = heap();
        List<WorkflowRun> sleeping = start(jenkins, "sleeping", BUILDS, number -> "sleep 86400");
        for (WorkflowRun run : sleeping) {
            jenkins.waitForMessage("Sleeping", run);
        }
        long asleep = heap();
        long started = System.nanoTime();
        start(
                jenkins,
                "job",
                BUILDS,
                number -> gate(changes.get(number), ", onBlock: 'wait'") + " { echo 'deploying' }");
        GateSetUp.await("all wait", MINUTES, () -> waiting().size() == BUILDS);
        long waited = System.nanoTime();
        GateSetUp.await("threads that decided end", () -> ours().size() <= 4);
        long blocked = heap();

        assertThat(jenkins.jenkins.toComputer().countBusy()).isZero();
        assertThat(ours())
                .filteredOn(name -> name.startsWith("itgc-gate waiting"))
                .hasSize(1);
        assertThat(GateSetUp.entries(EntryKind.DECISION)).isEqualTo(BUILDS);
        ids.addAll(waiting());
        System.out.printf(
                "%d builds wait %.1f s after they were scheduled; %.1f KB of heap for each, %.1f KB for a build that"
                        + " sleeps; threads %s%n",
                BUILDS,
                (waited - started) / 1e9,
                (blocked - asleep) / 1024.0 / BUILDS,
                (asleep - idle) / 1024.0 / BUILDS,
                ours());
        for (WorkflowRun run : sleeping) {
            run.doStop();
        }
        for (WorkflowRun run : sleeping) {
            jenkins.waitForCompletion(run);
        }
        closed = System.nanoTime();
    }

    private void goOn(JenkinsRule jenkins) throws Exception {
        GateSetUp.await("all wait again", MINUTES, () -> waiting().size() == BUILDS);
        System.out.printf("all wait again %.1f s after the restart began%n", (System.nanoTime() - closed) / 1e9);
        assertThat(waiting()).isEqualTo(ids);
        assertThat(jenkins.jenkins.toComputer().countBusy()).isZero();
        assertThat(GateSetUp.entries(EntryKind.DECISION)).isEqualTo(BUILDS);

        changes.subList(0, APPROVED).forEach(change -> change.approvedBy("ben"));
        long released = System.nanoTime();
        for (int number = 0; number < APPROVED; number++) {
            WorkflowRun run = run(jenkins, number);
            gateOf(run).checkAgain();
        }
        for (int number = 0; number < APPROVED; number++) {
            WorkflowRun run = run(jenkins, number);
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("deploying", run);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - released);
        assertThat(took).as("they go before those that nobody asked for").isLessThan(Duration.ofMinutes(2));
        System.out.printf(
                "%d that were approved were deployed in %.1f s%n",
                APPROVED, Duration.ofNanos(System.nanoTime() - released).toMillis() / 1e3);
        for (int number = APPROVED; number < BUILDS; number++) {
            WorkflowRun run = run(jenkins, number);
            assertThat(run.isBuilding()).isTrue();
            run.doStop();
        }
        for (int number = APPROVED; number < BUILDS; number++) {
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run(jenkins, number)));
        }
        assertThat(GateSetUp.entries(EntryKind.DECISION)).isEqualTo(BUILDS + APPROVED);
        assertThat(GateSetUp.entries(EntryKind.DEPLOYMENT_START)).isEqualTo(APPROVED);
        assertThat(GateSetUp.entries(EntryKind.DEPLOYMENT_RESULT)).isEqualTo(APPROVED);
        assertThat(waiting()).isEmpty();
    }

    private interface Script {
        String of(int number);
    }

    private static List<WorkflowRun> start(JenkinsRule jenkins, String name, int count, Script script)
            throws Exception {
        var runs = new ArrayList<WorkflowRun>();
        for (int number = 0; number < count; number++) {
            runs.add(GateSetUp.job(jenkins, name + number, script.of(number))
                    .scheduleBuild2(0)
                    .waitForStart());
        }
        return runs;
    }

    private static WorkflowRun run(JenkinsRule jenkins, int number) {
        return jenkins.jenkins
                .getItemByFullName("job" + number, WorkflowJob.class)
                .getBuildByNumber(1);
    }

    private static WaitingGate gateOf(WorkflowRun run) {
        return WaitingGates.get().oldestFirst().stream()
                .filter(gate -> gate.run().equals(run))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> waiting() {
        return WaitingGates.get().oldestFirst().stream()
                .map(WaitingGate::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Threads that the plugin or its engine started. */
    private static List<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("itgc-gate") || name.startsWith("checkpoints of "))
                .sorted()
                .toList();
    }

    /** Bytes that are in use once all garbage is gone. */
    private static long heap() throws InterruptedException {
        var memory = ManagementFactory.getMemoryMXBean();
        long used = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            memory.gc();
            Thread.sleep(200);
            used = Math.min(used, memory.getHeapMemoryUsage().getUsed());
        }
        return used;
    }
}
