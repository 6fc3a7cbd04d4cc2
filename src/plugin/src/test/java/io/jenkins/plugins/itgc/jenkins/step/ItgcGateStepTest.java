package io.jenkins.plugins.itgc.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.jenkins.run.ChangeGateAction;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenChange;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenServers;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ItgcGateStepTest {
    private static final WrittenServers SERVERS = new WrittenServers();
    private static final WrittenChange APPROVED =
            SERVERS.change("acme/payments-api", 41).approvedBy("ben");
    private static final WrittenChange UNAPPROVED = SERVERS.change("acme/orders-api", 42);

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

    private static WorkflowRun run(Result result, String script) throws Exception {
        var job = GateSetUp.job(jenkins, "job" + System.nanoTime(), script);
        return jenkins.assertBuildStatus(result, job.scheduleBuild2(0));
    }

    private static String gate(WrittenChange change, String more) {
        return "itgcGate(environment: 'production', " + GateSetUp.arguments(change) + more + ")";
    }

    @Test
    void anApprovedChangeIsAllowedAndItsDeploymentRecorded() throws Exception {
        long starts = GateSetUp.entries(EntryKind.DEPLOYMENT_START);
        WorkflowRun run = run(
                Result.SUCCESS,
                "def gate = " + gate(APPROVED, "") + " { echo 'deploying' }\n"
                        + "echo \"allowed ${gate.allowed} ${gate.pullRequests} ${gate.tickets} ${gate.reasons} ${gate.id} ${gate.url}\"");

        jenkins.assertLogContains("ALLOWED  payments-api → production", run);
        jenkins.assertLogContains("deploying", run);
        jenkins.assertLogContains("allowed true [41] [] []", run);
        assertThat(GateSetUp.entries(EntryKind.DEPLOYMENT_START)).isEqualTo(starts + 1);
        long decision = run.getAction(ChangeGateAction.class).getDecisions().get(0);
        var result = GateSetUp.ledger().about(decision).orElseThrow().result().orElseThrow();
        assertThat(result.body().outcome()).hasToString("SUCCESS");
        assertThat(result.body().allowed()).isTrue();
    }

    @Test
    void anUnapprovedChangeIsBlockedWithTheEnginesWords() throws Exception {
        WorkflowRun run = run(Result.ABORTED, gate(UNAPPROVED, "") + " { echo 'deploying' }");

        jenkins.assertLogContains("BLOCKED  orders-api → production", run);
        jenkins.assertLogContains("(APPROVAL_NONE)", run);
        jenkins.assertLogContains("Blocked by change gate: orders-api → production", run);
        jenkins.assertLogNotContains("deploying", run);
        jenkins.assertLogNotContains("\tat ", run);
    }

    @Test
    void withoutABodyTheDecisionAloneIsRecorded() throws Exception {
        long starts = GateSetUp.entries(EntryKind.DEPLOYMENT_START);
        run(Result.SUCCESS, gate(APPROVED, "") + "\necho 'after'");
        run(Result.ABORTED, gate(UNAPPROVED, ""));

        assertThat(GateSetUp.entries(EntryKind.DEPLOYMENT_START)).isEqualTo(starts);
    }
}
