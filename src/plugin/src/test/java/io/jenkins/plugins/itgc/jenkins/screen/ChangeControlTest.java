package io.jenkins.plugins.itgc.jenkins.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.testing.ChangeControlFixture;
import io.jenkins.plugins.itgc.jenkins.testing.RecordedDeployments;
import io.jenkins.plugins.itgc.jenkins.testing.SimulatedGate;
import io.jenkins.plugins.itgc.jenkins.waiting.WaitingGates;
import io.jenkins.plugins.itgc.request.ChangeType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Change control, its actions and its remote API, on one Jenkins. */
@WithJenkins
class ChangeControlTest {
    private static JenkinsRule jenkins;
    private static ChangeControlFixture world;
    private static RecordedDeployments deployments;
    private static FreeStyleProject job;

    @BeforeAll
    static void begin(JenkinsRule rule) throws Exception {
        jenkins = rule;
        world = new ChangeControlFixture(rule);
        deployments = world.deployments();
        job = rule.createFreeStyleProject("payments");
    }

    private static HtmlPage page(String user, String path) throws Exception {
        return world.browser(user).goTo(path);
    }

    private static JsonNode json(String user, String path) throws Exception {
        return JsonMapper.builder()
                .build()
                .readTree(world.browser(user)
                        .goTo(path, "application/json")
                        .getWebResponse()
                        .getContentAsString());
    }

    private static AuditTrail trail(long decision) throws Exception {
        return ControllerLedger.get().open().about(decision).orElseThrow();
    }

    private static SimulatedGate waiting(String service) throws Exception {
        long blocked = deployments.blocked(service);
        FreeStyleBuild run = world.run(job, blocked);
        return world.waits(run, service, blocked, "Approved change: nobody approved #1 (APPROVAL_NONE)");
    }

    private static long emergency(String service) throws Exception {
        var change = deployments.change(Optional.empty());
        Recorded recorded = deployments.decide(
                change,
                deployments
                        .request(change, service, "production")
                        .changeType(ChangeType.EMERGENCY)
                        .justification("Payments are refused; incident 4711 allows no wait."));
        assertThat(recorded.decision().allowed()).isTrue();
        return recorded.entry().index();
    }

    @Test
    @DisplayName("what waits is shown with the reason, the longest waiting first, and no longer under what is blocked")
    void waitingAndBlocked() throws Exception {
        SimulatedGate first = waiting("waits-long");
        waiting("waits-short");
        deployments.blocked("only-blocked");

        HtmlPage page = page("viewer", "change-control/");

        String waits = page.getElementById("waiting").asNormalizedText();
        assertThat(waits)
                .contains("nobody approved #1 (APPROVAL_NONE)", "payments #", "2 hours left")
                .containsSubsequence("waits-long → production", "waits-short → production");
        assertThat(page.getElementById("blocked").asNormalizedText())
                .contains("only-blocked → production", "APPROVAL_NONE")
                .doesNotContain("waits-long");
        JsonNode waiting = json("viewer", "change-control/api/json").path("waiting");
        assertThat(waiting.findValuesAsText("service")).containsSubsequence("waits-long", "waits-short");
        assertThat(waiting.findValuesAsText("decision")).contains("" + first.decision());
    }

    @ParameterizedTest
    @CsvSource({"'',403", "nobody,403", "viewer,200", "admin,200"})
    @DisplayName("every page wants the permission to view")
    void view(String user, int status) throws Exception {
        long entry = deployments.allowed();
        for (String path : List.of(
                "change-control/",
                "change-control/decisions/",
                "change-control/verification/",
                "change-control/verification/progress",
                "change-control/deployment/" + entry + "/",
                "change-control/deployment/" + entry + "/entry",
                "change-control/deployment/" + entry + "/proof",
                "change-control/deployment/" + entry + "/api/json",
                "change-control/api/json")) {
            assertThat(world.statusOf(user, path)).as(path).isEqualTo(status);
        }
    }

