package io.jenkins.plugins.itgc.jenkins.run;

import static io.jenkins.plugins.itgc.jenkins.testing.GateSetUp.gate;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.jenkins.judging.Judge;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenServers;
import java.time.Instant;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class OpenDeploymentsTest {
    @Test
    void whatARunLeftOpenIsClosed(JenkinsRule jenkins) throws Exception {
        try (var servers = new WrittenServers()) {
            GateSetUp.configure(servers);
            Run<?, ?> failed = leftOpen(jenkins, servers, "failed");
            Run<?, ?> deleted = leftOpen(jenkins, servers, "deleted");
            long decisionOfDeleted =
                    deleted.getAction(ChangeGateAction.class).getDecisions().get(0);
            deleted.delete();
            OpenDeployments.get().settle();

            assertThat(GateSetUp.trail(failed).result().orElseThrow().body().outcome())
                    .isEqualTo(Outcome.FAILURE);
            assertThat(GateSetUp.ledger()
                            .about(decisionOfDeleted)
                            .orElseThrow()
                            .result()
                            .orElseThrow()
                            .body()
                            .outcome())
                    .isEqualTo(Outcome.ABORTED);
            long size = GateSetUp.ledger().ledger().size();
            OpenDeployments.get().settle();
            assertThat(GateSetUp.ledger().ledger().size()).isEqualTo(size);
        }
    }

    /** A run that is over, and whose deployment was started and never ended. */
    private static Run<?, ?> leftOpen(JenkinsRule jenkins, WrittenServers servers, String name) throws Exception {
        var job = GateSetUp.job(jenkins, name, gate(GateSetUp.change(servers).approvedBy("ben"), ""));
        WorkflowRun run = jenkins.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0));
        long decision = run.getAction(ChangeGateAction.class).getDecisions().get(0);
        // In this order, because the look at the run's end may still be under way, and forgets what was never started.
        Judge.quick().gate().recordStart(decision, Instant.now());
        OpenDeployments.get().started(decision, run);
        return run;
    }
}
