package io.jenkins.plugins.itgc.jenkins.step;

import static io.jenkins.plugins.itgc.jenkins.testing.GateSetUp.gate;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenChange;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenServers;
import io.jenkins.plugins.itgc.jenkins.waiting.WaitingGate;
import io.jenkins.plugins.itgc.jenkins.waiting.WaitingGates;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class GateRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final WrittenServers servers = new WrittenServers();

    @AfterEach
    void close() {
        servers.close();
    }

    private static WorkflowRun again(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1);
    }

    @Test
    void whoWaitsWaitsOn() throws Throwable {
        WrittenChange change = GateSetUp.change(servers);
        var deadline = new AtomicReference<Instant>();
        sessions.then(jenkins -> {
            GateSetUp.configure(servers);
            GateSetUp.job(jenkins, "job", gate(change, ", onBlock: 'wait'") + " { echo 'deploying' }")
                    .scheduleBuild2(0)
                    .waitForStart();
            GateSetUp.await("waits", () -> !WaitingGates.get().oldestFirst().isEmpty());
            deadline.set(WaitingGates.get().oldestFirst().get(0).deadline());
        });
        change.approvedBy("ben");
        sessions.then(jenkins -> {
            GateSetUp.await("waits", () -> !WaitingGates.get().oldestFirst().isEmpty());
            WaitingGate gate = WaitingGates.get().oldestFirst().get(0);
            assertThat(gate.deadline()).isEqualTo(deadline.get());
            assertThat(gate.missing()).anyMatch(line -> line.contains("APPROVAL_NONE"));
            assertThat(GateSetUp.entries(EntryKind.DECISION)).isEqualTo(1);
            gate.checkAgain();
            WorkflowRun run = again(jenkins);
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("deploying", run);
            assertThat(GateSetUp.entries(EntryKind.DECISION)).isEqualTo(2);
            assertThat(GateSetUp.entries(EntryKind.DEPLOYMENT_START)).isEqualTo(1);
        });
    }

    @Test
    void aDeclarativePipelineWithoutAgentWaitsOn() throws Throwable {
        WrittenChange change = GateSetUp.change(servers);
        sessions.then(jenkins -> {
            GateSetUp.configure(servers);
            GateSetUp.job(jenkins, "job", """
                            pipeline {
                              agent none
                              stages {
                                stage('Deploy') { steps { %s { node('') { echo 'deploying' } } } }
                                stage('After') { steps { echo 'after it' } }
                              }
                            }""".formatted(gate(change, ", onBlock: 'wait'")))
                    .scheduleBuild2(0)
                    .waitForStart();
            GateSetUp.await("waits", () -> !WaitingGates.get().oldestFirst().isEmpty());
        });
        change.approvedBy("ben");
        sessions.then(jenkins -> {
            GateSetUp.await("waits", () -> !WaitingGates.get().oldestFirst().isEmpty());
            assertThat(jenkins.jenkins.toComputer().countBusy()).isZero();
            WaitingGates.get().oldestFirst().get(0).checkAgain();
            WorkflowRun run = again(jenkins);
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("deploying", run);
            jenkins.assertLogContains("after it", run);
            assertThat(GateSetUp.entries(EntryKind.DECISION)).isEqualTo(2);
            assertThat(GateSetUp.entries(EntryKind.DEPLOYMENT_RESULT)).isEqualTo(1);
        });
    }

    @Test
    void theBodyGoesOnAndItsEndIsRecordedOnce() throws Throwable {
        WrittenChange change = GateSetUp.change(servers).approvedBy("ben");
        sessions.then(jenkins -> {
            GateSetUp.configure(servers);
            WorkflowRun run = GateSetUp.job(
                            jenkins, "job", gate(change, "") + " { semaphore 'deploying'; echo 'deployed' }")
                    .scheduleBuild2(0)
                    .waitForStart();
            SemaphoreStep.waitForStart("deploying/1", run);
        });
        sessions.then(jenkins -> {
            SemaphoreStep.success("deploying/1", null);
            WorkflowRun run = again(jenkins);
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
            jenkins.assertLogContains("deployed", run);
            assertThat(GateSetUp.trail(run).result().orElseThrow().body().outcome())
                    .isEqualTo(Outcome.SUCCESS);
            assertThat(GateSetUp.entries(EntryKind.DECISION)).isEqualTo(1);
            assertThat(GateSetUp.entries(EntryKind.DEPLOYMENT_START)).isEqualTo(1);
            assertThat(GateSetUp.entries(EntryKind.DEPLOYMENT_RESULT)).isEqualTo(1);
        });
    }

    @Test
    void aDecisionThatWasCutShortIsMadeOnce() throws Throwable {
        WrittenChange change = GateSetUp.change(servers).approvedBy("ben");
        servers.hold();
        sessions.then(jenkins -> {
            GateSetUp.configure(servers);
            GateSetUp.job(jenkins, "job", gate(change, "") + " { echo 'deploying' }")
                    .scheduleBuild2(0)
                    .waitForStart();
            GateSetUp.await("asks", () -> servers.asked() > 0);
        });
        servers.release();
        sessions.then(jenkins -> {
            WorkflowRun run = again(jenkins);
            jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(run));
            assertThat(GateSetUp.entries(EntryKind.DECISION)).isEqualTo(1);
            assertThat(GateSetUp.entries(EntryKind.DEPLOYMENT_START)).isEqualTo(1);
            assertThat(GateSetUp.entries(EntryKind.DEPLOYMENT_RESULT)).isEqualTo(1);
        });
    }
}
