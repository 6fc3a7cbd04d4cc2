package io.jenkins.plugins.itgc.jenkins.waiting;

import static io.jenkins.plugins.itgc.jenkins.testing.GateSetUp.gate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.jenkins.permission.CurrentPerson;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenChange;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenServers;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class WaitingTest {
    private static final WrittenServers SERVERS = new WrittenServers();

    private static JenkinsRule jenkins;

    @BeforeAll
    static void setUp(JenkinsRule rule) {
        jenkins = rule;
        GateSetUp.configure(SERVERS);
    }

    @AfterAll
    static void close() {
        SERVERS.close();
    }

    private static WorkflowJob job(WrittenChange change, String more) throws Exception {
        String script = gate(change, ", onBlock: 'wait'" + more) + " { echo 'deploying' }";
        return GateSetUp.job(jenkins, "job" + System.nanoTime(), script);
    }

    private static WaitingGate waiting(WorkflowRun run) throws InterruptedException {
        GateSetUp.await("waits", () -> find(run).isPresent());
        return find(run).orElseThrow();
    }

    private static Optional<WaitingGate> find(WorkflowRun run) {
        return WaitingGates.get().oldestFirst().stream()
                .filter(gate -> gate.run().equals(run))
                .findFirst();
    }

    @Test
    void evidenceThatArrivesLetsItGoOn() throws Exception {
        WrittenChange change = GateSetUp.change(SERVERS);
        WorkflowRun run = job(change, "").scheduleBuild2(0).waitForStart();
        WaitingGate gate = waiting(run);

        assertThat(gate.environment()).isEqualTo("production");
        assertThat(gate.service()).isEqualTo("service-" + change.number());
        assertThat(gate.missing()).anyMatch(line -> line.contains("APPROVAL_NONE"));
        assertThat(gate.deadline()).isAfter(gate.since());
        assertThat(gate.checkedAt()).isEmpty();
        assertThat(jenkins.jenkins.toComputer().countBusy()).isZero();
        gate.checkAgain();
        GateSetUp.await("looked", () -> gate.checkedAt().isPresent());
        assertThat(find(run)).isPresent();
        change.approvedBy("ben");
        gate.checkAgain();

        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("waits until", run);
        jenkins.assertLogContains("deploying", run);
        assertThat(GateSetUp.decisions(run))
                .extracting(recorded -> recorded.decision().allowed())
                .containsExactly(false, true);
        assertThat(GateSetUp.decisions(run))
                .extracting(recorded -> recorded.evidence().request().deploymentId())
                .containsOnly(
                        GateSetUp.decisions(run).get(0).evidence().request().deploymentId());
        assertThat(GateSetUp.trail(run).result()).as("the blocked decision").isEmpty();
        assertThat(find(run)).isEmpty();
    }

    @Test
    void anotherPersonMayOverrideIt() throws Exception {
        WrittenChange change = GateSetUp.change(SERVERS);
        WorkflowRun run = job(change, "").scheduleBuild2(0).waitForStart();
        WaitingGate gate = waiting(run);

        assertThatThrownBy(() -> gate.override(CurrentPerson.identity("ann"), "It is on fire"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("author");
        assertThat(find(run)).isPresent();
        gate.override(CurrentPerson.identity("carla"), "It is on fire");

        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("overridden by jenkins:carla: It is on fire", run);
        jenkins.assertLogContains("deploying", run);
        assertThat(GateSetUp.trail(run).override()).isPresent();
        assertThat(GateSetUp.trail(run).result().orElseThrow().body().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(GateSetUp.trail(run).result().orElseThrow().body().allowed()).isTrue();
        assertThatThrownBy(() -> gate.reject(CurrentPerson.identity("carla"), "No"))
                .hasMessageContaining("does not wait any more");
    }

    @Test
    void aRejectionBlocksItForGood() throws Exception {
        WorkflowRun run = job(GateSetUp.change(SERVERS), "").scheduleBuild2(0).waitForStart();
        waiting(run).reject(CurrentPerson.identity("carla"), "Not on a Friday");

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("rejected by jenkins:carla: Not on a Friday", run);
        jenkins.assertLogNotContains("deploying", run);
        assertThat(GateSetUp.trail(run).rejection()).isPresent();
    }

    @Test
    void atItsDeadlineItIsBlockedWithWhatWasSeenLast() throws Exception {
        WorkflowRun run = job(GateSetUp.change(SERVERS), ", timeout: '1s'")
                .scheduleBuild2(0)
                .waitForStart();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogContains("nothing changed until its deadline", run);
        jenkins.assertLogNotContains("deploying", run);
        assertThat(find(run)).isEmpty();
    }

    @Test
    void anAbortEndsIt() throws Exception {
        WorkflowRun run = job(GateSetUp.change(SERVERS), "").scheduleBuild2(0).waitForStart();
        waiting(run);
        run.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        jenkins.assertLogNotContains("deploying", run);
        GateSetUp.await("forgotten", () -> find(run).isEmpty());
    }

    @Test
    void aNewerBuildMaySupersedeOlderOnes() throws Exception {
        WorkflowJob job = job(GateSetUp.change(SERVERS), ", supersede: true");
        WorkflowRun older = job.scheduleBuild2(0).waitForStart();
        waiting(older);
        WorkflowRun newer = job.scheduleBuild2(0).waitForStart();
        waiting(newer);

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(older));
        jenkins.assertLogContains("superseded by " + newer.getFullDisplayName(), older);
        assertThat(newer.isBuilding()).isTrue();
        newer.doStop();
        jenkins.waitForCompletion(newer);
    }

    @Test
    void aServerThatFailsKeepsItBlocked() throws Exception {
        WrittenChange change = GateSetUp.change(SERVERS);
        WorkflowRun run = job(change, "").scheduleBuild2(0).waitForStart();
        WaitingGate gate = waiting(run);
        change.approvedBy("ben");
        SERVERS.gitHub("/repos/" + change.repository() + "/pulls/" + change.number() + "/reviews", "{}");
        gate.checkAgain();

        GateSetUp.await("looked", () -> gate.checkedAt().isPresent());
        assertThat(find(run)).isPresent();
        assertThat(gate.missing()).anyMatch(line -> line.contains("ANSWER_UNREADABLE"));
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("itgc-gate waiting"))
                .hasSizeLessThanOrEqualTo(1);
        run.doStop();
        jenkins.waitForCompletion(run);
    }
}
