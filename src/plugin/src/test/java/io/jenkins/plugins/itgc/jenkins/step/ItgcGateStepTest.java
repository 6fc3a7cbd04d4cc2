package io.jenkins.plugins.itgc.jenkins.step;

import static io.jenkins.plugins.itgc.jenkins.testing.GateSetUp.gate;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.TextPolicy;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenChange;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenServers;
import io.jenkins.plugins.itgc.request.PipelineOrigin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayAction;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ItgcGateStepTest {
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

    private static WrittenChange unapproved() {
        return GateSetUp.change(SERVERS);
    }

    private static WrittenChange approved() {
        return unapproved().approvedBy("ben");
    }

    private static WorkflowRun run(Result result, String script) throws Exception {
        var job = GateSetUp.job(jenkins, "job" + System.nanoTime(), script);
        return jenkins.assertBuildStatus(result, job.scheduleBuild2(0));
    }

    private static Recorded decision(Run<?, ?> run) throws Exception {
        List<Recorded> decisions = GateSetUp.decisions(run);
        assertThat(decisions).hasSize(1);
        return decisions.get(0);
    }

    @Test
    void anApprovedChangeIsAllowedAndItsDeploymentRecorded() throws Exception {
        WrittenChange change = approved();
        WorkflowRun run = run(
                Result.SUCCESS,
                "def gate = " + gate(change, "") + " { echo 'deploying' }\n"
                        + "echo \"allowed ${gate.allowed} ${gate.pullRequests} ${gate.tickets} ${gate.reasons}\"\n"
                        + "echo \"entry ${gate.id} at ${gate.url}\"");

        jenkins.assertLogContains("ALLOWED  service-" + change.number() + " → production", run);
        jenkins.assertLogContains("deploying", run);
        jenkins.assertLogContains("allowed true [" + change.number() + "] [] []", run);
        long index = decision(run).entry().index();
        jenkins.assertLogContains("entry " + index + " at " + jenkins.getURL() + "change-control/deployment/", run);
        assertThat(GateSetUp.trail(run).start()).isPresent();
        assertThat(GateSetUp.trail(run).result().orElseThrow().body().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(GateSetUp.trail(run).result().orElseThrow().body().allowed()).isTrue();
    }

    @Test
    void anUnapprovedChangeIsBlockedWithTheEnginesWords() throws Exception {
        WrittenChange change = unapproved();
        WorkflowRun run = run(Result.ABORTED, gate(change, "") + " { echo 'deploying' }");

        jenkins.assertLogContains("BLOCKED  service-" + change.number() + " → production", run);
        jenkins.assertLogContains("(APPROVAL_NONE)", run);
        jenkins.assertLogContains("Blocked by change gate: service-" + change.number() + " → production", run);
        jenkins.assertLogNotContains("deploying", run);
        jenkins.assertLogNotContains("Exception", run);
        assertThat(jenkins.createWebClient().getPage(run).asNormalizedText())
                .contains("Blocked by change gate")
                .contains("APPROVAL_NONE");
    }

    @Test
    void withoutABodyTheDecisionAloneIsRecorded() throws Exception {
        WorkflowRun allowed = run(Result.SUCCESS, gate(approved(), "") + "\necho 'after'");
        WorkflowRun blocked = run(Result.ABORTED, gate(unapproved(), "") + "\necho 'after'");

        jenkins.assertLogContains("after", allowed);
        jenkins.assertLogNotContains("after", blocked);
        assertThat(GateSetUp.trail(allowed).start()).isEmpty();
        assertThat(GateSetUp.trail(blocked).result()).isEmpty();
    }

    @Test
    void aDeploymentThatFailsIsRecordedAsFailed() throws Exception {
        WorkflowRun run = run(Result.FAILURE, gate(approved(), "") + " { error 'no space' }");

        assertThat(GateSetUp.trail(run).result().orElseThrow().body().outcome()).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void anAbortedDeploymentIsRecordedAsAborted() throws Exception {
        var job = GateSetUp.job(jenkins, "aborted", gate(approved(), "") + " { echo 'deploying'; sleep 600 }");
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Sleeping", run);
        run.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));

        assertThat(GateSetUp.trail(run).result().orElseThrow().body().outcome()).isEqualTo(Outcome.ABORTED);
    }

    @Test
    void declarativeNeedsNoAgentAndReturnsToTheStage() throws Exception {
        String gate = gate(approved(), "");
        WorkflowRun run = run(Result.SUCCESS, """
                pipeline {
                  agent none
                  stages {
                    stage('Decide') { steps { %s } }
                    stage('Deploy') { steps { %s { echo 'deploying' } } }
                  }
                }""".formatted(gate(approved(), ", quiet: true"), gate));

        jenkins.assertLogContains("deploying", run);
        assertThat(GateSetUp.decisions(run)).hasSize(2);
    }

    @Test
    void gatesOfOneRunAreDecidedEachByItself() throws Exception {
        WrittenChange change = approved();
        WorkflowRun run = run(
                Result.ABORTED,
                "parallel(\n  one: { " + gate(change, "") + " { echo 'first deployed' } },\n"
                        + "  two: { " + gate(unapproved(), "") + " { echo 'second deployed' } },\n"
                        + "  three: { node { " + gate("sandbox", change, "") + " { echo 'third deployed' } } })");

        jenkins.assertLogContains("first deployed", run);
        jenkins.assertLogNotContains("second deployed", run);
        jenkins.assertLogContains("third deployed", run);
        assertThat(GateSetUp.decisions(run))
                .extracting(recorded -> recorded.decision().verdict())
                .containsExactlyInAnyOrder(Verdict.ALLOWED, Verdict.BLOCKED, Verdict.OUT_OF_SCOPE);
    }

    @Test
    void anObservedEnvironmentGoesOnAndSaysWhatWouldBlock() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                "def gate = " + gate("staging", unapproved(), ", quiet: true") + " { echo 'deploying' }\n"
                        + "echo \"allowed ${gate.allowed} ${gate.reasons}\"");

        jenkins.assertLogContains("WOULD BE BLOCKED", run);
        jenkins.assertLogContains("allowed true [APPROVAL_NONE]", run);
        assertThat(GateSetUp.trail(run).result()).isPresent();
    }

    @Test
    void quietSaysTheVerdictAndItsCodesAlone() throws Exception {
        WorkflowRun run = run(Result.ABORTED, gate(unapproved(), ", quiet: true"));

        jenkins.assertLogContains("→ production  APPROVAL_NONE", run);
        jenkins.assertLogNotContains("approved change", run);
    }

    @Test
    void parametersReachTheRequest() throws Exception {
        WrittenChange change = approved();
        String digest = "sha256:" + "a".repeat(64);
        WorkflowRun run = run(
                Result.SUCCESS,
                gate(
                        change,
                        ", service: 'billing', pullRequest: '" + change.number() + "', tickets: 'CHG-7, CHG-12',"
                                + " artifactDigest: '" + digest + "',"
                                + " rollbackPlan: 'Deploy the previous image again, nothing else.',"
                                + " changeType: 'normal', template: 'none', justification: 'because'"));

        var request = decision(run).evidence().request();
        assertThat(request.service()).isEqualTo("billing");
        assertThat(request.pullRequest()).contains(change.number());
        assertThat(request.tickets()).containsExactly("CHG-7", "CHG-12");
        assertThat(request.artifactDigest()).contains(digest);
        assertThat(request.rollbackPlan()).contains("Deploy the previous image again, nothing else.");
        assertThat(request.template()).contains("none");
        assertThat(request.justification()).contains("because");
        assertThat(request.baseline().orElseThrow().hex()).isEqualTo(change.baseline());
        assertThat(request.pipeline()).contains(PipelineOrigin.AS_WRITTEN);
        assertThat(request.buildUrl()).contains(jenkins.getURL() + run.getUrl());
        assertThat(request.key().orElseThrow()).startsWith(run.getExternalizableId() + " of ");
    }

    @Test
    void wrongParametersFailBeforeAnybodyIsAsked() throws Exception {
        int asked = SERVERS.asked();
        WorkflowRun commit = run(Result.FAILURE, "itgcGate(environment: 'production', commit: 'main')");
        WorkflowRun time = run(Result.FAILURE, "itgcGate(environment: 'production', timeout: 'soon')");
        WorkflowRun block = run(Result.FAILURE, "itgcGate(environment: 'production', onBlock: 'ignore')");

        jenkins.assertLogContains("no full commit id", commit);
        jenkins.assertLogContains("is no time", time);
        jenkins.assertLogContains("onBlock is one of fail, wait", block);
        assertThat(SERVERS.asked()).isEqualTo(asked);
    }

    @Test
    void anUnknownEnvironmentIsBlocked() throws Exception {
        WorkflowRun run = run(Result.FAILURE, gate("prodution", approved(), "") + " { echo 'deploying' }");

        jenkins.assertLogContains("Blocked by change gate: ", run);
        jenkins.assertLogContains("did you mean", run);
        jenkins.assertLogNotContains("deploying", run);
    }

    @Test
    void aReplayedPipelineIsBlocked() throws Exception {
        WrittenChange change = approved();
        WorkflowRun original = run(Result.SUCCESS, gate("sandbox", change, ""));
        WorkflowRun replayed = (WorkflowRun) original.getAction(ReplayAction.class)
                .run(gate(change, "") + " { echo 'deploying' }", java.util.Map.of())
                .get();

        jenkins.assertBuildStatus(Result.ABORTED, replayed);
        jenkins.assertLogContains("PIPELINE_REPLAYED", replayed);
        jenkins.assertLogNotContains("deploying", replayed);
    }

    @Test
    void aScriptThatCatchesTheFailureIsFound() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS, "try { " + gate(unapproved(), "") + " } catch (e) { echo 'deploying all the same' }");

        GateSetUp.await("its result in the ledger", () -> {
            try {
                return GateSetUp.trail(run).result().isPresent();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        var result = GateSetUp.trail(run).result().orElseThrow().body();
        assertThat(result.allowed()).isFalse();
        assertThat(result.outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void aServerThatCannotBeAskedBlocksAndIsRecorded() throws Exception {
        var configuration = ChangeGateConfiguration.get();
        configuration.getGitHubServers().get(0).setCredentialsId("nobody-has-these");
        try {
            WorkflowRun run = run(Result.ABORTED, gate(approved(), "") + " { echo 'deploying' }");

            assertThat(decision(run).decision().verdict()).isEqualTo(Verdict.NOT_DETERMINABLE);
            jenkins.assertLogContains("nobody-has-these", run);
            jenkins.assertLogNotContains("deploying", run);
        } finally {
            configuration.getGitHubServers().get(0).setCredentialsId("");
        }
    }

    @Test
    void aBrokenPolicyBlocksAndSaysWhoMendsIt() throws Exception {
        ChangeGateConfiguration.get().setPolicy(new TextPolicy("version: 1\nscope: nothing"));
        try {
            WorkflowRun run = run(Result.FAILURE, gate(approved(), "") + " { echo 'deploying' }");

            jenkins.assertLogContains("Blocked by change gate: the policy cannot be used", run);
            jenkins.assertLogNotContains("deploying", run);
            jenkins.assertLogNotContains("\tat ", run);
        } finally {
            ChangeGateConfiguration.get().setPolicy(new TextPolicy(GateSetUp.POLICY));
        }
    }

    @Test
    void aLedgerThatCannotBeWrittenBlocks(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("ledger"), "not a directory");
        ChangeGateConfiguration.get().setLedgerDirectory(file.toString());
        try {
            WorkflowRun run = run(Result.FAILURE, gate(approved(), "") + " { echo 'deploying' }");

            jenkins.assertLogContains("Blocked by change gate: ", run);
            jenkins.assertLogNotContains("deploying", run);
            jenkins.assertLogNotContains("\tat ", run);
        } finally {
            ChangeGateConfiguration.get().setLedgerDirectory("");
        }
    }

    @Test
    void freestyleProjectsHaveItAsABuildStep() throws Exception {
        WrittenChange change = approved();
        var step = new ItgcGateStep("production");
        step.setRepository(change.repository());
        step.setCommit(change.commit());
        step.setBaseline(change.baseline());
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add(new ItgcGateBuilder(step));
        project = jenkins.configRoundtrip(project);

        var allowed = jenkins.assertBuildStatus(Result.SUCCESS, project.scheduleBuild2(0));
        jenkins.assertLogContains("ALLOWED", allowed);
        change.unapproved();
        var blocked = jenkins.assertBuildStatus(Result.FAILURE, project.scheduleBuild2(0));
        jenkins.assertLogContains("Blocked by change gate", blocked);
        jenkins.assertLogNotContains("\tat ", blocked);
        assertThat(GateSetUp.entries(EntryKind.DECISION)).isPositive();
    }
}