    @Test
    @DisplayName("checking again wants the permission to review, overriding and turning down that to override")
    void permissions() throws Exception {
        SimulatedGate gate = waiting("permissions");
        String place = "change-control/waiting/" + gate.id();
        for (String user : List.of("nobody", "viewer")) {
            assertThat(status(user, place + "/checkAgain")).isEqualTo(403);
        }
        for (String user : List.of("nobody", "viewer", "ben")) {
            assertThat(status(user, place + "/override", "reason", "It burns.")).isEqualTo(403);
            assertThat(status(user, place + "/reject", "reason", "It does not."))
                    .isEqualTo(403);
        }
        assertThat(gate.checks()).hasValue(0);
        assertThat(trail(gate.decision())).isEqualTo(AuditTrail.NOTHING);
        assertThat(status("ben", place + "/checkAgain")).isEqualTo(200);
        assertThat(gate.checks()).hasValue(1);
    }

    private static int status(String user, String path, String... parameters) throws Exception {
        return world.post(world.browser(user), path, parameters)
                .getWebResponse()
                .getStatusCode();
    }

    @Test
    @DisplayName("no action is carried out by GET")
    void getRefused() throws Exception {
        SimulatedGate gate = waiting("by-get");
        long owed = emergency("by-get-owed");
        for (String path : List.of(
                "change-control/waiting/" + gate.id() + "/checkAgain",
                "change-control/waiting/" + gate.id() + "/override?reason=x",
                "change-control/waiting/" + gate.id() + "/reject?reason=x",
                "change-control/deployment/" + owed + "/review?verdict=accept&comment=x",
                "change-control/verification/start")) {
            assertThat(world.statusOf("carla", path)).as(path).isEqualTo(405);
        }
        assertThat(gate.checks()).hasValue(0);
        assertThat(trail(gate.decision())).isEqualTo(AuditTrail.NOTHING);
        assertThat(trail(owed)).isEqualTo(AuditTrail.NOTHING);
        assertThat(Verification.get().isRunning()).isFalse();
    }

    private static HtmlPage submit(HtmlForm form) throws Exception {
        return form.getOneHtmlElementByAttribute("button", "type", "submit").click();
    }

