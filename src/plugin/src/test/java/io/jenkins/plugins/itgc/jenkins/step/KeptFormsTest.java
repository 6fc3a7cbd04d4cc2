package io.jenkins.plugins.itgc.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.CredentialsOverride;
import io.jenkins.plugins.itgc.jenkins.config.GitHubServer;
import io.jenkins.plugins.itgc.jenkins.config.JiraServer;
import io.jenkins.plugins.itgc.jenkins.config.Person;
import io.jenkins.plugins.itgc.jenkins.config.ServiceProperty;
import io.jenkins.plugins.itgc.jenkins.run.ChangeGateAction;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.waiting.WaitingGate;
import io.jenkins.plugins.itgc.jenkins.waiting.WaitingGates;
import java.time.Instant;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.hudson.test.recipes.LocalData;

/**
 * What version 1.0 keeps on disk is read and goes on: the configuration, a folder, a freestyle job, a run that ended, one in
 * the middle of its deployment and one that waits until 2125. The stored home is never written anew; a later form gets a home
 * of its own beside it.
 */
@WithJenkins
class KeptFormsTest {
    private static WorkflowRun run(JenkinsRule jenkins, String job) {
        return jenkins.jenkins.getItemByFullName(job, WorkflowJob.class).getBuildByNumber(1);
    }

    @Test
    @LocalData
    void theConfiguration(JenkinsRule jenkins) throws Exception {
        var configuration = ChangeGateConfiguration.get();

        assertThat(configuration.getGitHubServers())
                .extracting(GitHubServer::getName, GitHubServer::getApiUrl)
                .containsExactly(tuple("written", "http://127.0.0.1:9/api/v3"));
        assertThat(configuration.getJiraSites())
                .extracting(
                        JiraServer::getUrl, JiraServer::getKind, JiraServer::getProjects, JiraServer::getCredentialsId)
                .containsExactly(tuple("https://jira.example.org", "data-center", "CHG, OPS", "jira-token"));
        assertThat(configuration.getPeople())
                .extracting(Person::getName, Person::getAccounts)
                .containsExactly(tuple("Erik", "github:erik, jenkins:erik"));
        assertThat(configuration.policy().environments()).contains("production", "sandbox");

        var folder = jenkins.jenkins.getItemByFullName("folder", Folder.class);
        var property = folder.getProperties().get(ServiceProperty.class);
        assertThat(property.getService()).isEqualTo("kept");
        assertThat(property.getOwners()).isEqualTo("Ann, github:ben");
        assertThat(property.getCredentials())
                .extracting(CredentialsOverride::getServer, CredentialsOverride::getCredentialsId)
                .containsExactly(tuple("written", "folder-token"));

        var step = jenkins.jenkins
                .getItemByFullName("free", FreeStyleProject.class)
                .getBuildersList()
                .get(ItgcGateBuilder.class)
                .getGate();
        assertThat(step.getEnvironment()).isEqualTo("production");
        assertThat(step.getService()).isEqualTo("kept");
        assertThat(step.getCommit()).isEqualTo("c".repeat(40));
        assertThat(step.getPullRequest()).isEqualTo(7);
        assertThat(step.getTickets()).isEqualTo("CHG-7, OPS-12");
        assertThat(step.getChangeType()).isEqualTo("emergency");
        assertThat(step.getJustification()).isEqualTo("INC-1");
        assertThat(step.getTimeout()).isEqualTo("8h");
        assertThat(step.isQuiet()).isTrue();
    }

    @Test
    @LocalData
    void aRunThatEnded(JenkinsRule jenkins) throws Exception {
        WorkflowRun ended = run(jenkins, "ended");

        assertThat(ended.getAction(ChangeGateAction.class).getDecisions()).containsExactly(1L);
        assertThat(GateSetUp.decisions(ended).get(0).evidence().request().environment())
                .isEqualTo("sandbox");
        assertThat(GateSetUp.trail(ended).result().orElseThrow().body().outcome())
                .isEqualTo(Outcome.SUCCESS);
    }

    @Test
    @LocalData
    void aRunInTheMiddleOfItsDeployment(JenkinsRule jenkins) throws Exception {
        WorkflowRun deploying = run(jenkins, "deploying");
        GateSetUp.await("goes on", () -> deploying.getExecutor() != null);
        assertThat(deploying.isBuilding()).isTrue();

        deploying.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(deploying));
        assertThat(GateSetUp.trail(deploying).result().orElseThrow().body().outcome())
                .isEqualTo(Outcome.ABORTED);
    }

    @Test
    @LocalData
    void aRunThatWaits(JenkinsRule jenkins) throws Exception {
        WorkflowRun waiting = run(jenkins, "waiting");
        GateSetUp.await("waits", () -> !WaitingGates.get().oldestFirst().isEmpty());
        WaitingGate gate = WaitingGates.get().oldestFirst().get(0);

        assertThat(gate.run()).isEqualTo(waiting);
        assertThat(gate.service()).isEqualTo("kept");
        assertThat(gate.environment()).isEqualTo("production");
        assertThat(gate.deadline()).isEqualTo(Instant.parse("2125-06-20T22:50:53.815Z"));
        assertThat(gate.missing()).isNotEmpty();
        gate.checkAgain();
        GateSetUp.await("looked", () -> gate.checkedAt().isPresent());
        assertThat(gate.missing()).anyMatch(line -> line.contains("SERVER_UNREACHABLE"));
        assertThat(GateSetUp.entries(EntryKind.DECISION)).isEqualTo(3);

        waiting.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(waiting));
    }
}
