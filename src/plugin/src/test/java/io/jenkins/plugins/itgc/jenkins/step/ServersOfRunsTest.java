package io.jenkins.plugins.itgc.jenkins.step;

import static io.jenkins.plugins.itgc.jenkins.testing.GateSetUp.gate;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.CredentialsOverride;
import io.jenkins.plugins.itgc.jenkins.config.GitHubServer;
import io.jenkins.plugins.itgc.jenkins.config.JiraServer;
import io.jenkins.plugins.itgc.jenkins.config.ServiceProperty;
import io.jenkins.plugins.itgc.jenkins.config.TextPolicy;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenChange;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenServers;
import java.util.List;
import jenkins.model.ModifiableTopLevelItemGroup;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Which servers a pipeline's gate asks, and as whom. */
@WithJenkins
class ServersOfRunsTest {
    private static final String TICKETS = GateSetUp.POLICY.replace("approved-change: {index-lag: 0s}", """
            approved-change: {index-lag: 0s, accept: all}
              tickets: {projects: [CHG], approved-statuses: ["10021"]}""");

    private final WrittenServers servers = new WrittenServers();
    private JenkinsRule jenkins;

    @BeforeEach
    void setUp(JenkinsRule rule) {
        jenkins = rule;
        GateSetUp.configure(servers);
        var gitHub = new GitHubServer("written", servers.gitHub());
        gitHub.setCredentialsId("token");
        ChangeGateConfiguration.get().setGitHubServers(List.of(gitHub));
        SystemCredentialsProvider.getInstance().getCredentials().add(secret("token", "global-value"));
    }

    @AfterEach
    void close() {
        servers.close();
    }

