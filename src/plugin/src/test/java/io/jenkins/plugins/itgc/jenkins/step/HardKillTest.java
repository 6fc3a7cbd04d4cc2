package io.jenkins.plugins.itgc.jenkins.step;

import static io.jenkins.plugins.itgc.jenkins.testing.GateSetUp.gate;

import hudson.model.Result;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenServers;
import io.jenkins.plugins.itgc.jenkins.waiting.WaitingGates;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The packaged plugin in a Jenkins of its own, which is killed: classes that may not be kept in runs would show here. */
class HardKillTest {
    @RegisterExtension
    private final RealJenkinsExtension real = new RealJenkinsExtension();

    @Test
    void whatWaitsAndWhatDeploysGoesOn() throws Throwable {
        try (var servers = new WrittenServers()) {
            var waits = GateSetUp.change(servers);
            var deploys = GateSetUp.change(servers).approvedBy("ben");
            String gitHub = servers.gitHub();
            String waiting = gate(waits, ", onBlock: 'wait'") + " { echo 'deploying' }";
            String deploying = gate(deploys, "") + " { sleep 10; echo 'deployed' }";
            real.startJenkins();
            real.runRemotely(HardKillTest::begin, gitHub, waiting, deploying);
            real.stopJenkinsForcibly();
            waits.approvedBy("ben");
            real.startJenkins();
            real.runRemotely(HardKillTest::goOn);
        }
    }

    private static void begin(JenkinsRule jenkins, String gitHub, String waiting, String deploying) throws Exception {
        GateSetUp.configure(gitHub);
        GateSetUp.job(jenkins, "waiting", waiting).scheduleBuild2(0).waitForStart();
        WorkflowRun run =
                GateSetUp.job(jenkins, "deploying", deploying).scheduleBuild2(0).waitForStart();
        GateSetUp.await("waits", () -> !WaitingGates.get().oldestFirst().isEmpty());
        jenkins.waitForMessage("Sleeping", run);
        // What is kept of a run is written on its own thread, a moment after it happened.
        Thread.sleep(2000);
    }

    private static void goOn(JenkinsRule jenkins) throws Throwable {
        GateSetUp.await("waits", () -> !WaitingGates.get().oldestFirst().isEmpty());
        WaitingGates.get().oldestFirst().get(0).checkAgain();
        WorkflowRun waited = jenkins.waitForCompletion(
                jenkins.jenkins.getItemByFullName("waiting", WorkflowJob.class).getBuildByNumber(1));
        WorkflowRun deployed = jenkins.waitForCompletion(jenkins.jenkins
                .getItemByFullName("deploying", WorkflowJob.class)
                .getBuildByNumber(1));
        jenkins.assertBuildStatus(Result.SUCCESS, waited);
        jenkins.assertLogContains("deploying", waited);
        jenkins.assertBuildStatus(Result.SUCCESS, deployed);
        jenkins.assertLogContains("deployed", deployed);
        expect(3, GateSetUp.entries(EntryKind.DECISION));
        expect(2, GateSetUp.entries(EntryKind.DEPLOYMENT_START));
        expect(2, GateSetUp.entries(EntryKind.DEPLOYMENT_RESULT));
        expect(
                Outcome.SUCCESS,
                GateSetUp.trail(deployed).result().orElseThrow().body().outcome());
    }

    /** Only what Jenkins has is on the class path there. */
    private static void expect(Object expected, Object actual) {
        if (!String.valueOf(expected).equals(String.valueOf(actual))) {
            throw new AssertionError("expected " + expected + ", was " + actual);
        }
    }
}
