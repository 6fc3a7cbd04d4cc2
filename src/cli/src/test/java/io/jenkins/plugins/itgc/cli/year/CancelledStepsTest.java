package io.jenkins.plugins.itgc.cli.year;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.itgc.bundle.BundleMaker;
import io.jenkins.plugins.itgc.bundle.BundleVerifier;
import io.jenkins.plugins.itgc.exceptions.ExceptionOpener;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.population.FreezeOptions;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.PopulationFreezer;
import io.jenkins.plugins.itgc.signoff.ControlTest;
import io.jenkins.plugins.itgc.text.FileTrouble;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody cancels a step in its midst: nothing half-written is left. */
@ExtendWith(ActedOutOnce.class)
class CancelledStepsTest {
    @TempDir
    private Path temporary;

    private final Analyst analyst;

    CancelledStepsTest(TestedYear year) {
        analyst = year.analyst();
    }

    @AfterEach
    void uninterrupted() {
        assertThat(Thread.interrupted()).as("an interrupt that nobody took").isFalse();
    }

    private void assertNothingLeft(Predicate<Path> besides) throws IOException {
        try (var files = Files.walk(temporary)) {
            assertThat(files.filter(file -> !file.equals(temporary)).filter(besides.negate()))
                    .isEmpty();
        }
    }

    private ControlTest test() throws Exception {
        return ControlTest.read(analyst.population(), analyst.sample(), analyst.worksheet());
    }

    @Test
    void freezing() throws Exception {
        var query = FrozenPopulation.read(analyst.population()).population().query();
        var freezer =
                new PopulationFreezer(analyst.ledger(), InstantSource.system(), (done, total) -> Thread.currentThread()
                        .interrupt());

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> freezer.freeze(query, FreezeOptions.DEFAULT.verifyingAll(), temporary.resolve("q1")))
                .matches(FileTrouble::isCancelled);

        Thread.interrupted();
        assertNothingLeft(file -> false);
    }

    @Test
    void bundling() throws Exception {
        try (var ledger = FileLedger.read(analyst.ledger())) {
            var maker = new BundleMaker(ledger, (what, done, total) -> {
                if (what.equals("proofs written") && done == 2) {
                    assertThat(temporary.resolve("bundle.zip.new")).isNotEmptyFile();
                    Thread.currentThread().interrupt();
                }
            });

            assertThatExceptionOfType(InterruptedIOException.class)
                    .isThrownBy(() -> maker.make(test(), temporary.resolve("bundle.zip")))
                    .withMessage("cancelled; no bundle was made");
        }
        assertNothingLeft(file -> false);
    }

    @Test
    void checkingABundle() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> BundleVerifier.verify(
                        analyst.bundle(), Optional.empty(), (what, done, total) -> Thread.currentThread()
                                .interrupt()))
                .matches(FileTrouble::isCancelled);

        Thread.interrupted();
    }

    @Test
    void openingExceptions() throws Exception {
        Path copy =
                DirectoryCopy.of(analyst.ledger(), temporary.resolve("ledger")).directory();
        long before;
        try (var ledger = new DeploymentLedger(FileLedger.open(copy, LedgerOptions.defaults()), copy)) {
            before = ledger.ledger().size();
            var opener = new ExceptionOpener(
                    Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"), List.of(), List.of());

            assertThatExceptionOfType(InterruptedIOException.class)
                    .isThrownBy(
                            () -> opener.open(ledger, InstantSource.system(), (done, total) -> Thread.currentThread()
                                    .interrupt()));
        }
        assertThat(analyst.verifyLedger(copy).exitCode()).isZero();
        try (var again = FileLedger.open(copy, LedgerOptions.defaults())) {
            assertThat(again.size()).isEqualTo(before);
        }
    }
}
