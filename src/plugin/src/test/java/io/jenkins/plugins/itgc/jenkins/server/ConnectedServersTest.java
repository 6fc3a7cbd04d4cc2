package io.jenkins.plugins.itgc.jenkins.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsParameterDefinition;
import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.AbortException;
import hudson.ProxyConfiguration;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.util.Secret;
import io.jenkins.plugins.itgc.http.Budget;
import io.jenkins.plugins.itgc.http.Time;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.CredentialsOverride;
import io.jenkins.plugins.itgc.jenkins.config.GitHubServer;
import io.jenkins.plugins.itgc.jenkins.config.JiraServer;
import io.jenkins.plugins.itgc.jenkins.config.ServiceProperty;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.Settings;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.github_branch_source.GitHubAppCredentials;
import org.jenkinsci.plugins.github_branch_source.app_credentials.AccessSpecifiedRepositories;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ConnectedServersTest {
    private static final String ROOT = "/repos/acme/shop";
    private static final RepositoryName SHOP = RepositoryName.parse("acme/shop");

    private static JenkinsRule jenkins;
    private static FakeServer gitHub;
    private static FakeServer jira;

    private final ChangeGateConfiguration configuration = ChangeGateConfiguration.get();

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        gitHub = new FakeServer().say(ROOT, "{\"full_name\":\"acme/shop\"}");
        jira = new FakeServer();
    }

    @AfterAll
    static void stop() {
        gitHub.close();
        jira.close();
    }

    @BeforeEach
    void clean() throws Exception {
        gitHub.forget();
        jira.forget();
        configuration.setGitHubServers(List.of(gitHubServer("github", gitHub.url(), "token")));
        configuration.setJiraSites(List.of());
        var store = SystemCredentialsProvider.getInstance();
        store.setDomainCredentialsMap(
                Map.of(Domain.global(), List.of(secret(CredentialsScope.GLOBAL, "token", "global-token"))));
    }

    private static GitHubServer gitHubServer(String name, String url, String credentialsId) {
        var server = new GitHubServer(name, url);
        server.setCredentialsId(credentialsId);
        return server;
    }

    private static StandardCredentials secret(CredentialsScope scope, String id, String text) {
        return new StringCredentialsImpl(scope, id, "", Secret.fromString(text));
    }

    private static void add(Domain domain, StandardCredentials credentials) throws Exception {
        CredentialsProvider.lookupStores(jenkins.jenkins).iterator().next().addDomain(domain, credentials);
    }

    private static FreeStyleBuild run() throws Exception {
        return jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
    }

    private static Settings settings() throws Exception {
        String policy = """
                version: 1
                scope: {statement: All., approved-by: Dana, approved-on: 2026-10-15}
                environments: {production: {}}
                """;
        return Policy.read("policy", policy.getBytes(StandardCharsets.UTF_8))
                .effective("shop", "production")
                .settings();
    }

    private static Opened open(FreeStyleBuild run) throws Exception {
        return ConnectedServers.get()
                .open(
                        run,
                        new RepositoryPlace("github", SHOP),
                        settings(),
                        new Budget(Duration.ofSeconds(20), Time.system()));
    }

    private static void read(FreeStyleBuild run) throws Exception {
        assertThat(open(run).sourceControl().presentName(SHOP).get()).isEqualTo(SHOP);
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/shop.git, com",
        "git@github.com:acme/shop.git, com",
        "https://github.acme.example/acme/shop, enterprise"
    })
    void aRemoteBelongsToTheServerOfItsHost(String remote, String server) throws Exception {
        configuration.setGitHubServers(List.of(
                new GitHubServer("com", GitHubServer.GITHUB_COM),
                new GitHubServer("enterprise", "https://github.acme.example/api/v3")));

        assertThat(ConnectedServers.get().locate(remote)).isEqualTo(new RepositoryPlace(server, SHOP));
    }

    @Test
    void aNameAloneBelongsToTheOnlyServer() throws Exception {
        assertThat(ConnectedServers.get().locate(" acme/shop ")).isEqualTo(new RepositoryPlace("github", SHOP));

        configuration.setGitHubServers(List.of(
                new GitHubServer("one", "https://one.example"), new GitHubServer("two", "https://two.example")));
        assertThatThrownBy(() -> ConnectedServers.get().locate("acme/shop"))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("one at https://one.example, two at https://two.example")
                .hasMessageContaining("https://HOST/acme/shop");
    }

    @Test
    void whatBelongsToNoneIsRefusedWithoutItsPassword() {
        assertThatThrownBy(() -> ConnectedServers.get().locate("https://ben:secret@gitlab.example/acme/shop.git"))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("acme/shop on gitlab.example belongs to none of the configured GitHub servers")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> ConnectedServers.get().locate("https://ben:secret@gitlab.example/group/acme/shop"))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("is no repository")
                .hasMessageNotContaining("secret");
        configuration.setGitHubServers(List.of());
        assertThatThrownBy(() -> ConnectedServers.get().locate("acme/shop"))
                .hasMessageContaining("No GitHub server is configured");
    }

    @Test
    void theServerIsShownTheCredentialsAndTheUseIsTracked() throws Exception {
        FreeStyleBuild run = run();

        read(run);

        assertThat(gitHub.shown(ROOT)).containsExactly("Bearer global-token");
        StandardCredentials token = CredentialsProvider.findCredentialById("token", StandardCredentials.class, run);
        assertThat(CredentialsProvider.getFingerprintOf(token).getJobs())
                .contains(run.getParent().getFullName());
    }

    @Test
    void decisionsShareWhatTheServerNeedOnlyConfirm() throws Exception {
        FreeStyleBuild run = run();

        read(run);
        read(run);

        assertThat(gitHub.asked())
                .last()
                .satisfies(asked -> assertThat(asked.etag()).isEqualTo("\"tag\""));
    }

    @Test
    void aChangedProxyIsUsedAtOnce() throws Exception {
        FreeStyleBuild run = run();
        read(run);
        int unused = 1;
        try {
            jenkins.jenkins.setProxy(new ProxyConfiguration("localhost", unused, null, null, null));

            var why = open(run).sourceControl().presentName(SHOP).why();

            assertThat(why.code()).isEqualTo(ReasonCode.SERVER_UNREACHABLE);
            assertThat(gitHub.shown(ROOT)).hasSize(1);
        } finally {
            jenkins.jenkins.setProxy(null);
        }
        read(run);
    }

    @Test
    void aServerThatIsNotConfiguredBlocks() throws Exception {
        configuration.setGitHubServers(List.of(gitHubServer("other", gitHub.url(), "token")));

        assertThatThrownBy(() -> open(run()))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("No GitHub server named \"github\"");
    }

    @Test
    void missingCredentialsBlockAndNobodyIsAsked() throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().clear();

        assertThatThrownBy(() -> open(run()))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("no credentials \"token\" for server \"github\"");
        assertThat(gitHub.asked()).isEmpty();
    }

    @Test
    void credentialsOfSystemScopeAreNotForRuns() throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        SystemCredentialsProvider.getInstance().getCredentials().add(secret(CredentialsScope.SYSTEM, "token", "x"));

        assertThatThrownBy(() -> open(run())).isInstanceOf(AbortException.class).hasMessageContaining("system scope");
    }

    @Test
    void credentialsOfAnotherDomainAreNotShown() throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        add(
                new Domain("elsewhere", "", List.of(new HostnameSpecification("elsewhere.example", null))),
                secret(CredentialsScope.GLOBAL, "token", "x"));

        assertThatThrownBy(() -> open(run())).isInstanceOf(AbortException.class).hasMessageContaining("the domain");
        assertThat(gitHub.asked()).isEmpty();
    }

    @Test
    void aServerConfiguredWithoutCredentialsIsAskedAsNobody() throws Exception {
        configuration.setGitHubServers(List.of(new GitHubServer("github", gitHub.url())));

        read(run());

        assertThat(gitHub.shown(ROOT)).containsExactly("null");
    }

    @Test
    void aParameterOfTheRunDoesNotStandInForTheCredentials() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(secret(CredentialsScope.GLOBAL, "planted", "planted-token"));
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.addProperty(new ParametersDefinitionProperty(
                new CredentialsParameterDefinition("token", "", "planted", StandardCredentials.class.getName(), true)));
        FreeStyleBuild run = job.scheduleBuild2(
                        0, new ParametersAction(new CredentialsParameterValue("token", "planted", "", true)))
                .get();

        assertThatThrownBy(() -> open(run))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("credentials parameter named \"token\"");
        assertThat(gitHub.asked()).isEmpty();
    }

    @Test
    void aFolderChoosesItsOwnCredentials() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "payments");
        var own = new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "folder-token", "", "ben", "folder-token-value");
        folder.addProperty(new FolderCredentialsProvider.FolderCredentialsProperty(
                new DomainCredentials[] {new DomainCredentials(Domain.global(), List.of(own))}));
        var property = new ServiceProperty();
        property.setCredentials(List.of(new CredentialsOverride("github", "folder-token")));
        folder.addProperty(property);

        read(jenkins.buildAndAssertSuccess(folder.createProject(FreeStyleProject.class, "deploy")));

        assertThat(gitHub.shown(ROOT)).containsExactly("Bearer folder-token-value");
    }

    @Test
    void anAppIsShownAsItsInstallation() throws Exception {
        var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var app = new GitHubAppCredentials(
                CredentialsScope.GLOBAL,
                "token",
                "",
                "7",
                Secret.fromString("-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n"));
        app.setApiUri(gitHub.url());
        app.setRepositoryAccessStrategy(new AccessSpecifiedRepositories("acme", List.of()));
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        SystemCredentialsProvider.getInstance().getCredentials().add(app);
        gitHub.say("/app", "{\"id\":7,\"slug\":\"gate\"}")
                .say(
                        "/app/installations",
                        "[{\"id\":11,\"account\":{\"login\":\"acme\"},\"permissions\":{\"contents\":\"read\"}}]")
                .say(
                        "/app/installations/11/access_tokens",
                        "{\"token\":\"installation-token\",\"expires_at\":\""
                                + Instant.now().plusSeconds(3600) + "\"}");

        read(run());

        assertThat(gitHub.shown(ROOT)).containsExactly("Bearer installation-token");
    }

    @Test
    void credentialsOfAKindThatGitHubDoesNotTakeAreAGap() throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new FileCredentialsImpl(
                        CredentialsScope.GLOBAL, "token", "", "f", SecretBytes.fromBytes(new byte[1])));

        var why = open(run()).sourceControl().presentName(SHOP).why();

        assertThat(why.code()).isEqualTo(ReasonCode.NOT_PERMITTED);
        assertThat(why.detail()).contains("credentials \"token\"", "GitHub App");
        assertThat(gitHub.asked()).isEmpty();
    }

    @Test
    void ticketsAreReadWithTheSitesOwnCredentials() throws Exception {
        var cloud = new JiraServer("cloud", jira.url(), "cloud");
        cloud.setCredentialsId("jira");
        cloud.setProjects("PAY");
        var dataCenter = new JiraServer("dc", jira.url(), "data-center");
        dataCenter.setCredentialsId("pat");
        configuration.setJiraSites(List.of(cloud, dataCenter));
        var credentials = SystemCredentialsProvider.getInstance().getCredentials();
        credentials.add(new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "jira", "", "gate@acme.example", "secret"));
        credentials.add(secret(CredentialsScope.GLOBAL, "pat", "personal"));
        var tickets = open(run()).tickets().orElseThrow();

        tickets.ticket("PAY-7");
        tickets.ticket("OPS-3");

        assertThat(jira.shown("/rest/api/2/issue/PAY-7"))
                .containsExactly("Basic "
                        + Base64.getEncoder()
                                .encodeToString("gate@acme.example:secret".getBytes(StandardCharsets.UTF_8)));
        assertThat(jira.shown("/rest/api/2/issue/OPS-3")).containsExactly("Bearer personal");
        assertThat(gitHub.asked()).isEmpty();
    }

    @Test
    void aSiteWithoutUsableCredentialsIsAGapOfItsTickets() throws Exception {
        var dataCenter = new JiraServer("dc", jira.url(), "data-center");
        dataCenter.setCredentialsId("missing");
        configuration.setJiraSites(List.of(dataCenter));

        var why = open(run()).tickets().orElseThrow().ticket("PAY-7").why();

        assertThat(why.code()).isEqualTo(ReasonCode.NOT_PERMITTED);
        assertThat(why.detail()).contains("no credentials \"missing\"");
        assertThat(jira.asked()).isEmpty();
    }

    @Test
    void withoutASiteThereAreNoTickets() throws Exception {
        assertThat(open(run()).tickets()).isEmpty();
    }
}
