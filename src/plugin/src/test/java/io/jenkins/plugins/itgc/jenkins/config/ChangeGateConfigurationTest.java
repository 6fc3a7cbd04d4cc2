package io.jenkins.plugins.itgc.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.AdministrativeMonitor;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.identity.IdentityMap.Match;
import io.jenkins.plugins.itgc.jenkins.server.FakeServer;
import io.jenkins.plugins.itgc.policy.PolicyException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ChangeGateConfigurationTest {
    private static final String POLICY = """
            version: 1
            scope: {statement: All., approved-by: Dana, approved-on: 2026-10-15}
            environments: {production: {}}
            """;
    private static final String CHECKS = "descriptorByName/io.jenkins.plugins.itgc.jenkins.config.";

    private static JenkinsRule jenkins;

    @TempDir
    private Path directory;

    private final ChangeGateConfiguration configuration = ChangeGateConfiguration.get();

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader"));
    }

    @BeforeEach
    void clean() {
        configuration.setGitHubServers(List.of());
        configuration.setJiraSites(List.of());
        configuration.setPeople(List.of());
        configuration.setPolicy(null);
        configuration.setLedgerDirectory("");
    }

    private HtmlPage page() throws Exception {
        return jenkins.createWebClient().login("admin").goTo("configure");
    }

    private void fill() {
        var gitHub = new GitHubServer("github", GitHubServer.GITHUB_COM);
        gitHub.setCredentialsId("github-token");
        var jira = new JiraServer("jira", "https://acme.atlassian.net", "data-center");
        jira.setProjects("PAY, OPS");
        jira.setCredentialsId("jira-token");
        configuration.setGitHubServers(
                List.of(gitHub, new GitHubServer("enterprise", "https://github.acme.example/api/v3")));
        configuration.setJiraSites(List.of(jira));
        configuration.setPeople(List.of(new Person("Ben", "github:ben, jenkins:bito")));
        configuration.setPolicy(new TextPolicy(POLICY));
        configuration.setLedgerDirectory(directory.resolve("ledger").toString());
    }

    private String saved() {
        return Jenkins.XSTREAM2.toXML(configuration);
    }

    @Test
    void everythingGoesThroughTheFormUnchanged() throws Exception {
        fill();
        String before = saved();

        jenkins.submit(page().getFormByName("config"));

        assertThat(saved()).isEqualTo(before);
        configuration.load();
        assertThat(saved()).isEqualTo(before);
    }

    @Test
    void aPolicyFileAndNothingElseGoThroughTheFormUnchanged() throws Exception {
        configuration.setPolicy(new FilePolicy(directory.resolve("policy.yml").toString()));
        String before = saved();

        jenkins.submit(page().getFormByName("config"));

        assertThat(saved()).isEqualTo(before);
    }

    @Test
    void aFormWithSomethingUnusableChangesNothing() throws Exception {
        fill();
        String before = saved();
        HtmlForm form = page().getFormByName("config");
        form.getInputByName("_.ledgerDirectory").setValue("relative");
        // The page has names of other things, too.
        form.getInputsByName("_.name").stream()
                .filter(name -> name.getValue().equals("github"))
                .findFirst()
                .orElseThrow()
                .setValue("renamed");

        assertThatThrownBy(() -> jenkins.submit(form))
                .isInstanceOfSatisfying(
                        FailingHttpStatusCodeException.class,
                        e -> assertThat(e.getResponse().getContentAsString())
                                .contains("An absolute path on the controller is needed")
                                .doesNotContain("LinkageError"));
        assertThat(saved()).isEqualTo(before);
    }

    @Test
    void aTextPolicyWithProblemsIsRefusedInTheForm() throws Exception {
        fill();
        HtmlForm form = page().getFormByName("config");
        form.getTextAreaByName("_.content").setText(POLICY + "unknown: key\n");

        assertThatThrownBy(() -> jenkins.submit(form))
                .isInstanceOfSatisfying(
                        FailingHttpStatusCodeException.class,
                        e -> assertThat(e.getResponse().getContentAsString()).contains("the policy in Jenkins:4"));
        assertThat(configuration.policy()).isNotNull();
    }

    @Test
    void peopleBecomePartOfThePolicyAndOfItsHash() throws Exception {
        configuration.setPolicy(new TextPolicy(POLICY));
        String alone = configuration.policy().hash();
        configuration.setPeople(List.of(new Person("Ben", "github:ben, jenkins:bito")));

        assertThat(configuration.policy().hash()).isNotEqualTo(alone);
        assertThat(configuration
                        .policy()
                        .effective("shop", "production")
                        .identities()
                        .compare(Identity.gitHub("ben"), Identity.parse("jenkins:bito")))
                .isEqualTo(Match.SAME);
    }

    @Test
    void aPersonInBothPlacesBlocks() {
        configuration.setPolicy(new TextPolicy(POLICY + "identities: [{person: Ben, github: ben}]\n"));
        configuration.setPeople(List.of(new Person("Ben", "jenkins:bito")));

        assertThatThrownBy(configuration::policy)
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("\"Ben\" is listed here and in Jenkins");
    }

    @Test
    void aFileIsReadAgainWhenItChanges() throws Exception {
        Path file = Files.writeString(directory.resolve("policy.yml"), POLICY);
        configuration.setPolicy(new FilePolicy(file.toString()));
        String before = configuration.policy().hash();

        Files.writeString(file, POLICY.replace("Dana", "Erik"));

        assertThat(configuration.policy().hash()).isNotEqualTo(before);
        assertThat(configuration.policy()).isSameAs(configuration.policy());
    }

    @Test
    void aPolicyThatCannotBeUsedBlocksAndAdministratorsAreTold() throws Exception {
        var monitor = AdministrativeMonitor.all().get(PolicyMonitor.class);
        assertThat(monitor.isActivated()).isFalse();
        assertThatThrownBy(configuration::policy).hasMessageContaining("no policy is configured");
        Path file = directory.resolve("policy.yml");
        configuration.setPolicy(new FilePolicy(file.toString()));
        assertThatThrownBy(configuration::policy)
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(file + ": the file cannot be read: there is no ");
        assertThat(monitor.isActivated()).isTrue();

        Files.writeString(file, POLICY + "x: '<script>'\n");

        assertThat(jenkins.createWebClient().login("admin").goTo("manage").asNormalizedText())
                .contains("The policy of the change gate cannot be used, so every deployment is blocked.")
                .contains(file + ":4");
    }

    @Test
    void twoServersOfOneNameAreRefused() {
        configuration.setGitHubServers(List.of(new GitHubServer("acme", GitHubServer.GITHUB_COM)));

        assertThatThrownBy(() -> configuration.setJiraSites(
                        List.of(new JiraServer("acme", "https://acme.atlassian.net", "cloud"))))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("Two servers are named \"acme\"");
        assertThat(configuration.getJiraSites()).isEmpty();
    }

    @Test
    void aPersonListedTwiceIsRefused() {
        assertThatThrownBy(() -> configuration.setPeople(
                        List.of(new Person("Ben", "github:ben"), new Person("Ben", "jenkins:ben"))))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("\"Ben\" is listed twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs/shop", "workspace", "userContent/ledger", "itgc/../userContent", "link/ledger"})
    void theLedgerLiesWhereNoBuildReaches(String below) throws Exception {
        Path home = jenkins.jenkins.getRootDir().toPath();
        Files.createDirectories(home.resolve("userContent"));
        if (!Files.exists(home.resolve("link"))) {
            Files.createSymbolicLink(home.resolve("link"), home.resolve("userContent"));
        }
        String directory = home.resolve(below).toString();

        assertThatThrownBy(() -> configuration.setLedgerDirectory(directory))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("Builds or visitors reach");
        assertThat(configuration.doCheckLedgerDirectory(directory).kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(configuration.getLedgerDirectory()).isEmpty();
    }

    @Test
    void theLedgerDirectoryIsAbsoluteAndWritable() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThat(configuration.doCheckLedgerDirectory("ledger").getMessage()).contains("absolute path");
        assertThat(configuration.doCheckLedgerDirectory("\0").getMessage()).contains("no path");
        assertThat(configuration
                        .doCheckLedgerDirectory(file.resolve("ledger").toString())
                        .getMessage())
                .contains("cannot write to " + file);
        assertThat(configuration.doCheckLedgerDirectory("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(configuration.doCheckLedgerDirectory(
                                directory.resolve("new/ledger").toString())
                        .kind)
                .isEqualTo(FormValidation.Kind.OK);
    }

    static Stream<String> formMethods() {
        return Stream.of(
                CHECKS + "GitHubServer/checkName?value=x",
                CHECKS + "GitHubServer/checkApiUrl?value=x",
                CHECKS + "GitHubServer/checkCredentialsId?value=x",
                CHECKS + "GitHubServer/testConnection?apiUrl=http://localhost:1&credentialsId=&testRepository=",
                CHECKS + "JiraServer/checkName?value=x",
                CHECKS + "JiraServer/checkUrl?value=x",
                CHECKS + "JiraServer/checkProjects?value=x",
                CHECKS + "JiraServer/checkCredentialsId?value=x",
                CHECKS + "JiraServer/fillKindItems",
                CHECKS + "JiraServer/testConnection?url=x&kind=cloud&credentialsId=&testTicket=",
                CHECKS + "Person/checkName?value=x",
                CHECKS + "Person/checkAccounts?value=x",
                CHECKS + "TextPolicy/checkContent?value=x",
                CHECKS + "FilePolicy/checkPath?value=x",
                CHECKS + "ChangeGateConfiguration/checkLedgerDirectory?value=x",
                CHECKS + "ServiceProperty/checkService?value=x",
                CHECKS + "CredentialsOverride/fillServerItems",
                CHECKS + "CredentialsOverride/checkServer?value=x",
                CHECKS + "CredentialsOverride/checkCredentialsId?value=x",
                "administrativeMonitor/io.jenkins.plugins.itgc.jenkins.ledger.LedgerTroubleMonitor/retry",
                "administrativeMonitor/io.jenkins.plugins.itgc.jenkins.ledger.TornTailMonitor/seen");
    }

    /** Somebody who asks for addresses, and runs no script. */
    private static WebClient visitor(String user) throws Exception {
        var client = jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .withJavaScriptEnabled(false);
        client.login(user);
        client.getOptions().setRedirectEnabled(false);
        return client;
    }

    private static int status(WebClient client, HttpMethod method, String path) throws Exception {
        var request = new WebRequest(new URL(client.getContextPath() + path), method);
        return client.getPage(method == HttpMethod.POST ? client.addCrumb(request) : request)
                .getWebResponse()
                .getStatusCode();
    }

    @Test
    void formMethodsAreForAdministratorsWhoPost() throws Exception {
        var admin = visitor("admin");
        var reader = visitor("reader");
        for (String method : formMethods().toList()) {
            assertThat(status(admin, HttpMethod.POST, method))
                    .as("%s by POST", method)
                    .isIn(200, 302);
            assertThat(status(admin, HttpMethod.GET, method))
                    .as("%s by GET", method)
                    .isEqualTo(405);
            assertThat(status(reader, HttpMethod.POST, method))
                    .as("%s by others", method)
                    .isEqualTo(403);
        }
    }

    @Test
    void credentialsAreListedForAdministratorsAlone() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "listed", "", Secret.fromString("x")));
        String fill =
                CHECKS + "GitHubServer/fillCredentialsIdItems?apiUrl=https://api.github.com&credentialsId=present";

        assertThat(post("admin", fill)).contains("listed", "present");
        assertThat(post("reader", fill)).contains("present").doesNotContain("listed");
    }

    private static String post(String user, String path) throws Exception {
        var client = visitor(user);
        var request = new WebRequest(new URL(client.getContextPath() + path), HttpMethod.POST);
        Page page = client.getPage(client.addCrumb(request));
        return page.getWebResponse().getContentAsString();
    }

    @Test
    void testConnectionSaysWhatTheCredentialsSee() throws Exception {
        try (var server = new FakeServer()
                .say("/rate_limit", "{\"resources\":{\"core\":{\"limit\":60,\"remaining\":59}}}")
                .say("/user", "{\"login\":\"<b>gate</b>\"}")
                .say("/rest/api/2/myself", "{\"accountId\":\"5b10\"}")) {
            assertThat(post(
                            "admin",
                            CHECKS + "GitHubServer/testConnection?credentialsId=&testRepository=acme/shop&apiUrl="
                                    + server.url()))
                    .contains(
                            "class=\"warning\"", "59 of 60 requests", "&lt;b&gt;gate", "Not seen: Repository acme/shop")
                    .contains("permission Metadata, read");
            assertThat(post(
                            "admin",
                            CHECKS + "JiraServer/testConnection?kind=cloud&credentialsId=&testTicket=PAY&url="
                                    + server.url()))
                    .contains("jira:5b10", "Not seen: Project PAY");
            assertThat(post(
                            "admin",
                            CHECKS + "GitHubServer/testConnection?credentialsId=absent&testRepository=&apiUrl="
                                    + server.url()))
                    .contains("There are no credentials", "absent");
            assertThat(post(
                            "admin",
                            CHECKS + "GitHubServer/testConnection?credentialsId=&testRepository=shop&apiUrl="
                                    + server.url()))
                    .contains("write OWNER/NAME");
            assertThat(server.shown("/user")).containsOnly("null");
        }
    }
}
