package io.jenkins.plugins.itgc.jenkins.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.TextPolicy;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class ControllerLedgerRestartTest {
    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    private Path directory;

    @Test
    void isClosedWhenJenkinsEndsAndOpenedEarlyWhereTheGateIsInUse() throws Throwable {
        Path ledger = directory.resolve("ledger");
        ControllerLedger[] ended = new ControllerLedger[1];
        sessions.then(jenkins -> {
            assertThat(FileLedger.isBeingWritten(ledger)).isFalse();
            ChangeGateConfiguration.get().setLedgerDirectory(ledger.toString());
            ChangeGateConfiguration.get().setPolicy(new TextPolicy("version: 1"));
            ended[0] = ControllerLedger.get();
            ended[0].open();
        });
        assertThat(FileLedger.isBeingWritten(ledger)).isFalse();
        assertThatThrownBy(() -> ended[0].open())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is ending");

        sessions.then(jenkins -> assertThat(FileLedger.isBeingWritten(ledger)).isTrue());
    }
}
