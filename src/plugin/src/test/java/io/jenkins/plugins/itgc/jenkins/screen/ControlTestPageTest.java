package io.jenkins.plugins.itgc.jenkins.screen;

import static io.jenkins.plugins.itgc.jenkins.testing.ControlTestBrowser.place;
import static io.jenkins.plugins.itgc.jenkins.testing.ControlTestBrowser.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.OwnFrequencyTable;
import io.jenkins.plugins.itgc.jenkins.controltest.Work;
import io.jenkins.plugins.itgc.jenkins.controltest.Works;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.testing.ChangeControlFixture;
import io.jenkins.plugins.itgc.jenkins.testing.ControlTestBrowser;
import io.jenkins.plugins.itgc.jenkins.testing.PastQuarter;
import io.jenkins.plugins.itgc.jenkins.testing.RecordedDeployments;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Tests of the control, step by step, on one Jenkins. */
@WithJenkins
class ControlTestPageTest {
    private static final int ALLOWED = 70;
    private static final List<String> STEPS = List.of(
            "stop",
            "freeze",
            "draw",
            "extend",
            "void",
            "worksheet",
            "results",
            "exceptions",
            "signOff",
            "bundle",
            "publish",
            "delete");

    private static JenkinsRule jenkins;
    private static ChangeControlFixture world;

    @BeforeAll
    static void begin(JenkinsRule rule) throws Exception {
        prepared = null;
        jenkins = rule;
        PastQuarter.record(ChangeGateConfiguration.get().ledgerPath(), ALLOWED, "payments-api");
        world = new ChangeControlFixture(rule);
    }

    private static ControlTestBrowser ann() throws Exception {
        return new ControlTestBrowser(world, "ann");
    }

    private static void draw(ControlTestBrowser ann, String id) throws Exception {
        ann.draw(id);
        assertThat(said(id)).startsWith("drawn: 61 of 72");
    }

    private static String text(Page page) {
        return ((HtmlPage) page).asNormalizedText();
    }

    @ParameterizedTest
    @CsvSource({"'',403", "nobody,403", "viewer,403", "carla,403", "ann,200", "admin,200"})
    @DisplayName("every page of testing wants the permission to export")
    void pages(String user, int status) throws Exception {
        String id = ann().freeze();
        for (String path : List.of(
                "change-control/testing/",
                place(id),
                place(id) + "progress",
                place(id) + "scope/",
                place(id) + "download?name=population.csv")) {
            assertThat(world.statusOf(user, path)).as(path).isEqualTo(status);
        }
        String front = world.browser("ann").goTo("change-control/").asXml();
        assertThat(front).contains("change-control/testing/");
        assertThat(world.browser("viewer").goTo("change-control/").asXml()).doesNotContain("change-control/testing/");
    }

    @Test
    @DisplayName("every step wants the permission to export, signing off that to review as well")
    void steps() throws Exception {
        String id = ann().freeze();
        for (String step : STEPS) {
            for (String user : List.of("nobody", "viewer", "carla")) {
                assertThat(status(user, place(id) + step))
                        .as(step + " by " + user)
                        .isEqualTo(403);
            }
        }
        assertThat(status("nobody", "change-control/testing/freeze")).isEqualTo(403);
        assertThat(status(
                        "ann",
                        place(id) + "signOff",
                        "on",
                        PastQuarter.TO.plusDays(1).toString(),
                        "statement",
                        "All."))
                .isEqualTo(403);
        for (String user : List.of("nobody", "viewer", "carla")) {
            assertThat(status(user, "change-control/verification/publish")).isEqualTo(403);
            assertThat(status(user, "change-control/verification/stopPublishing"))
                    .isEqualTo(403);
        }
    }

    private static int status(String user, String path, String... parameters) throws Exception {
        return world.post(world.browser(user), path, parameters)
                .getWebResponse()
                .getStatusCode();
    }

    @Test
    @DisplayName("no step is taken by GET")
    void notByGet() throws Exception {
        String id = ann().freeze();
        for (String step : STEPS) {
            assertThat(world.statusOf("admin", place(id) + step)).as(step).isEqualTo(405);
        }
        assertThat(world.statusOf("admin", "change-control/testing/freeze")).isEqualTo(405);
    }

