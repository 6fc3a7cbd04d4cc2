package io.jenkins.plugins.itgc.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.simulated.InterceptedLedger;
import io.jenkins.plugins.itgc.simulated.SimulatedPeriod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gate decides and records while somebody who tests the control reads the ledger, however long that takes. */
class DeploymentsDuringTestsTest {
    private static final long PATIENCE_SECONDS = 30;
    private static final Identity ANN = Identity.gitHub("ann");

    private final Thread tester = Thread.currentThread();
    private final List<Long> decided = new ArrayList<>();
    private boolean watched;
    private SimulatedPeriod period;

    @BeforeEach
    void begin(@TempDir Path directory) throws Exception {
        period = new SimulatedPeriod(directory, ledger -> InterceptedLedger.of(ledger, this::reads));
    }

    @AfterEach
    void end() throws Exception {
        period.close();
    }

    /** Whenever the tester's thread is about to read, a gate decides, and the reading begins when that is recorded. */
    private void reads() {
        if (!watched || Thread.currentThread() != tester) {
            return;
        }
        try {
            decided.add(CompletableFuture.supplyAsync(this::decide).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no gate decided while the ledger was read", e);
        }
    }

    private long decide() {
        try {
            return period.allowed();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<Long> opened() throws Exception {
        var opener = new ExceptionOpener(SimulatedPeriod.FROM, SimulatedPeriod.TO, List.of(), List.of());
        return opener.open(period.ledger(), period.clock, OpeningProgress.NONE).stream()
                .map(entry -> entry.index())
                .toList();
    }

    @Test
    @DisplayName("when exceptions are opened")
    void opening() throws Exception {
        period.overridden();
        watched = true;

        List<Long> opened = opened();

        assertThat(opened).hasSize(1);
        assertThat(decided).isNotEmpty().allMatch(decision -> decision < opened.get(0));
    }

    @Test
    @DisplayName("when they are followed up")
    void followUp() throws Exception {
        period.overridden();
        long exception = opened().get(0);
        watched = true;

        long step = new FollowUp(period.ledger(), period.clock)
                .assign(exception, ANN, ANN, Optional.empty(), Optional.empty())
                .index();

        assertThat(decided).isNotEmpty().allMatch(decision -> decision < step);
    }
}
