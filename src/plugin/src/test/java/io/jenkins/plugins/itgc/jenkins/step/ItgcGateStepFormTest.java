package io.jenkins.plugins.itgc.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import java.net.URL;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ItgcGateStepFormTest {
    private static final String SHA = "0123456789".repeat(4);

    private static JenkinsRule jenkins;

    @BeforeAll
    static void setUp(JenkinsRule rule) {
        jenkins = rule;
    }

    private static ItgcGateStep full() {
        var step = new ItgcGateStep("production");
        step.setService("payments-api");
        step.setRepository("acme/payments-api");
        step.setCommit(SHA);
        step.setPullRequest(53);
        step.setTickets("CHG-7, CHG-12");
        step.setArtifactDigest("sha256:" + "a".repeat(64));
        step.setRollbackPlan("Deploy the previous image.");
        step.setRollbackPlanFile("docs/rollback.md");
        step.setTestResults("**/TEST-*.xml");
        step.setChangeType("emergency");
        step.setTemplate("certificate");
        step.setJustification("INC-1");
        step.setBaseline("f".repeat(40));
        step.setOnBlock("wait");
        step.setTimeout("8h");
        step.setSupersede(true);
        step.setQuiet(true);
        return step;
    }

    @Test
    void allParametersComeBackFromTheForm() throws Exception {
        ItgcGateStep back = new StepConfigTester(jenkins).configRoundTrip(full());

        assertThat(back).usingRecursiveComparison().isEqualTo(full());
    }

    @Test
    void whatIsLeftOutStaysLeftOut() throws Exception {
        ItgcGateStep back = new StepConfigTester(jenkins).configRoundTrip(new ItgcGateStep("production"));

        assertThat(back).usingRecursiveComparison().isEqualTo(new ItgcGateStep("production"));
    }

    @Test
    void theSnippetGeneratorWritesWhatDiffersFromTheDefault() throws Exception {
        var tester = new SnippetizerTester(jenkins);
        var step = new ItgcGateStep("production");
        step.setService("payments-api");
        step.setOnBlock("wait");

        tester.assertRoundTrip(
                step,
                "itgcGate(environment: 'production', onBlock: 'wait', service: 'payments-api') {\n    // some block\n}");
        tester.assertRoundTrip(
                full(),
                "itgcGate(artifactDigest: 'sha256:" + "a".repeat(64) + "', baseline: '" + "f".repeat(40)
                        + "', changeType: 'emergency', commit: '" + SHA
                        + "', environment: 'production', justification: 'INC-1', onBlock: 'wait', pullRequest: 53,"
                        + " quiet: true, repository: 'acme/payments-api',"
                        + " rollbackPlan: 'Deploy the previous image.', rollbackPlanFile: 'docs/rollback.md',"
                        + " service: 'payments-api', supersede: true, template: 'certificate',"
                        + " testResults: '**/TEST-*.xml', tickets: 'CHG-7, CHG-12', timeout: '8h') {\n"
                        + "    // some block\n}");
    }

    @ParameterizedTest
    @CsvSource({
        "checkEnvironment, '', required",
        "checkCommit, main, no full commit id",
        "checkBaseline, HEAD~1, no full commit id",
        "checkArtifactDigest, abc, sha256",
        "checkTickets, seven, keys",
        "checkTimeout, soon, no time",
        "checkTimeout, 31d, 30 days",
    })
    void formsRefuseWhatTheStepRefuses(String check, String value, String says) throws Exception {
        assertThat(post(check, value)).contains(says).contains("error");
        assertThat(post("checkTimeout", "90m")).doesNotContain("error");
    }

    private static String post(String check, String value) throws Exception {
        try (var client = jenkins.createWebClient()) {
            var request = new WebRequest(url(check, value), HttpMethod.POST);
            client.addCrumb(request);
            return client.getPage(request).getWebResponse().getContentAsString();
        }
    }

    private static URL url(String check, String value) throws Exception {
        return new URL(
                jenkins.getURL(),
                "descriptorByName/" + ItgcGateStep.class.getName() + "/" + check + "?value="
                        + java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkEnvironment",
                "checkCommit",
                "checkBaseline",
                "checkArtifactDigest",
                "checkTickets",
                "checkTimeout"
            })
    void checksAreNotForGet(String check) throws Exception {
        try (var client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            assertThat(client.getPage(url(check, "x")).getWebResponse().getStatusCode())
                    .isIn(404, 405);
        }
    }

    @Test
    void checksAreForThoseWhoMayConfigure() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
        try (var client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            client.login("reader");
            var request = new WebRequest(url("checkTimeout", "1h"), HttpMethod.POST);
            client.addCrumb(request);
            assertThat(client.getPage(request).getWebResponse().getStatusCode()).isEqualTo(403);
        } finally {
            jenkins.jenkins.setAuthorizationStrategy(hudson.security.AuthorizationStrategy.UNSECURED);
            jenkins.jenkins.setSecurityRealm(hudson.security.SecurityRealm.NO_AUTHENTICATION);
        }
    }
}
