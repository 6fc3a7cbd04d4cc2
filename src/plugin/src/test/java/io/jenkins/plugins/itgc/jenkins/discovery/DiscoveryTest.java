package io.jenkins.plugins.itgc.jenkins.discovery;

import static io.jenkins.plugins.itgc.jenkins.testing.GateSetUp.gate;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Cause;
import hudson.model.Cause.UserIdCause;
import hudson.model.CauseAction;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.triggers.TimerTrigger.TimerTriggerCause;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.TextPolicy;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenChange;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenServers;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import jenkins.branch.BranchSource;
import jenkins.scm.impl.mock.MockSCMController;
import jenkins.scm.impl.mock.MockSCMDiscoverBranches;
import jenkins.scm.impl.mock.MockSCMDiscoverChangeRequests;
import jenkins.scm.impl.mock.MockSCMSource;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class DiscoveryTest {
    private static final WrittenServers SERVERS = new WrittenServers();
    private static final String PASSED = "<testsuite name=\"s\"><testcase classname=\"a.B\" name=\"c\"/></testsuite>";
    private static final String FAILED =
            "<testsuite name=\"s\"><testcase classname=\"a.B\" name=\"c\"><failure/></testcase></testsuite>";

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

    private static WrittenChange approved() {
        return GateSetUp.change(SERVERS).approvedBy("ben");
    }

    /** What the git plugin leaves behind after a checkout. */
    private static String checkedOut(String remote, String commit) {
        return """
                def data = new hudson.plugins.git.util.BuildData('git')
                def at = new hudson.plugins.git.Revision(org.eclipse.jgit.lib.ObjectId.fromString('%s'))
                data.saveBuild(new hudson.plugins.git.util.Build(at, currentBuild.rawBuild.number, hudson.model.Result.SUCCESS))
                data.addRemoteUrl('%s')
                currentBuild.rawBuild.addAction(data)
                data = null; at = null
                """.formatted(commit, remote).replace("def ", "");
    }

    private static WorkflowRun run(Result result, String script, CauseAction... causes) throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, "job" + System.nanoTime());
        job.setDefinition(new CpsFlowDefinition(script, false));
        return jenkins.assertBuildStatus(result, job.scheduleBuild2(0, causes));
    }

    private static DeploymentRequest request(Run<?, ?> run) throws Exception {
        return GateSetUp.decisions(run).get(0).evidence().request();
    }

    @Test
    void repositoryAndCommitAreThoseThatWereCheckedOut() throws Exception {
        WrittenChange change = approved();
        WorkflowRun run = run(
                Result.SUCCESS,
                checkedOut(SERVERS.remote(change.repository()), change.commit())
                        + checkedOut("https://git.example.org/tools/library.git", "e".repeat(40))
                        + "itgcGate(environment: 'production', baseline: '" + change.baseline() + "')");

        assertThat(request(run).repository()).hasToString(change.repository());
        assertThat(request(run).commit().hex()).isEqualTo(change.commit());
        assertThat(request(run).service()).isEqualTo("service-" + change.number());
        assertThat(request(run).testCommit().orElseThrow().hex()).isEqualTo(change.commit());
    }

    @Test
    void whatIsNotClearMustBeSaid() throws Exception {
        WrittenChange one = approved();
        WrittenChange two = approved();
        String both = checkedOut(SERVERS.remote(one.repository()), one.commit())
                + checkedOut(SERVERS.remote(two.repository()), two.commit());
        WorkflowRun nothing = run(Result.FAILURE, "itgcGate(environment: 'production')");
        WorkflowRun several = run(Result.FAILURE, both + "itgcGate(environment: 'production')");
        WorkflowRun named = run(
                Result.SUCCESS,
                both + "itgcGate(environment: 'production', repository: '" + two.repository() + "', baseline: '"
                        + two.baseline() + "')");
        WorkflowRun commits = run(
                Result.FAILURE,
                checkedOut(SERVERS.remote(one.repository()), one.commit())
                        + checkedOut(SERVERS.remote(one.repository()), one.baseline())
                        + "itgcGate(environment: 'production')");

        jenkins.assertLogContains("give repository: 'OWNER/NAME' and commit: 'SHA'", nothing);
        jenkins.assertLogContains("say which of them is deployed with repository:", several);
        jenkins.assertLogContains(one.repository(), several);
        assertThat(request(named).commit().hex()).isEqualTo(two.commit());
        jenkins.assertLogContains("say which of them is deployed with commit:", commits);
    }

    @Test
    void theServiceIsThePolicysForTheRepository() throws Exception {
        WrittenChange change = approved();
        ChangeGateConfiguration.get()
                .setPolicy(new TextPolicy(
                        GateSetUp.POLICY + "services:\n  payments: {repository: " + change.repository() + "}\n"));
        WorkflowRun run = run(Result.SUCCESS, gate(change, ""));
        ChangeGateConfiguration.get()
                .setPolicy(new TextPolicy(GateSetUp.POLICY + "services:\n  payments: {repository: "
                        + change.repository() + "}\n  refunds: {repository: " + change.repository() + "}\n"));
        WorkflowRun unclear = run(Result.FAILURE, gate(change, ""));
        ChangeGateConfiguration.get().setPolicy(new TextPolicy(GateSetUp.POLICY));

        assertThat(request(run).service()).isEqualTo("payments");
        jenkins.assertLogContains("say which of them is deployed with service:", unclear);
    }

    @Test
    void theDeployerIsWhoStartedTheRun() throws Exception {
        String script = gate("staging", approved(), "");
        assertThat(deployer(script, new UserIdCause("dora"))).isEqualTo("jenkins:dora");
        assertThat(deployer(script, new TimerTriggerCause())).isEqualTo("jenkins:system");
        assertThat(deployer(script, new TimerTriggerCause(), new UserIdCause("dora")))
                .isEqualTo("jenkins:dora");
        assertThat(deployer(script, new Cause.RemoteCause("10.0.0.1", "curl"))).isEqualTo("nobody");
        assertThat(deployer(script, new UserIdCause("dora"), new UserIdCause("ben")))
                .isEqualTo("nobody");

        WorkflowRun upstream = run(Result.SUCCESS, "echo 'built'", new CauseAction(new UserIdCause("ben")));
        assertThat(deployer(script, new Cause.UpstreamCause((Run<?, ?>) upstream)))
                .isEqualTo("jenkins:ben");
    }

    private static String deployer(String script, Cause... causes) throws Exception {
        return request(run(Result.SUCCESS, script, new CauseAction(causes)))
                .deployer()
                .map(Object::toString)
                .orElse("nobody");
    }

    @Test
    void theJobOfAPullRequestNamesIt() throws Exception {
        try (MockSCMController scm = MockSCMController.create()) {
            scm.createRepository("repository");
            String script = gate("staging", approved(), "");
            scm.addFile("repository", "master", "Script", "Jenkinsfile", script.getBytes(StandardCharsets.UTF_8));
            int number = scm.openChangeRequest("repository", "master");
            var project = jenkins.createProject(WorkflowMultiBranchProject.class, "branches");
            project.getSourcesList()
                    .add(new BranchSource(new MockSCMSource(
                            scm, "repository", new MockSCMDiscoverBranches(), new MockSCMDiscoverChangeRequests())));
            project.scheduleBuild2(0).getFuture().get();
            jenkins.waitUntilNoActivity();
            WorkflowJob job = project.getItems().stream()
                    .filter(item -> item.getName().contains(String.valueOf(number)))
                    .findFirst()
                    .orElseThrow();

            assertThat(request(job.getBuildByNumber(1)).pullRequest()).contains(number);
        }
    }

    @Test
    void anAuthorMayNotDeployTheirOwnChange() throws Exception {
        WorkflowRun run = run(Result.ABORTED, gate(approved(), ""), new CauseAction(new UserIdCause("ann")));

        jenkins.assertLogContains("SEPARATION_DEPLOYER_AUTHOR", run);
    }

    @Test
    void chosenParametersAreNamedInTheRecordWithoutTheirValues() throws Exception {
        var job = jenkins.createProject(WorkflowJob.class, "parameters");
        job.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("TARGET", "blue"), new StringParameterDefinition("KEPT", "as it is")));
        job.setDefinition(new CpsFlowDefinition(gate("staging", approved(), ""), true));
        WorkflowRun run = jenkins.assertBuildStatus(
                Result.SUCCESS,
                job.scheduleBuild2(
                        0,
                        new ParametersAction(List.of(
                                new StringParameterValue("TARGET", "secret green"),
                                new StringParameterValue("KEPT", "as it is")))));

        assertThat(request(run).trigger().orElseThrow())
                .contains("parameters other than by default: TARGET")
                .doesNotContain("KEPT")
                .doesNotContain("secret");
    }

    @Test
    void testsAreThoseThatWerePublished() throws Exception {
        String passed =
                "node { writeFile(file: 'TEST-a.xml', text: '" + PASSED + "'); junit 'TEST-a.xml'; deleteDir() }\n";
        String failed = "node { writeFile(file: 'TEST-a.xml', text: '" + FAILED
                + "'); junit(testResults: 'TEST-a.xml', skipMarkingBuildUnstable: true) }\n";
        WorkflowRun allowed = run(Result.SUCCESS, passed + gate("tested", approved(), ""));
        WorkflowRun failing = run(Result.ABORTED, failed + gate("tested", approved(), ""));
        WorkflowRun none = run(Result.ABORTED, gate("tested", approved(), ""));

        jenkins.assertLogContains("1 executed", allowed);
        jenkins.assertLogContains("TEST_FAILED", failing);
        jenkins.assertLogContains("TEST_NONE", none);
        assertThat(GateSetUp.decisions(allowed)
                        .get(0)
                        .evidence()
                        .tests()
                        .files()
                        .get(0)
                        .sha256())
                .hasSize(64);
    }

    @Test
    void testReportsAreReadFromTheWorkspace() throws Exception {
        String named = ", testResults: 'out/**/TEST-*.xml'";
        WorkflowRun allowed = run(
                Result.SUCCESS,
                "node { writeFile(file: 'out/x/TEST-a.xml', text: '" + PASSED + "')\n"
                        + gate("tested", approved(), named) + " }");
        WorkflowRun none =
                run(Result.ABORTED, "node('!nothing') { deleteDir()\n" + gate("tested", approved(), named) + " }");
        WorkflowRun outside = run(Result.FAILURE, gate("tested", approved(), named));
        WorkflowRun link = run(
                Result.FAILURE,
                "node { dir('out') { deleteDir() }\n writeFile(file: 'out/a', text: ''); sh 'ln -s /etc/hostname out/TEST-l.xml'\n"
                        + gate("tested", approved(), named) + " }");

        jenkins.assertLogContains("1 executed", allowed);
        assertThat(GateSetUp.decisions(allowed)
                        .get(0)
                        .evidence()
                        .tests()
                        .files()
                        .get(0)
                        .name())
                .isEqualTo("out/x/TEST-a.xml");
        jenkins.assertLogContains("TEST_NONE", none);
        jenkins.assertLogContains("put the gate inside node", outside);
        jenkins.assertLogContains("link that leaves the workspace", link);
    }

    @Test
    void theRollbackPlanIsAFileOfTheWorkspaceOrElseOfTheRepository() throws Exception {
        WrittenChange change = approved();
        String plan = "Roll back by deploying the tag before this one.";
        SERVERS.gitHub(
                "/repos/" + change.repository() + "/contents/docs/back.md",
                "{\"type\":\"file\",\"encoding\":\"base64\",\"size\":" + plan.length() + ",\"content\":\""
                        + Base64.getEncoder().encodeToString(plan.getBytes(StandardCharsets.UTF_8))
                        + "\"}");
        String named = ", rollbackPlanFile: 'docs/back.md'";
        WorkflowRun workspace = run(
                Result.SUCCESS,
                "node { writeFile(file: 'docs/back.md', text: 'Deploy the image of yesterday again.')\n"
                        + gate(change, named) + " }");
        WorkflowRun repository = run(Result.SUCCESS, gate(change, named));

        assertThat(sources(workspace)).contains("file docs/back.md");
        assertThat(sources(repository))
                .contains("file docs/back.md at " + change.commit().substring(0, 7));
    }

    private static List<String> sources(Run<?, ?> run) throws Exception {
        return GateSetUp.decisions(run).get(0).evidence().rollbackPlans().stream()
                .filter(reading -> reading.isPresent())
                .map(reading -> reading.get().source())
                .toList();
    }
}