    @Test
    @DisplayName("a frozen population shows its counts, strata, exclusions and how the ledger was verified")
    void frozen() throws Exception {
        ControlTestBrowser ann = ann();

        String id = ann.freeze();

        String shown = ann.page(id).getElementById("population").asNormalizedText();
        assertThat(shown)
                .contains("Nothing missing", "Intact", "those of the signed checkpoint", "not compared")
                .containsSubsequence("Deployments", "72", "standard", "70", "emergency", "1", "override", "1")
                .containsSubsequence("Left out", "blocked 1");
        assertThat(ann.download(id, "population.csv").lines()).hasSize(73);
        assertThat(world.browser("ann").goTo("change-control/testing/").asNormalizedText())
                .contains(PastQuarter.FROM + " to " + PastQuarter.TO + " (UTC)", "Population frozen");
    }

    @Test
    @DisplayName("the scope document of the period is shown, with who approved it and when the next approval is due")
    void scope() throws Exception {
        ControlTestBrowser ann = ann();
        String id = ann.freeze();
        HtmlPage test = ann.page(id);

        HtmlPage scope = test.getAnchorByText("What was approved, by whom, and when it is due")
                .click();

        var approved = RecordedDeployments.policy().scope();
        assertThat(scope.asNormalizedText())
                .contains(approved.statement(), "by " + approved.approvedBy() + " on " + approved.approvedOn())
                .contains(approved.approvedOn().plusYears(1).toString());
        assertThat(scope.getElementById("approval").asNormalizedText()).contains("yearly approval");
    }

    @Test
    @DisplayName("the deploying system's list is compared, and what either side lacks is shown")
    void compared() throws Exception {
        Page page = ann().freeze(
                        Optional.of("id\r\nnot-of-this-ledger\r\n"),
                        List.of("from", PastQuarter.FROM.toString(), "to", PastQuarter.TO.toString()));
        String[] path = page.getUrl().getPath().split("/");
        String id = path[path.length - 1];
        ControlTestBrowser.waitFor(id);

        assertThat(ann().page(id).getElementById("population").asNormalizedText())
                .contains("Not complete", "The deploying system lists 1: 1 of them are not in the population, and 72")
                .contains("not-in-source: ", "And 23 more, in the file.");
    }

    @Test
    @DisplayName("what cannot be read is said, and nothing that was typed is lost")
    void refused() throws Exception {
        Page page = ann().freeze(
                        Optional.empty(), List.of("from", "2026-13-01", "to", "2026-01-31", "services", "shop, web"));

        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(409);
        assertThat(text(page)).contains("is no day for from");
        HtmlPage form = (HtmlPage) page;
        assertThat(((HtmlInput) form.getElementByName("services")).getValue()).isEqualTo("shop, web");
    }

    @Test
    @DisplayName("a period that is not over is not frozen; the test says so and can be frozen later")
    void notOver() throws Exception {
        ControlTestBrowser ann = ann();
        String id = ann.freezeUntil(PastQuarter.TO.plusYears(1));

        HtmlPage page = ann.page(id);

        assertThat(page.getElementById("failure").asNormalizedText()).contains("complete only when its period is over");
        assertThat(page.asNormalizedText()).contains("It is not frozen.");
        ann.draw(id);
        assertThat(said(id)).contains("there is no frozen population");
    }

    @Test
    @DisplayName("before drawing, a page shows the size that confidence and tolerable rate give, and what it buys")
    void size() throws Exception {
        ControlTestBrowser ann = ann();
        String id = ann.freeze();

        HtmlPage page = ann.client().goTo(place(id) + "?by=formula&confidence=95%25&tolerable=5%25");

        assertThat(page.getElementById("sample").asNormalizedText())
                .contains("61 deployments would be tested", "59 of 70")
                .contains("0 deviations in 59: the rate is at most 5.0 %, at a confidence of 95 %")
                .contains("That the rate is at most 5 % is then 95.1 % sure");
        assertThat(ann.client()
                        .goTo(place(id) + "?by=frequency&frequency=many-times-a-day&table=lower")
                        .asNormalizedText())
                .contains("25 of 70", "many-times-a-day");
        ChangeGateConfiguration.get()
                .setFrequencyTable(new OwnFrequencyTable("Manual 2026, table 4", 1, 3, 4, 8, 30, 45));
        assertThat(ann.client()
                        .goTo(place(id) + "?by=frequency&frequency=many-times-a-day&table=own")
                        .asNormalizedText())
                .contains("45 of 70", "Manual 2026, table 4");
        ChangeGateConfiguration.get().setFrequencyTable(null);
        assertThat(ann.client()
                        .goTo(place(id) + "?by=frequency&frequency=many-times-a-day&table=own")
                        .asNormalizedText())
                .contains("There is no table of your own");
        assertThat(ann.client().goTo(place(id) + "?by=number&size=71").asNormalizedText())
                .contains("a sample of 71 cannot be drawn from 70");
        assertThat(ann.client()
                        .goTo(place(id) + "?by=formula&confidence=95&tolerable=5%25")
                        .asNormalizedText())
                .contains("\"95\" is no rate from 0 to 1; write 5% or 0.05, not 5");
    }

