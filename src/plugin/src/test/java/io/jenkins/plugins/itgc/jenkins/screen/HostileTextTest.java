package io.jenkins.plugins.itgc.jenkins.screen;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.itgc.exceptions.ExceptionRegister;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.testing.ChangeControlFixture;
import io.jenkins.plugins.itgc.jenkins.testing.ControlTestBrowser;
import io.jenkins.plugins.itgc.jenkins.testing.PastQuarter;
import io.jenkins.plugins.itgc.jenkins.testing.RecordedDeployments;
import io.jenkins.plugins.itgc.jenkins.testing.SimulatedTickets;
import io.jenkins.plugins.itgc.request.ChangeType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every text that somebody outside can fill is text on every page, and never markup or an address. */
@WithJenkins
class HostileTextTest {
    private static final String MARKUP = "<script>hostile()</script><img src=x onerror=hostile()>";
    private static final String ATTRIBUTE = "\" onmouseover=\"hostile()\" x='y";
    private static final String ADDRESS = "javascript:hostile()";
    private static final String ALL = MARKUP + ATTRIBUTE + ADDRESS;

    @Test
    @DisplayName("on the run, the job, Change control, decisions, a deployment, a waiting gate, and a refusal")
    void nowhereMarkup(JenkinsRule jenkins) throws Exception {
        var world = new ChangeControlFixture(jenkins);
        RecordedDeployments deployments = world.deployments();
        deployments.tickets(new SimulatedTickets(ADDRESS, ALL, Instant.parse("2026-11-03T12:00:00Z")));
        String service = "pay" + ALL;
        var change = deployments.change("Title" + ALL, ADDRESS, Optional.of("ben" + ALL));
        long blocked = deployments
                .decide(
                        change,
                        deployments
                                .request(change, service, "production")
                                .deployer(Identity.parse("jenkins:" + ALL))
                                .tickets(List.of("PAY-1", "PAY" + ALL))
                                .rollbackPlan(ALL)
                                .trigger(ALL)
                                .buildUrl(jenkins.getURL() + "job/x/\" onclick=\"hostile()/"))
                .entry()
                .index();
        long emergency = deployments
                .decide(
                        change,
                        deployments
                                .request(change, service, "production")
                                .changeType(ChangeType.EMERGENCY)
                                .buildUrl(ADDRESS)
                                .justification("It burns, and nobody can wait for the approval. " + ALL))
                .entry()
                .index();
        deployments
                .gate()
                .override(RecordedDeployments.policy(), blocked, Identity.parse("jenkins:carla"), "Reason" + ALL);
        long waiting = deployments.blocked("waits" + ALL);
        FreeStyleProject job = jenkins.createFreeStyleProject("hostile");
        FreeStyleBuild run = world.run(job, blocked, emergency, waiting);
        var gate = world.waits(run, "waits" + ALL, waiting, "Missing" + ALL);
        WebClient carla = world.browser("carla");

        var pages = new ArrayList<HtmlPage>();
        for (String path : List.of(
                run.getUrl(),
                run.getUrl() + "change-gate/",
                job.getUrl(),
                "change-control/",
                "change-control/decisions/?service=" + URLEncoder.encode(service, StandardCharsets.UTF_8),
                "change-control/decisions/?from=" + URLEncoder.encode(ALL, StandardCharsets.UTF_8),
                "change-control/deployment/" + blocked + "/",
                "change-control/deployment/" + emergency + "/",
                "change-control/waiting/" + gate.id() + "/")) {
            pages.add(carla.goTo(path));
        }
        pages.add((HtmlPage)
                world.post(carla, "change-control/deployment/" + blocked + "/review", "comment", ALL, "verdict", ALL));
        pages.add((HtmlPage)
                world.post(carla, "change-control/waiting/" + gate.id() + "/override", "reason", ALL.repeat(60)));

        assertThat(pages).allSatisfy(HostileTextTest::isHarmless);
        assertThat(pages.get(1).asNormalizedText()).contains(MARKUP).contains("Title");
        assertThat(pages.get(3).asNormalizedText()).contains("pay" + MARKUP, "Missing" + MARKUP);
    }

