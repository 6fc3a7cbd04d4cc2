package io.jenkins.plugins.itgc.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.ResultRecord;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.simulated.Asking;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the ledger cannot be written there is no answer, so nothing is allowed. */
class LedgerFailureTest {
    @TempDir
    private Path directory;

    private GateFixture world;

    @BeforeEach
    void begin() throws Exception {
        world = new GateFixture(directory);
    }

    @AfterEach
    void end() throws Exception {
        world.close();
    }

    @Test
    @DisplayName("a ledger that was closed")
    void closed() throws Exception {
        CommitId good = world.approvedChange();
        world.closeLedger();

        assertThatThrownBy(() -> world.decide(good)).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("a ledger that is open for reading only")
    void readOnly() throws Exception {
        CommitId good = world.approvedChange();
        Recorded before = world.decide(good);
        try (var reading = FileLedger.read(directory)) {
            var gate = new ChangeGate(new DeploymentLedger(reading, directory), () -> world.now, Asking.THREADS);

            assertThatThrownBy(
                            () -> gate.decide(world.policy, world.request(good).build(), Asking.sources(world.server)))
                    .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.reason())
                            .isEqualTo(LedgerException.Reason.CLOSED));
            assertThatThrownBy(() -> gate.recordResult(
                            before.entry().index(), ResultRecord.Outcome.SUCCESS, world.now, world.now))
                    .isInstanceOf(LedgerException.class);
        }
    }

    @Test
    @DisplayName("an entry that is longer than the ledger takes: no decision, and the next one is recorded")
    void refusedEntry() throws Exception {
        CommitId good = world.approvedChange();
        String endless = "x".repeat(40 << 20);

        assertThatThrownBy(() -> world.decide(world.request(good).justification(endless)))
                .isInstanceOf(IOException.class);
        assertThat(world.decide(good).decision().allowed()).isTrue();
        world.closeLedger();
        world.open();
        assertThat(world.kinds()).containsExactly("policy-seen", "decision");
    }
}