    @Test
    @DisplayName("a short seed is refused, said on the page, and typed again it is drawn")
    void seed() throws Exception {
        ControlTestBrowser ann = ann();
        String id = ann.freeze();

        ann.draw(id, "42");

        HtmlPage page = ann.page(id);
        assertThat(page.getElementById("failure").asNormalizedText()).contains("the seed has 2 digits");
        assertThat(((HtmlInput) page.getElementByName("seedFrom")).getValue()).isEqualTo("dice");
        draw(ann, id);
        assertThat(ann.page(id).getElementById("sample").asNormalizedText())
                .contains("61 of 72 deployments", ControlTestBrowser.SEED, "59 of 70");
        ann.draw(id);
        assertThat(said(id)).contains("of a population one sample is drawn");
    }

    @Test
    @DisplayName("a sample is made larger and an item voided, and the worksheet is then of another sample")
    void goesOn() throws Exception {
        ControlTestBrowser ann = ann();
        String id = ann.freeze();
        draw(ann, id);
        worksheet(ann, id);

        ann.step(id, "extend", "stratum", "standard", "to", "62", "reason", "one deviation");
        assertThat(said(id)).isEqualTo("drawn on: 64 items are tested now");
        assertThat(ann.page(id).getElementById("worksheet").asNormalizedText())
                .contains("This worksheet is of the sample as it was before");
        worksheet(ann, id);
        assertThat(ann.page(id).getElementById("worksheet").asNormalizedText()).doesNotContain("as it was before");
        ann.step(id, "void", "number", "9999", "reason", "a dry run");
        assertThat(said(id)).contains("is not an item of the sample");
    }

    private static void worksheet(ControlTestBrowser ann, String id) throws Exception {
        ann.worksheet(id);
        assertThat(ann.page(id).getElementById("failure")).as(said(id)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "population.json,application/json",
        "population.csv,text/csv",
        "exclusions.csv,text/csv",
        "discrepancies.csv,text/csv",
        "sample.json,application/json",
        "worksheet.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "worksheet.csv,text/csv",
        "worksheet.json,application/json",
        "assessment-results.json,application/json",
        "worksheet.html,text/html"
    })
    @DisplayName("each file is saved with its type, and never shown in Jenkins' place")
    void downloads(String name, String type) throws Exception {
        ControlTestBrowser ann = ann();
        String id = prepared(ann);

        var response = ann.client()
                .getPage(ann.client().getContextPath() + place(id) + "download?name=" + name)
                .getWebResponse();

        assertThat(response.getContentType()).isEqualTo(type);
        assertThat(response.getResponseHeaderValue("Content-Disposition"))
                .isEqualTo("attachment; filename=\"" + name + "\"");
        assertThat(response.getResponseHeaderValue("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getContentLength()).isPositive();
    }

    private static String prepared;

    private static synchronized String prepared(ControlTestBrowser ann) throws Exception {
        if (prepared == null) {
            prepared = ann.freeze();
            draw(ann, prepared);
            worksheet(ann, prepared);
        }
        return prepared;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan.json",
                "..%2Fplan.json",
                "..%2F..%2F..%2Fsecrets%2Fmaster.key",
                "%2Fetc%2Fpasswd",
                "population%2Fpopulation.csv",
                ""
            })
    @DisplayName("nothing else is saved, whatever it is called")
    void otherFiles(String name) throws Exception {
        String id = prepared(ann());
        assertThat(world.statusOf("admin", place(id) + "download?name=" + name)).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "%2e%2e", "..%2f..%2fsecrets", "00000000000000000000000000000000", "x"})
    @DisplayName("no other folder is a test")
    void otherFolders(String id) throws Exception {
        // What climbs is refused before it comes here.
        assertThat(world.statusOf("admin", "change-control/testing/" + id + "/progress"))
                .isIn(400, 404, 500);
    }