    private static StringCredentialsImpl secret(String id, String value) {
        return new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString(value));
    }

    private WorkflowRun run(ModifiableTopLevelItemGroup place, Result result, String script) throws Exception {
        var job = (WorkflowJob) place.createProject(
                jenkins.jenkins.getDescriptorByType(WorkflowJob.DescriptorImpl.class), "deploy", true);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.assertBuildStatus(result, job.scheduleBuild2(0));
    }

    @Test
    void aFoldersOwnCredentialsAreShownForItsJobsAlone() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "payments");
        var own = secret("payments-token", "folder-value");
        folder.addProperty(new FolderCredentialsProvider.FolderCredentialsProperty(
                new DomainCredentials[] {new DomainCredentials(Domain.global(), List.of(own))}));
        var property = new ServiceProperty();
        property.setService("payments");
        property.setCredentials(List.of(new CredentialsOverride("written", "payments-token")));
        folder.addProperty(property);

        WorkflowRun inside = run(
                folder,
                Result.SUCCESS,
                gate(GateSetUp.change(servers).approvedBy("ben"), "") + " { echo 'deploying' }");

        assertThat(servers.shown()).containsExactly("Bearer folder-value");
        assertThat(GateSetUp.decisions(inside).get(0).evidence().request().service())
                .isEqualTo("payments");
        assertThat(CredentialsProvider.getFingerprintOf(own))
                .as("tracked as used")
                .isNotNull();
        jenkins.assertLogNotContains("folder-value", inside);

        WorkflowRun outside = run(
                jenkins.jenkins,
                Result.SUCCESS,
                gate(GateSetUp.change(servers).approvedBy("ben"), "") + " { echo 'deploying' }");

        assertThat(servers.shown()).containsExactlyInAnyOrder("Bearer folder-value", "Bearer global-value");
        jenkins.assertLogNotContains("global-value", outside);
    }

    @Test
    void aFoldersCredentialsAreNotThereForJobsOutside() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "payments");
        folder.addProperty(new FolderCredentialsProvider.FolderCredentialsProperty(new DomainCredentials[] {
            new DomainCredentials(Domain.global(), List.of(secret("payments-token", "folder-value")))
        }));
        ChangeGateConfiguration.get().getGitHubServers().get(0).setCredentialsId("payments-token");

        WorkflowRun outside = run(
                jenkins.jenkins,
                Result.ABORTED,
                gate(GateSetUp.change(servers).approvedBy("ben"), "") + " { echo 'deploying' }");

        jenkins.assertLogContains("payments-token", outside);
        jenkins.assertLogNotContains("deploying", outside);
        assertThat(servers.shown()).isEmpty();
        assertThat(GateSetUp.decisions(outside).get(0).decision().verdict()).isEqualTo(Verdict.NOT_DETERMINABLE);
    }

    @Test
    void aTicketIsAskedOfJiraAndItsApprovalCounts() throws Exception {
        var jira = new JiraServer("jira", servers.jira(), "data-center");
        jira.setProjects("CHG");
        jira.setCredentialsId("jira-token");
        ChangeGateConfiguration.get().setJiraSites(List.of(jira));
        ChangeGateConfiguration.get()
                .setPolicy(new TextPolicy(TICKETS.replace("github: ben,", "github: ben, jira: JIRAUSER1,")
                        .replace("github: carla,", "github: carla, jira: JIRAUSER2,")));
        SystemCredentialsProvider.getInstance().getCredentials().add(secret("jira-token", "jira-value"));
        servers.jira("/rest/api/2/issue/CHG-7", ticket("CHG-7", "10021", "Approved", "JIRAUSER2"));
        servers.jira("/rest/api/2/issue/CHG-8", ticket("CHG-8", "1", "Open", "JIRAUSER2"));
        servers.jira("/rest/api/2/issue/CHG-9", ticket("CHG-9", "10021", "Approved", "JIRAUSER1"));

        WorkflowRun approved = runTicket(Result.SUCCESS, "CHG-7");
        WorkflowRun open = runTicket(Result.ABORTED, "CHG-8");
        WorkflowRun ownReport = runTicket(Result.ABORTED, "CHG-9");
        WorkflowRun unknown = runTicket(Result.ABORTED, "CHG-404");

        jenkins.assertLogContains("deploying", approved);
        assertThat(servers.shown()).contains("Bearer jira-value", "Bearer global-value");
        var seen = GateSetUp.decisions(approved).get(0).evidence().tickets().get(0);
        assertThat(seen.ticket().get().transitions().get(0).by().orElseThrow()).hasToString("jira:JIRAUSER2");
        jenkins.assertLogContains("TICKET_NOT_APPROVED", open);
        jenkins.assertLogContains("TICKET_APPROVER_INVOLVED", ownReport);
        assertThat(GateSetUp.decisions(unknown).get(0).decision().verdict()).isEqualTo(Verdict.NOT_DETERMINABLE);
        for (WorkflowRun run : List.of(approved, open, ownReport, unknown)) {
            jenkins.assertLogNotContains("jira-value", run);
        }
        assertThat(jenkins.createWebClient()
                        .getPage(approved, "change-gate/")
                        .getBody()
                        .getTextContent())
                .contains("CHG-7");
    }

    private WorkflowRun runTicket(Result result, String key) throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "of-" + key);
        WrittenChange change = GateSetUp.change(servers).approvedBy("ben");
        return run(folder, result, gate(change, ", tickets: '" + key + "'") + " { echo 'deploying' }");
    }

    /** A ticket that ben reported; somebody moved it to a status in 2025. */
    private static String ticket(String key, String status, String name, String by) {
        return """
                {"id":"1","key":"%4$s","fields":{"project":{"id":"1","key":"CHG"},
                  "status":{"id":"%1$s","name":"%2$s"},"reporter":{"name":"ben","key":"JIRAUSER1"}},
                 "changelog":{"startAt":0,"maxResults":1,"total":1,"histories":[
                  {"id":"2","author":{"name":"x","key":"%3$s"},"created":"2025-06-03T09:00:00.000+0000",
                   "items":[{"field":"status","fieldtype":"jira","from":"2","fromString":"Waiting",
                    "to":"%1$s","toString":"%2$s"}]}]}}""".formatted(status, name, by, key);
    }
}