    @Test
    @DisplayName("on the tests of the control, their lists and files, exceptions and what is refused there")
    void nowhereInTests(JenkinsRule jenkins) throws Exception {
        String service = "pay" + ALL;
        PastQuarter.record(ChangeGateConfiguration.get().ledgerPath(), 3, service);
        var world = new ChangeControlFixture(jenkins);
        var ann = new ControlTestBrowser(world, "ann");
        String other = ann.freeze();
        ann.step(other, "draw", "by", "number", "size", "2", "reason", ALL, "seed", "1".repeat(20), "seedFrom", ALL);
        ann.step(
                other,
                "worksheet",
                "control",
                ALL,
                "system",
                ALL,
                "statement",
                ALL,
                "reviewer",
                ALL,
                "confidence",
                "95%",
                "tolerable",
                "5%");
        ann.step(other, "exceptions");
        ann.step(other, "extend", "stratum", "standard", "to", "3", "reason", ALL);
        var pages = new ArrayList<HtmlPage>();
        pages.add(ann.page(other));
        pages.add(ann.client()
                .goTo(ControlTestBrowser.place(other) + "?by=formula&confidence="
                        + URLEncoder.encode(ALL, StandardCharsets.UTF_8)));
        ann.step(other, "worksheet", "control", ALL, "confidence", ALL, "system", ALL);
        pages.add((HtmlPage) world.post(
                ann.client(),
                ControlTestBrowser.place(other) + "worksheet",
                "control",
                ALL,
                "system",
                ALL,
                "confidence",
                ALL));
        pages.add((HtmlPage) world.post(ann.client(), ControlTestBrowser.place(other) + "extend", "stratum", ALL));
        ann.results(other, ALL);
        pages.add(ann.page(other));
        pages.add(
                (HtmlPage) ann.freeze(Optional.of(ALL), List.of("from", ALL, "to", ALL, "zone", ALL, "services", ALL)));
        ann.freeze(
                Optional.of("id\r\n\"" + ALL.replace("\"", "\"\"") + "\"\r\n"),
                List.of(
                        "from",
                        PastQuarter.FROM.toString(),
                        "to",
                        PastQuarter.TO.toString(),
                        "environments",
                        "production," + ALL));
        pages.add(ann.client().goTo("change-control/testing/"));
        WebClient carla = world.browser("carla");
        pages.add(carla.goTo("change-control/"));
        pages.add(carla.goTo("change-control/exceptions/"));
        long number = ExceptionRegister.read(ControllerLedger.get().open().ledger())
                .inOrder()
                .get(0)
                .number();
        String exception = "change-control/exceptions/" + number + "/";
        world.post(carla, exception + "assign", "owner", "jenkins:" + ALL);
        world.post(carla, exception + "respond", "cause", ALL, "compensatingControl", ALL, "response", ALL);
        pages.add(carla.goTo(exception));
        pages.add((HtmlPage) world.post(carla, exception + "assign", "owner", ALL, "due", ALL, "type", ALL));
        pages.add((HtmlPage)
                world.post(carla, exception + "retest", "item", ALL, "on", ALL, "outcome", ALL, "seen", ALL));
        pages.add((HtmlPage) world.post(carla, exception + "close", "acceptance", ALL, "comment", ALL));

        assertThat(pages).allSatisfy(HostileTextTest::isHarmless);
        assertThat(pages.get(0).getElementById("items").asNormalizedText()).contains("pay" + MARKUP);
        assertThat(pages.get(0).getElementById("sample").asNormalizedText()).contains(MARKUP);
        String csv = ann.download(other, "worksheet.csv");
        assertThat(csv).contains("pay<script>");
    }

    private static void isHarmless(HtmlPage page) {
        assertThat(page.getWebResponse().getStatusCode()).isIn(200, 409);
        for (DomElement element : page.getDomElementDescendants()) {
            element.getAttributesMap().forEach((name, attribute) -> {
                assertThat(name).as(element.toString()).isNotIn("onerror", "onmouseover", "onclick");
                if (List.of("href", "src", "action", "xlink:href").contains(name)) {
                    assertThat(attribute.getValue()).as(element.toString()).doesNotStartWith("javascript:");
                }
            });
            if (element.getTagName().equals("script")) {
                assertThat(element.getTextContent()).doesNotContain("hostile()");
            }
            assertThat(element.getTagName().equals("img")
                            && element.getAttribute("src").equals("x"))
                    .isFalse();
        }
    }
}