    private static HtmlForm form(HtmlPage page, String action) {
        return page.getForms().stream()
                .filter(form -> form.getActionAttribute().endsWith(action))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("an override is recorded with person and reason; a review is owed from then on")
    void override() throws Exception {
        SimulatedGate gate = waiting("override");
        WebClient carla = world.browser("carla");
        HtmlForm form = form(carla.goTo("change-control/waiting/" + gate.id() + "/"), "/override");
        form.getTextAreaByName("reason").setText("Payments are refused.");
        HtmlPage after = submit(form);

        assertThat(trail(gate.decision()).override().orElseThrow().body())
                .satisfies(record -> assertThat(record.by()).hasToString("jenkins:carla"))
                .satisfies(record -> assertThat(record.reason()).isEqualTo("Payments are refused."));
        assertThat(after.getUrl().getPath()).endsWith("/change-control/");
        assertThat(after.getElementById("owed").asNormalizedText()).contains("override → production", "jenkins:carla");
        assertThat(WaitingGates.get().find(gate.id())).isEmpty();
    }

    @Test
    @DisplayName("turning down is recorded with person and reason")
    void reject() throws Exception {
        SimulatedGate gate = waiting("reject");
        HtmlForm form = form(page("carla", "change-control/waiting/" + gate.id() + "/"), "/reject");
        form.getTextAreaByName("reason").setText("It can wait for Monday.");
        submit(form);

        assertThat(trail(gate.decision()).rejection().orElseThrow().body().reason())
                .isEqualTo("It can wait for Monday.");
    }

    @Test
    @DisplayName("what the engine refuses is said on the page, and nothing that was typed is lost")
    void refused() throws Exception {
        SimulatedGate gate = waiting("refused");
        WebClient dora = world.browser("dora");
        HtmlForm form = form(dora.goTo("change-control/waiting/" + gate.id() + "/"), "/override");
        form.getTextAreaByName("reason").setText("I started it \"<b>myself</b>\".");

        HtmlPage page = submit(form);

        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(409);

        assertThat(page.getElementById("refusal").getTextContent()).contains("Nothing was recorded.", "deployer");
        HtmlTextArea typed = form(page, "/override").getTextAreaByName("reason");
        assertThat(typed.getText()).isEqualTo("I started it \"<b>myself</b>\".");
        assertThat(form(page, "/reject").getTextAreaByName("reason").getText()).isEmpty();
        assertThat(trail(gate.decision())).isEqualTo(AuditTrail.NOTHING);
        assertThat(WaitingGates.get().find(gate.id())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/override", "/reject"})
    @DisplayName("a reason is required, whatever the browser lets through")
    void withoutReason(String action) throws Exception {
        SimulatedGate gate = waiting("no-reason");
        WebClient carla = world.browser("carla");
        String place = "change-control/waiting/" + gate.id() + action;

        assertThat(world.post(carla, place).getWebResponse().getStatusCode()).isEqualTo(409);
        assertThat(world.post(carla, place, "reason", "  ").getWebResponse().getStatusCode())
                .isEqualTo(409);
        assertThat(trail(gate.decision())).isEqualTo(AuditTrail.NOTHING);
        WaitingGates.get().remove(gate);
    }

    @Test
    @DisplayName(
            "an emergency is reviewed by another person: verdict and comment are recorded, and nothing is owed then")
    void review() throws Exception {
        long owed = emergency("reviewed");
        String place = "change-control/deployment/" + owed + "/";

        assertThat(page("ben", "change-control/").getElementById("owed").asNormalizedText())
                .contains("reviewed → production", "Emergency", "jenkins:dora");
        assertThat(status("viewer", place + "review", "verdict", "accept", "comment", "x"))
                .isEqualTo(403);
        HtmlForm own = form(page("dora", place), "/review");
        own.getRadioButtonsByName("verdict").get(0).setChecked(true);
        own.getTextAreaByName("comment").setText("I read it again.");
        HtmlPage refused = submit(own);
        assertThat(refused.getElementById("refusal").getTextContent()).contains("declared this emergency");
        assertThat(form(refused, "/review").getTextAreaByName("comment").getText())
                .isEqualTo("I read it again.");
        assertThat(form(refused, "/review")
                        .getRadioButtonsByName("verdict")
                        .get(0)
                        .isChecked())
                .isTrue();

        HtmlForm form = form(page("ben", place), "/review");
        form.getRadioButtonsByName("verdict").get(1).setChecked(true);
        form.getTextAreaByName("comment").setText("The test was left out.");
        HtmlPage after = submit(form);

        assertThat(trail(owed).review().orElseThrow().body())
                .satisfies(record -> assertThat(record.accepted()).isFalse())
                .satisfies(record -> assertThat(record.comment()).isEqualTo("The test was left out."));
        assertThat(after.getElementById("review")).isNull();
        assertThat(after.asNormalizedText())
                .contains("Not accepted in review by jenkins:ben", "The test was left out.");
        assertThat(status("ben", place + "review", "verdict", "maybe", "comment", "x"))
                .isEqualTo(409);
    }

    @Test
    @DisplayName("decisions are filtered and paged by plain addresses")
    void decisions() throws Exception {
        for (int i = 0; i < 5; i++) {
            deployments.allowed("paged");
        }
        long blocked = deployments.blocked("paged");
        WebClient viewer = world.browser("viewer");

        HtmlPage first = viewer.goTo("change-control/decisions/?service=paged&size=2");
        HtmlPage second = first.getAnchorByText("Older").click();

        assertThat(first.getElementById("decisions").asNormalizedText())
                .contains("" + blocked, "Blocked", "APPROVAL_NONE");
        assertThat(second.getUrl().getQuery()).contains("service=paged", "size=2", "before=");
        assertThat(second.getElementById("decisions").asNormalizedText())
                .contains("Allowed", "Succeeded", "jenkins:dora")
                .doesNotContain("Blocked");
        assertThat(second.getByXPath("//table[@id='decisions']/tbody/tr")).hasSize(2);
        HtmlPage none = viewer.goTo("change-control/decisions/?service=paged&outcome=emergency");
        assertThat(none.asNormalizedText()).contains("No such decision.");
        HtmlPage wrong = viewer.goTo("change-control/decisions/?from=yesterday");
        assertThat(wrong.asNormalizedText()).contains("“yesterday” is no time for from");
        assertThat(json("viewer", "change-control/api/json?service=paged&outcome=blocked")
                        .at("/page/decisions"))
                .hasSize(1);
    }

    @Test
    @DisplayName("a deployment has its page, its line, its proof and its JSON; what is no decision has none")
    void deployment() throws Exception {
        long entry = deployments.allowed("shown");
        String place = "change-control/deployment/" + entry + "/";
        HtmlPage page = page("viewer", place);

        assertThat(page.asNormalizedText())
                .contains("shown → production", "Allowed", "approved change", "#", "Succeeded at", "Merged", "Ended");
        JsonNode card = json("viewer", place + "api/json").path("card");
        assertThat(card.at("/summary/resolution").asText()).isEqualTo("allowed");
        assertThat(card.path("timeLine").findValuesAsText("what"))
                .containsExactly("Approved", "Merged", "Decision", "Started", "Ended");
        JsonNode proof = json("viewer", place + "proof");
        assertThat(proof.path("entry").asLong()).isEqualTo(entry);
        assertThat(proof.path("checkpoint")).isNotEmpty();
        assertThat(json("viewer", place + "entry").path("kind").asText()).isEqualTo("decision");
        assertThat(world.statusOf("viewer", "change-control/deployment/0/")).isEqualTo(404);
        assertThat(world.statusOf("viewer", "change-control/deployment/999999999/"))
                .isEqualTo(404);
        assertThat(world.statusOf("viewer", "change-control/deployment/x/")).isEqualTo(404);
    }

    @Test
    @DisplayName("the ledger is verified in the background, and the page says what was found")
    void verification() throws Exception {
        deployments.allowed();
        WebClient viewer = world.browser("viewer");
        submit(form(viewer.goTo("change-control/verification/"), "/start"));
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (json("viewer", "change-control/verification/progress")
                .path("running")
                .asBoolean()) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.sleep(50);
        }

        assertThat(viewer.goTo("change-control/verification/").asNormalizedText())
                .contains("Intact", "Entries");
        JsonNode api = json("viewer", "change-control/verification/api/json");
        assertThat(api.path("intact").asBoolean()).isTrue();
        assertThat(api.path("findings")).isEmpty();
    }

    @Test
    @DisplayName("a run shows each of its decisions with control, time line and outcome, and its badge the gravest")
    void run() throws Exception {
        long allowed = deployments.allowed("run-shown");
        long blocked = deployments.blocked("run-shown");
        FreeStyleBuild run = world.run(job, allowed, blocked);
        deployments.end(blocked, Outcome.ABORTED);

        HtmlPage page = page("nobody", run.getUrl() + "change-gate/");

        assertThat(page.asNormalizedText())
                .contains(
                        "run-shown → production", "Allowed", "Blocked", "APPROVAL_NONE", "Succeeded at", "Aborted at");
        assertThat(page.getElementById("decision-" + allowed)).isNotNull();
        assertThat(page("nobody", run.getUrl()).asNormalizedText()).contains("Change gate", "APPROVAL_NONE");
        assertThat(run.getBadgeActions())
                .filteredOn(GateBadge.class::isInstance)
                .extracting(badge -> ((GateBadge) badge).getWords())
                .containsExactly("Change gate: Blocked");
        assertThat(json("nobody", run.getUrl() + "change-gate/api/json").path("decisions"))
                .hasSize(2);
    }

    @Test
    @DisplayName("a job shows what its gates came to as a picture with a table beside it")
    void share() throws Exception {
        FreeStyleProject gated = jenkins.createFreeStyleProject("gated");
        assertThat(page("nobody", gated.getUrl()).getElementById("change-gate-share-title"))
                .isNull();
        world.run(gated, deployments.allowed("share"));
        world.run(gated, deployments.allowed("share"));
        world.run(gated, emergency("share"));
        world.run(gated, deployments.blocked("share"));

        HtmlPage page = page("nobody", gated.getUrl());

        assertThat(page.asNormalizedText())
                .contains("Change gate, last 4 builds")
                .containsPattern("Allowed\\s+2\\s+50 %");
        assertThat(page.getByXPath("//*[local-name()='rect'][contains(@class,'change-gate-share__bar')]"))
                .hasSize(4);
    }
}