    @Test
    @DisplayName("a file that is too long is refused before it is read, and what is no form")
    void tooLong() throws Exception {
        String id = prepared(ann());
        assertThat(status("ann", place(id) + "results", "file", "x")).isEqualTo(409);
        try (var socket = new Socket("localhost", jenkins.getURL().getPort())) {
            String basic = Base64.getEncoder().encodeToString("ann:ann".getBytes());
            socket.getOutputStream()
                    .write(("POST " + jenkins.contextPath + "/" + place(id) + "results HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Authorization: Basic " + basic + "\r\nConnection: close\r\n"
                                    + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: "
                                    + (Upload.MOST_BYTES + 1) + "\r\n\r\n")
                            .getBytes());
            String answer = new String(socket.getInputStream().readNBytes(12));
            assertThat(answer).isEqualTo("HTTP/1.1 409");
        }
        assertThat(Files.list(jenkins.jenkins
                        .getRootDir()
                        .toPath()
                        .resolve("itgc-gate/testing")
                        .resolve(id)))
                .noneMatch(file -> file.getFileName().toString().startsWith("returned"));
    }

    @Test
    @DisplayName("a file that is no worksheet, or another test's, records nothing")
    void otherWorksheet() throws Exception {
        ControlTestBrowser ann = ann();
        String id = prepared(ann);
        long size = ControllerLedger.get().open().ledger().size();

        ann.results(id, "number,conclusion\r\n1,no deviation\r\n");
        assertThat(said(id)).contains("this is no worksheet");
        String other = ann.freeze();
        draw(ann, other);
        worksheet(ann, other);
        ann.results(id, ControlTestBrowser.concluded(ann.download(other, "worksheet.csv")));

        assertThat(ann.page(id).getElementById("failure").asNormalizedText())
                .contains("is a worksheet of the population");
        assertThat(ControllerLedger.get().open().ledger().size()).isEqualTo(size);
    }

    @Test
    @DisplayName(
            "a sign-off is refused while items are untested and exceptions are not opened, and the statement is kept")
    void signOffTooEarly() throws Exception {
        ControlTestBrowser ann = ann();
        String id = prepared(ann);
        var ben = new ControlTestBrowser(world, "ben");

        ben.step(id, "signOff", "on", PastQuarter.TO.plusDays(1).toString(), "statement", "All is well.");

        HtmlPage page = ben.page(id);
        assertThat(page.getElementById("failure").asNormalizedText())
                .contains("cannot be signed off yet", "items are untested", "exceptions are not opened");
        assertThat(page.getElementByName("statement").getTextContent().strip()).isEqualTo("All is well.");
    }

    @Test
    @DisplayName("one step at a time: another is refused, the page shows the progress, and it can be stopped")
    void oneAtATime() throws Exception {
        ControlTestBrowser ann = ann();
        String id = ann.freeze();
        var began = new CountDownLatch(1);
        Works.get().begin(id, new Work("worksheet", Map.of(), true, progress -> {
            progress.reached("items judged", 1, 4);
            began.countDown();
            Thread.sleep(60_000);
            return "made";
        }));
        began.await();

        assertThat(status("ann", place(id) + "bundle")).isEqualTo(409);
        HtmlPage page = ann.page(id);
        assertThat(page.asNormalizedText()).contains("Under way", "25 %", "items judged", "Stop");
        assertThat(world.browser("ann")
                        .goTo(place(id) + "progress", "application/json")
                        .getWebResponse()
                        .getContentAsString())
                .contains("\"running\":true", "\"percent\":25");
        ann.step(id, "stop");

        assertThat(ann.page(id).asNormalizedText()).contains("The step was stopped; nothing is left of it.");
        draw(ann, id);
    }

    @Test
    @DisplayName("no folder is left of what was refused, and none lies among builds")
    void folders() throws Exception {
        ann().freeze(Optional.empty(), List.of("from", "x", "to", "y"));
        Path testing = jenkins.jenkins.getRootDir().toPath().resolve("itgc-gate/testing");
        try (var all = Files.list(testing)) {
            assertThat(all).allMatch(folder -> folder.getFileName().toString().matches("[0-9a-f]{32}"));
        }
    }
}
