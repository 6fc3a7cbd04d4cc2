package io.jenkins.plugins.itgc.jenkins.step;

import static io.jenkins.plugins.itgc.jenkins.testing.GateSetUp.gate;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.AdministrativeMonitor;
import hudson.model.Result;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.ledger.LedgerTroubleMonitor;
import io.jenkins.plugins.itgc.jenkins.testing.GateSetUp;
import io.jenkins.plugins.itgc.jenkins.testing.WrittenServers;
import io.jenkins.plugins.itgc.ledger.verify.LedgerVerifier;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A ledger on a file system that is really full: a small one, which the property names. */
@WithJenkins
@EnabledIfSystemProperty(named = "itgc.small-disk", matches = ".+")
class GateOnFullDiskTest {
    private static final int LEFT = 150_000;

    private final Path disk = Path.of(System.getProperty("itgc.small-disk"));
    private final Path filler = disk.resolve("filler");
    private final WrittenServers servers = new WrittenServers();

    @AfterEach
    void close() throws IOException {
        servers.close();
        ChangeGateConfiguration.get().setLedgerDirectory("");
        ControllerLedger.get().open();
        try (var all = Files.walk(disk)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    private void fill() throws IOException {
        long free = Files.getFileStore(disk).getUsableSpace();
        Files.write(filler, new byte[(int) (free - LEFT)]);
    }

    @Test
    void whatCannotBeRecordedIsBlockedAndOnceThereIsRoomTheNextGoesOn(JenkinsRule jenkins) throws Exception {
        GateSetUp.configure(servers);
        Path directory = Files.createTempDirectory(disk, "ledger");
        ChangeGateConfiguration.get().setLedgerDirectory(directory.toString());
        String gate = gate(
                        GateSetUp.change(servers).approvedBy("ben"),
                        ", quiet: true, rollbackPlan: 'Deploy the image of the tag before this one.'")
                + " { echo 'deploying' }";
        jenkins.buildAndAssertSuccess(GateSetUp.job(jenkins, "before", gate));
        fill();

        WorkflowRun full = jenkins.buildAndAssertStatus(
                Result.FAILURE, GateSetUp.job(jenkins, "full", "for (int i = 0; i < 500; i++) { " + gate + " }"));

        jenkins.assertLogContains("the disk is full", full);
        jenkins.assertLogNotContains("\tat ", full);
        var monitor = AdministrativeMonitor.all().get(LedgerTroubleMonitor.class);
        assertThat(monitor.isActivated()).isTrue();
        assertThat(monitor.getText()).contains(directory.toString(), "has room");
        long deployed = jenkins.getLog(full).lines().filter("deploying"::equals).count();

        Files.delete(filler);
        jenkins.buildAndAssertSuccess(GateSetUp.job(jenkins, "after", gate));

        assertThat(monitor.isActivated()).isFalse();
        assertThat(GateSetUp.entries(EntryKind.DEPLOYMENT_START)).isGreaterThanOrEqualTo(deployed + 2);
        ChangeGateConfiguration.get().setLedgerDirectory("");
        ControllerLedger.get().open();
        assertThat(LedgerVerifier.verify(directory, Optional.empty(), VerifyProgress.NONE)
                        .findings())
                .isEmpty();
    }
}
