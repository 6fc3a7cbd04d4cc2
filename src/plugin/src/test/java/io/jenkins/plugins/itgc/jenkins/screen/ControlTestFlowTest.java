package io.jenkins.plugins.itgc.jenkins.screen;

import static io.jenkins.plugins.itgc.jenkins.testing.ControlTestBrowser.place;
import static io.jenkins.plugins.itgc.jenkins.testing.ControlTestBrowser.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.bundle.BundleProgress;
import io.jenkins.plugins.itgc.bundle.BundleVerifier;
import io.jenkins.plugins.itgc.exceptions.ControlException;
import io.jenkins.plugins.itgc.exceptions.ExceptionRegister;
import io.jenkins.plugins.itgc.exceptions.Status;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.DirectoryPlace;
import io.jenkins.plugins.itgc.jenkins.config.PublicationSettings;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.testing.ChangeControlFixture;
import io.jenkins.plugins.itgc.jenkins.testing.ControlTestBrowser;
import io.jenkins.plugins.itgc.jenkins.testing.PastQuarter;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A whole test of the control: from the population to the bundle, with restarts in between. */
class ControlTestFlowTest {
    private static final String TODAY = LocalDate.now(ZoneOffset.UTC).toString();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    private Path directory;

    private String id;

    @Test
    @DisplayName("a test goes on after restarts, and ends in a sign-off and a bundle that verifies")
    void whole() throws Throwable {
        sessions.then(jenkins -> {
            PastQuarter.record(ChangeGateConfiguration.get().ledgerPath(), 30, "payments-api");
            var ann = new ControlTestBrowser(new ChangeControlFixture(jenkins), "ann");
            id = ann.freeze();
            ann.draw(id, 5);
            assertThat(said(id)).isEqualTo("drawn: 7 of 32");
        });
        sessions.then(jenkins -> {
            var ann = new ControlTestBrowser(new ChangeControlFixture(jenkins), "ann");
            assertThat(ann.page(id).getElementById("sample").asNormalizedText())
                    .contains("7 of 32 deployments", ControlTestBrowser.SEED, "a pilot");
            ann.worksheet(id);
            assertThat(ann.page(id).getElementById("items").asNormalizedText()).contains("payments-api → production");
        });
        sessions.then(jenkins -> {
            var world = new ChangeControlFixture(jenkins);
            var ann = new ControlTestBrowser(world, "ann");
            ann.results(id, ControlTestBrowser.concluded(ann.download(id, "worksheet.csv")));
            assertThat(said(id)).isEqualTo("recorded: 7 results; 0 were recorded before, 0 items are open");
            assertThat(ann.page(id).getElementById("results").asNormalizedText())
                    .contains("7 of 7 items have a tester's result");
            ann.step(id, "exceptions");
            assertThat(said(id)).startsWith("opened: ");
            followUp(world);
            signOff(world);
            bundle(ann);
        });
        sessions.then(jenkins -> {
            var ann = new ControlTestBrowser(new ChangeControlFixture(jenkins), "ann");
            HtmlPage page = ann.page(id);
            assertThat(page.getElementById("sign-off").asNormalizedText())
                    .contains("Signed off", "jenkins:ben reviewed it on " + TODAY);
            assertThat(page.getElementById("bundle").asNormalizedText()).contains("change-control-");
            publish(ann);
        });
    }

    private static List<ControlException> exceptions() throws Exception {
        return ExceptionRegister.read(ControllerLedger.get().open().ledger()).inOrder();
    }

    /** Each is assigned; the first is followed up until somebody else closes it. */
    private void followUp(ChangeControlFixture world) throws Exception {
        var dora = world.browser("dora");
        HtmlPage front = dora.goTo("change-control/");
        assertThat(front.getElementById("exceptions").asNormalizedText())
                .contains("blocked, and overridden", "unowned")
                .doesNotContain(")\u00a0(", ") (");
        for (ControlException exception : exceptions()) {
            String place = "change-control/exceptions/" + exception.number() + "/";
            assertThat(status(world.post(dora, place + "assign", "owner", "jenkins:dora", "due", TODAY)))
                    .isEqualTo(200);
        }
        assertThat(exceptions()).allMatch(exception -> exception.status() == Status.OPEN);
        String place = "change-control/exceptions/" + exceptions().get(0).number() + "/";
        var carla = world.browser("carla");
        Page early = world.post(carla, place + "close", "comment", "Done.");
        assertThat(status(early)).isEqualTo(409);
        assertThat(((HtmlPage) early).asNormalizedText()).contains("cannot be closed; it lacks its cause");
        assertThat(((HtmlPage) early).getElementByName("comment").getTextContent())
                .isEqualTo("Done.");
        world.post(dora, place + "respond", "cause", "Nobody was there.", "response", "A second person is on call.");
        world.post(
                dora,
                place + "retest",
                "item",
                "the next override",
                "on",
                TODAY,
                "outcome",
                "passed",
                "seen",
                "Approved.");
        assertThat(status(world.post(dora, place + "close", "comment", "Done.")))
                .isEqualTo(409);
        assertThat(status(world.post(carla, place + "close", "comment", "Done.")))
                .isEqualTo(200);
        assertThat(exceptions().get(0).status()).isEqualTo(Status.CLOSED);
        assertThat(carla.goTo(place).asNormalizedText()).contains("Nobody was there.", "Passed on", "by jenkins:carla");
    }

    private static int status(Page page) {
        return page.getWebResponse().getStatusCode();
    }

    private void signOff(ChangeControlFixture world) throws Exception {
        var ben = new ControlTestBrowser(world, "ben");
        ben.step(id, "signOff", "on", TODAY, "statement", "Reviewed all items; the control can be relied on.");
        assertThat(said(id)).startsWith("signed off: entry ");
    }

    private void bundle(ControlTestBrowser ann) throws Exception {
        ann.step(id, "bundle");
        assertThat(said(id)).startsWith("made: change-control-");
        String name = said(id).replaceFirst("^made: (\\S+\\.zip),.*", "$1");
        Path zip = directory.resolve("bundle.zip");
        var response = ann.client()
                .getPage(ann.client().getContextPath() + place(id) + "download?name=" + name)
                .getWebResponse();
        assertThat(response.getContentType()).isEqualTo("application/zip");
        try (InputStream in = response.getContentAsStream()) {
            Files.copy(in, zip);
        }
        var key = ControllerLedger.get().open().ledger().verifierKey();
        assertThat(BundleVerifier.verify(zip, Optional.of(key), BundleProgress.NONE)
                        .intact())
                .isTrue();
    }

    private void publish(ControlTestBrowser ann) throws Exception {
        Path published = Files.createDirectory(directory.resolve("published"));
        ChangeGateConfiguration.get().setPublication(new PublicationSettings(new DirectoryPlace(published.toString())));
        String name = ann.page(id)
                .getElementById("bundle")
                .asXml()
                .replaceFirst("(?s).*name=(change-control[^\"]*\\.zip).*", "$1");
        ann.step(id, "publish", "name", name);
        assertThat(said(id)).startsWith("published: ").contains("not locked");
        try (var files = Files.walk(published)) {
            assertThat(files).anyMatch(file -> file.endsWith(name));
        }
        ann.step(id, "publish", "name", "../../secrets/master.key");
        assertThat(said(id)).startsWith("published: ");
    }
}
