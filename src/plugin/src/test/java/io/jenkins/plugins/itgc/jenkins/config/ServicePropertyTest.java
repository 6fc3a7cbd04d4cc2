package io.jenkins.plugins.itgc.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.net.URL;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ServicePropertyTest {
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE)
                .everywhere()
                .to("owner")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        ChangeGateConfiguration.get().setGitHubServers(List.of(new GitHubServer("github", GitHubServer.GITHUB_COM)));
    }

    private static Folder folder(ServiceProperty property) throws Exception {
        Folder folder = jenkins.createProject(Folder.class);
        folder.addProperty(property);
        return folder;
    }

    private static ServiceProperty property(String service, String owners, CredentialsOverride... credentials) {
        var property = new ServiceProperty();
        property.setService(service);
        property.setOwners(owners);
        property.setCredentials(List.of(credentials));
        return property;
    }

    private static void submit(Folder folder) throws Exception {
        var client = jenkins.createWebClient().login("admin");
        jenkins.submit(client.getPage(folder, "configure").getFormByName("config"));
    }

    @Test
    void goesThroughTheFormUnchanged() throws Exception {
        Folder folder = folder(property("payments-api", "Ben, github:carla", new CredentialsOverride("github", "own")));
        String before = Jenkins.XSTREAM2.toXML(folder.getProperties().get(ServiceProperty.class));

        submit(folder);

        assertThat(Jenkins.XSTREAM2.toXML(folder.getProperties().get(ServiceProperty.class)))
                .isEqualTo(before);
    }

    @Test
    void aFormThatSaysNothingLeavesNoProperty() throws Exception {
        Folder folder = jenkins.createProject(Folder.class);

        submit(folder);

        assertThat(folder.getProperties().get(ServiceProperty.class)).isNull();
    }

    @Test
    void theNearestFolderThatSaysSomethingWins() throws Exception {
        Folder outer = folder(property(
                "outer", "Dana", new CredentialsOverride("github", "outer"), new CredentialsOverride("jira", "outer")));
        Folder inner = outer.createProject(Folder.class, "inner");
        inner.addProperty(property("inner", "", new CredentialsOverride("github", "inner")));
        FreeStyleProject job = inner.createProject(FreeStyleProject.class, "deploy");

        assertThat(ServiceProperty.serviceOf(job)).contains("inner");
        assertThat(ServiceProperty.serviceOf(outer)).contains("outer");
        assertThat(ServiceProperty.ownersOf(job)).containsExactly("Dana");
        assertThat(ServiceProperty.credentialsFor(job, "github")).contains("inner");
        assertThat(ServiceProperty.credentialsFor(job, "jira")).contains("outer");
        assertThat(ServiceProperty.credentialsFor(job, "other")).isEmpty();
    }

    @Test
    void aJobOutsideOfFoldersHasNone() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();

        assertThat(ServiceProperty.serviceOf(job)).isEmpty();
        assertThat(ServiceProperty.ownersOf(job)).isEmpty();
        assertThat(ServiceProperty.credentialsFor(job, "github")).isEmpty();
    }

    @Test
    void settersRefuseWhatCannotBeUsed() {
        var property = property("payments-api", "");

        assertThatThrownBy(() -> property.setService("a\nb")).isInstanceOf(InvalidSetting.class);
        assertThatThrownBy(() -> property.setCredentials(
                        List.of(new CredentialsOverride("github", "a"), new CredentialsOverride("github", "b"))))
                .hasMessageContaining("Two servers are named \"github\"");
        assertThatThrownBy(() -> new CredentialsOverride("github", " ")).hasMessageContaining("Choose credentials");
        assertThat(property.getService()).isEqualTo("payments-api");
        assertThat(property.getCredentials()).isEmpty();
    }

    @Test
    void aServiceThatThePolicyDoesNotNameIsAWarning() throws Exception {
        ChangeGateConfiguration.get().setPolicy(new TextPolicy("""
                version: 1
                scope: {statement: All., approved-by: Dana, approved-on: 2026-10-15}
                environments: {production: {}}
                services: {payments-api: {owners: [github:ben]}}
                """));
        var form = jenkins.jenkins.getDescriptorByType(ServiceProperty.DescriptorImpl.class);

        assertThat(form.doCheckService(null, "payments-api").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckService(null, "payment-api").getMessage()).contains("It names: payments-api");
        ChangeGateConfiguration.get().setPolicy(null);
        assertThat(form.doCheckService(null, "payment-api").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void formMethodsAreForThoseWhoConfigureTheFolder() throws Exception {
        Folder folder = jenkins.createProject(Folder.class);
        String base = folder.getUrl() + "descriptorByName/io.jenkins.plugins.itgc.jenkins.config.";

        for (String method : List.of(
                "ServiceProperty/checkService?value=x",
                "CredentialsOverride/fillServerItems",
                "CredentialsOverride/checkServer?value=github",
                "CredentialsOverride/checkCredentialsId?value=x")) {
            assertThat(status("owner", HttpMethod.POST, base + method))
                    .as(method)
                    .isEqualTo(200);
            assertThat(status("owner", HttpMethod.GET, base + method))
                    .as(method)
                    .isEqualTo(405);
            assertThat(status("reader", HttpMethod.POST, base + method))
                    .as(method)
                    .isEqualTo(403);
        }
        assertThat(status("owner", HttpMethod.GET, base + "CredentialsOverride/fillCredentialsIdItems?server=github"))
                .isEqualTo(405);
    }

    private static int status(String user, HttpMethod method, String path) throws Exception {
        var client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        client.login(user);
        var request = new WebRequest(new URL(client.getContextPath() + path), method);
        return client.getPage(method == HttpMethod.POST ? client.addCrumb(request) : request)
                .getWebResponse()
                .getStatusCode();
    }
}
