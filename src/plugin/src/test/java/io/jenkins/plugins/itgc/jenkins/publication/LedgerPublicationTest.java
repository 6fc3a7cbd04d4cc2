package io.jenkins.plugins.itgc.jenkins.publication;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.TaskListener;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.DirectoryPlace;
import io.jenkins.plugins.itgc.jenkins.config.PublicationSettings;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.testing.ChangeControlFixture;
import io.jenkins.plugins.itgc.jenkins.testing.ControlTestBrowser;
import io.jenkins.plugins.itgc.jenkins.testing.RecordedDeployments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class LedgerPublicationTest {
    @TempDir
    private Path directory;

    private ChangeControlFixture world;

    @BeforeEach
    void record(JenkinsRule jenkins) throws Exception {
        world = new ChangeControlFixture(jenkins);
        world.deployments().allowed();
    }

    private void configure(Path path, int everyMinutes) {
        var settings = new PublicationSettings(new DirectoryPlace(path.toString()));
        settings.setEveryMinutes(everyMinutes);
        ChangeGateConfiguration.get().setPublication(settings);
    }

    private HtmlPage publishNow() throws Exception {
        world.post(world.browser("ann"), "change-control/verification/publish");
        ControlTestBrowser.waitFor(LedgerPublication.PLACE);
        return world.browser("ann").goTo("change-control/verification/");
    }

    @Test
    void whatIsNewIsPublishedWhenSomebodyAsksAndThePageSaysWhat() throws Exception {
        assertThat(world.browser("ann").goTo("change-control/verification/").asNormalizedText())
                .contains("No place to publish to is configured.");
        configure(directory, 0);

        assertThat(publishNow().getElementById("publication").asNormalizedText())
                .contains("Published", "published: entries 0 to 2", "not locked");
        assertThat(publishNow().getElementById("publication").asNormalizedText())
                .contains("nothing new: 3 entries");
        try (var files = Files.walk(directory)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .contains("ledger.pub", "0000000000000000.json");
        }
        assertThat(world.browser("viewer").goTo("change-control/verification/").asNormalizedText())
                .contains("nothing new: 3 entries are published")
                .doesNotContain("Publish now");
    }

    @Test
    void administratorsAreToldOfAFailureUntilItSucceeds() throws Exception {
        var monitor = ExtensionList.lookupSingleton(PublicationMonitor.class);
        assertThat(monitor.isActivated()).isFalse();
        Path missing = directory.resolve("missing");
        configure(missing, 0);

        assertThat(publishNow().getElementById("publication").asNormalizedText())
                .contains("Failed", "there is no directory " + missing);
        assertThat(monitor.isActivated()).isTrue();
        assertThat(world.browser("admin").goTo("manage/").asNormalizedText())
                .contains("could not be published", "there is no directory " + missing);
        Files.createDirectory(missing);
        publishNow();
        assertThat(monitor.isActivated()).isFalse();
    }

    @Test
    void aLedgerThatContradictsWhatWasPublishedIsToldLoudly() throws Exception {
        configure(directory, 0);
        publishNow();
        ChangeGateConfiguration.get()
                .setLedgerDirectory(directory.resolve("other-ledger").toString());
        var other = ControllerLedger.get().open();
        new RecordedDeployments(other).allowed();

        LedgerPublication.get().begin();
        ControlTestBrowser.waitFor(LedgerPublication.PLACE);

        LastPublication last = LedgerPublication.get().last().orElseThrow();
        assertThat(last.published()).isFalse();
        assertThat(last.text()).containsIgnoringCase("key");
    }

    @Test
    void itIsPublishedByItselfAsOftenAsIsConfiguredAndNotOtherwise() throws Exception {
        var work = ExtensionList.lookupSingleton(PeriodicPublication.class);
        Instant now = Instant.now();
        assertThat(PeriodicPublication.isDue(now)).isFalse();
        configure(directory, 0);
        assertThat(PeriodicPublication.isDue(now)).isFalse();
        configure(directory, 60);
        assertThat(PeriodicPublication.isDue(now)).isTrue();

        work.execute(TaskListener.NULL);
        ControlTestBrowser.waitFor(LedgerPublication.PLACE);

        Instant at = LedgerPublication.get().last().orElseThrow().at();
        assertThat(LedgerPublication.get().last().orElseThrow().published()).isTrue();
        assertThat(PeriodicPublication.isDue(at.plus(Duration.ofMinutes(59)))).isFalse();
        assertThat(PeriodicPublication.isDue(at.plus(Duration.ofMinutes(60)))).isTrue();
    }
}
