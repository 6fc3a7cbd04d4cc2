package io.jenkins.plugins.itgc.jenkins.screen;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.jenkins.testing.ChangeControlFixture;
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
