package io.jenkins.plugins.itgc.jenkins.screen;

import static io.jenkins.plugins.itgc.jenkins.testing.ControlTestBrowser.place;
import static io.jenkins.plugins.itgc.jenkins.testing.ControlTestBrowser.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.controltest.TestDeletion;
import io.jenkins.plugins.itgc.jenkins.controltest.Work;
import io.jenkins.plugins.itgc.jenkins.controltest.Works;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.testing.ChangeControlFixture;
import io.jenkins.plugins.itgc.jenkins.testing.ControlTestBrowser;
import io.jenkins.plugins.itgc.jenkins.testing.PastQuarter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who may delete which test of the control. */
@WithJenkins
class ControlTestDeletionTest {
    private static final int DELETED = 404;
    private static final int REFUSED = 409;

    private static JenkinsRule jenkins;
    private static ChangeControlFixture world;

    @BeforeAll
    static void begin(JenkinsRule rule) throws Exception {
        jenkins = rule;
        PastQuarter.record(ChangeGateConfiguration.get().ledgerPath(), 8, "payments-api");
        world = new ChangeControlFixture(rule);
    }

    private static ControlTestBrowser ann() throws Exception {
        return new ControlTestBrowser(world, "ann");
    }

    private static Page delete(String user, String id, String... confirmed) throws Exception {
        return world.post(world.browser(user), place(id) + "delete", confirmed);
    }

    private static Page deleteConfirmed(String user, String id) throws Exception {
        return delete(user, id, "confirmed", "true");
    }

    private static void assertKept(Page answer, String id, String why) throws Exception {
        assertThat(answer.getWebResponse().getStatusCode()).isEqualTo(REFUSED);
        assertThat(((HtmlPage) answer).asNormalizedText()).contains(why);
        assertThat(world.statusOf("ann", place(id))).isEqualTo(200);
    }

    private static Path folder(String id) {
        return jenkins.jenkins
                .getRootDir()
                .toPath()
                .resolve("itgc-gate/testing")
                .resolve(id);
    }

    @Test
    @DisplayName("a test of which nothing is drawn is deleted by whoever may test; the log says who, the ledger stays")
    void nothingDrawn() throws Exception {
        String id = ann().freeze();
        long size = ControllerLedger.get().open().ledger().size();
        try (var log = new LogRecorder().record(TestDeletion.class, Level.INFO).capture(10)) {
            Page list = deleteConfirmed("ann", id);

            assertThat(list.getUrl().getPath()).endsWith("change-control/testing/");
            assertThat(log.getMessages())
                    .singleElement()
                    .asString()
                    .contains("jenkins:ann deleted the test " + id, "nothing drawn");
        }
        assertThat(world.statusOf("admin", place(id))).isEqualTo(DELETED);
        assertThat(folder(id)).doesNotExist();
        assertThat(folder(id + ".deleted")).doesNotExist();
        assertThat(ControllerLedger.get().open().ledger().size()).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({"nobody,403", "viewer,403", "carla,403", "ann,403", "ben,403"})
    @DisplayName("what was drawn is deleted by administrators alone, and the log says with which seed")
    void drawn(String user, int status) throws Exception {
        String id = ann().freeze();
        ann().draw(id, 3);

        assertThat(deleteConfirmed(user, id).getWebResponse().getStatusCode()).isEqualTo(status);
        assertThat(ann().page(id).asNormalizedText()).doesNotContain("Delete this test");
        try (var log = new LogRecorder().record(TestDeletion.class, Level.INFO).capture(10)) {
            deleteConfirmed("admin", id);

            assertThat(log.getMessages().toString())
                    .contains("jenkins:admin deleted", "5 drawn with the seed " + ControlTestBrowser.SEED);
        }
        assertThat(world.statusOf("admin", place(id))).isEqualTo(DELETED);
    }

    @Test
    @DisplayName("without a tick, and while a step is under way, it stays")
    void notConfirmedAndBusy() throws Exception {
        String id = ann().freeze();
        assertKept(delete("ann", id), id, "Tick that the files of this test are to be deleted");
        var end = new CountDownLatch(1);
        Works.get().begin(id, new Work("bundle", Map.of(), true, progress -> {
            end.await();
            return "made";
        }));

        assertKept(deleteConfirmed("ann", id), id, "Another step of this test is under way");

        end.countDown();
        ControlTestBrowser.waitFor(id);
        deleteConfirmed("ann", id);
        assertThat(world.statusOf("admin", place(id))).isEqualTo(DELETED);
    }

    @Test
    @DisplayName("a test that the ledger speaks of stays, whoever asks; so does one whose files cannot be read")
    void finished() throws Exception {
        ControlTestBrowser ann = ann();
        String id = ann.freeze();
        ann.draw(id, 3);
        ann.worksheet(id);
        ann.results(id, ControlTestBrowser.concluded(ann.download(id, "worksheet.csv")));
        assertThat(said(id)).startsWith("recorded: 5 results");

        assertKept(deleteConfirmed("admin", id), id, "of the ledger, a test-result, speaks of its files");

        String damaged = ann.freeze();
        Files.writeString(folder(damaged).resolve("population/population.json"), "{}");
        assertKept(deleteConfirmed("admin", damaged), damaged, "cannot be determined, so it is not deleted");
    }
}
