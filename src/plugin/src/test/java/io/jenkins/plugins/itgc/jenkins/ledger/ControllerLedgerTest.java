package io.jenkins.plugins.itgc.jenkins.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ControllerLedgerTest {
    private static JenkinsRule jenkins;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void useTheDirectory() {
        ChangeGateConfiguration.get().setLedgerDirectory(directory.toString());
    }

    private static HtmlPage manage() throws Exception {
        return jenkins.createWebClient().goTo("manage");
    }

    private static void press(String action) throws Exception {
        HtmlForm form = manage().getForms().stream()
                .filter(candidate -> candidate.getActionAttribute().endsWith(action))
                .findFirst()
                .orElseThrow();
        jenkins.submit(form);
    }

    private void append(FileLedger ledger) throws IOException {
        ledger.append("note", JsonNodeFactory.instance.objectNode().put("text", "kept"));
    }

    @Test
    void opensInTheHomeDirectoryAndFollowsTheConfiguration() throws Exception {
        ChangeGateConfiguration.get().setLedgerDirectory("");
        assertThat(ControllerLedger.get().open().ledger().size()).isZero();
        assertThat(jenkins.jenkins.getRootDir().toPath().resolve("itgc-gate/ledger/ledger.pub"))
                .exists();

        ChangeGateConfiguration.get().setLedgerDirectory(directory.toString());

        assertThat(ControllerLedger.get().open())
                .isSameAs(ControllerLedger.get().open());
        assertThat(directory.resolve("ledger.pub")).exists();
        assertThat(FileLedger.isBeingWritten(
                        jenkins.jenkins.getRootDir().toPath().resolve("itgc-gate/ledger")))
                .isFalse();
    }

    @Test
    void aLedgerThatAnotherWritesToIsToldUntilItOpens() throws Exception {
        var monitor = AdministrativeMonitor.all().get(LedgerTroubleMonitor.class);
        try (FileLedger other = FileLedger.open(directory, LedgerOptions.defaults())) {
            append(other);
            assertThatThrownBy(() -> ControllerLedger.get().open())
                    .isInstanceOfSatisfying(
                            LedgerException.class,
                            e -> assertThat(e.reason()).isEqualTo(LedgerException.Reason.LOCKED));

            assertThat(manage().asNormalizedText())
                    .contains("The ledger in " + directory + " cannot be opened, so every deployment is blocked.")
                    .contains("Another program writes to it", "is writing to it");
            press("/retry");
            assertThat(monitor.isActivated()).isTrue();
        }

        press("/retry");

        assertThat(monitor.isActivated()).isFalse();
        assertThat(ControllerLedger.get().open().ledger().size()).isEqualTo(1);
    }

    @Test
    void aDirectoryThatCannotBeMadeIsTold() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        ChangeGateConfiguration.get().setLedgerDirectory(file.resolve("ledger").toString());

        assertThatThrownBy(() -> ControllerLedger.get().open()).isInstanceOf(IOException.class);

        assertThat(ControllerLedger.get().trouble().orElseThrow()).contains("the disk has room, then try again");
    }

    @Test
    void aLedgerThatSomebodyShortenedIsTold() throws Exception {
        try (FileLedger ledger = FileLedger.open(directory, LedgerOptions.defaults())) {
            append(ledger);
        }
        Files.write(segment(), new byte[0]);

        assertThatThrownBy(() -> ControllerLedger.get().open()).isInstanceOf(LedgerException.class);

        assertThat(ControllerLedger.get().trouble().orElseThrow())
                .contains("not what its signed checkpoint says", "itgc-gate ledger verify");
    }

    @Test
    void aWriteThatWasCutOffIsToldUntilSomebodySawIt() throws Exception {
        try (FileLedger ledger = FileLedger.open(directory, LedgerOptions.defaults())) {
            append(ledger);
        }
        Files.writeString(segment(), "{\"index\":1,\"kin", StandardOpenOption.APPEND);

        assertThat(ControllerLedger.get().open().ledger().size()).isEqualTo(1);

        assertThat(manage().asNormalizedText())
                .contains("The last write to the ledger in " + directory + " was cut off", "15 bytes were no entry");
        press("/seen");
        assertThat(AdministrativeMonitor.all().get(TornTailMonitor.class).isActivated())
                .isFalse();
    }

    private Path segment() throws IOException {
        try (var files = Files.walk(directory)) {
            List<Path> segments =
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList();
            assertThat(segments).hasSize(1);
            return segments.get(0);
        }
    }
}
