package io.jenkins.plugins.itgc.jenkins.discovery;

import static io.jenkins.plugins.itgc.jenkins.testing.GateSetUp.gate;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenChange;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenServers;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.request.PipelineOrigin;
import java.util.Map;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.pipeline.modeldefinition.actions.RestartDeclarativePipelineAction;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayAction;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Runs that do again, whole or in part, what an earlier one did: by whose script? */
@WithJenkins
class RepeatedRunsTest {
    private static final WrittenServers SERVERS = new WrittenServers();

    private static JenkinsRule jenkins;

    private final WrittenChange change = GateSetUp.change(SERVERS).approvedBy("ben");

    @BeforeAll
    static void setUp(JenkinsRule rule) {
        jenkins = rule;
        GateSetUp.configure(SERVERS);
    }

    @AfterAll
    static void close() {
        SERVERS.close();
    }

    private String script(String words) {
        return """
                pipeline {
                  agent none
                  stages {
                    stage('Build') { steps { echo 'building' } }
                    stage('Deploy') { steps { %s { echo '%s' } } }
                  }
                }""".formatted(gate(change, ", rollbackPlan: 'Deploy the image of the tag before this one.'"), words);
    }

    private WorkflowRun first() throws Exception {
        WorkflowJob job = GateSetUp.job(jenkins, "job" + change.number(), script("deploying"));
        return jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));
    }

    private static WorkflowRun after(WorkflowRun run) throws InterruptedException {
        WorkflowJob job = run.getParent();
        GateSetUp.await("begins", () -> job.getBuildByNumber(run.getNumber() + 1) != null);
        return jenkins.waitForCompletion(job.getBuildByNumber(run.getNumber() + 1));
    }

    private static WorkflowRun restarted(WorkflowRun run) throws Exception {
        run.getAction(RestartDeclarativePipelineAction.class).run("Deploy");
        return after(run);
    }

    private WorkflowRun replayed(WorkflowRun run) throws Exception {
        return (WorkflowRun) run.getAction(ReplayAction.class)
                .run(script("deploying something else"), Map.of())
                .get();
    }

    private static WorkflowRun rebuilt(WorkflowRun run) throws Exception {
        var client = jenkins.createWebClient();
        client.getPage(client.addCrumb(
                new WebRequest(client.createCrumbedUrl(run.getUrl() + "replay/rebuild"), HttpMethod.POST)));
        return after(run);
    }

    private static DeploymentRequest request(WorkflowRun run) throws Exception {
        return GateSetUp.decisions(run).get(0).evidence().request();
    }

    private static void isBlockedAsReplayed(WorkflowRun run) throws Exception {
        jenkins.assertBuildStatus(Result.ABORTED, run);
        jenkins.assertLogContains("PIPELINE_REPLAYED", run);
        jenkins.assertLogNotContains("deploying something else", run);
        assertThat(request(run).pipeline()).contains(PipelineOrigin.REPLAYED);
    }

    @Test
    void aRunThatBeginsAtALaterStageIsRecordedAsSuch() throws Exception {
        WorkflowRun whole = first();
        WorkflowRun part = restarted(whole);

        jenkins.assertBuildStatus(Result.SUCCESS, part);
        jenkins.assertLogNotContains("building", part);
        assertThat(request(whole).pipeline()).contains(PipelineOrigin.AS_WRITTEN);
        assertThat(request(part).pipeline()).contains(PipelineOrigin.RESTARTED_FROM_STAGE);
        assertThat(request(part).trigger().orElseThrow()).contains("Restarted from build #1, stage Deploy");
    }

    @Test
    void aRebuiltRunIsRecordedAsSuchAndGoesOn() throws Exception {
        WorkflowRun again = rebuilt(first());

        jenkins.assertBuildStatus(Result.SUCCESS, again);
        assertThat(request(again).pipeline()).contains(PipelineOrigin.REBUILT);
    }

    @Test
    void anEditedScriptStaysOneHoweverItIsRunAgain() throws Exception {
        WorkflowRun edited = replayed(first());
        WorkflowRun rebuilt = rebuilt(edited);

        isBlockedAsReplayed(edited);
        isBlockedAsReplayed(rebuilt);
        isBlockedAsReplayed(restarted(rebuilt));
    }

    @Test
    void theScriptOfADeletedRunMayHaveBeenEdited() throws Exception {
        WorkflowRun original = first();
        WorkflowRun rebuilt = rebuilt(original);
        original.delete();
        WorkflowRun again = restarted(rebuilt);

        jenkins.assertBuildStatus(Result.ABORTED, again);
        jenkins.assertLogContains("PIPELINE_REPLAYED", again);
    }
}
