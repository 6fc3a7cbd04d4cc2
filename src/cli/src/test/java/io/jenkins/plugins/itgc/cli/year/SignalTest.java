package io.jenkins.plugins.itgc.cli.year;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.itgc.cli.ItgcGate;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C and kill, sent to a real process while it writes: nothing half-written is left. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@ExtendWith(ActedOutOnce.class)
class SignalTest {
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;

    @TempDir
    private Path temporary;

    private final Analyst analyst;

    SignalTest(TestedYear year) {
        analyst = year.analyst();
    }

    private Process start(Object... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + Files.createDirectories(temporary.resolve("tmp")),
                "-cp",
                System.getProperty("java.class.path"),
                ItgcGate.class.getName()));
        for (Object argument : arguments) {
            command.add(String.valueOf(argument));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("told").toFile())
                .start();
    }

    /** Sends a signal as soon as a file that matches is there, and gives the exit code. */
    private static int signalAtOnce(Process process, String signal, Path directory, String glob) throws Exception {
        while (process.isAlive() && !isThere(directory, glob)) {
            Thread.onSpinWait();
        }
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static boolean isThere(Path directory, String glob) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
            return files.iterator().hasNext();
        }
    }

    private void assertNothingLeft() throws IOException {
        assertThat(Files.readString(temporary.resolve("told"))).doesNotContain("Exception", "\tat ");
        try (var files = Files.walk(temporary)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder(temporary.getFileName().toString(), "told", "tmp");
        }
    }

    /** Who starts a build in the background may have it ignore Ctrl-C, and its processes inherit that. */
    private static int expected(String signal) throws IOException {
        if (signal.equals("TERM")) {
            return TERMINATED;
        }
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElseThrow();
        assumeTrue((Long.parseUnsignedLong(ignored, 16) & 2) == 0, "SIGINT is ignored here");
        return INTERRUPTED;
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void freezing(String signal) throws Exception {
        int expected = expected(signal);
        Process process = start(
                "population",
                "--whole-ledger",
                "--ledger",
                analyst.ledger(),
                "--from",
                "2025-01-01",
                "--to",
                "2025-12-31",
                "--out",
                temporary.resolve("q1"));

        assertThat(signalAtOnce(process, signal, temporary, "q1.new")).isEqualTo(expected);
        assertNothingLeft();
    }

    /** It takes so short a time that it may be done before the signal comes: then the sample is whole. */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void drawing(String signal) throws Exception {
        int expected = expected(signal);
        Path population =
                DirectoryCopy.of(analyst.population(), temporary.resolve("q1")).directory();
        Files.delete(population.resolve("sample.json"));
        Process process = start(
                "sample",
                "--population",
                population,
                "--confidence",
                "95%",
                "--tolerable",
                "5%",
                "--seed",
                "31415926535897932384",
                "--seed-from",
                "pi");

        assertThat(signalAtOnce(process, signal, population, "sample.json*")).isIn(0, expected);
        assertThat(population.resolve("sample.json.new")).doesNotExist();
        if (Files.exists(population.resolve("sample.json"))) {
            assertThat(analyst.verifySample(population).exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void bundling(String signal) throws Exception {
        int expected = expected(signal);
        Process process = start(
                "bundle",
                "--ledger",
                analyst.ledger(),
                "--population",
                analyst.population(),
                "--worksheet",
                analyst.worksheet(),
                "--out",
                temporary.resolve("bundle.zip"));

        assertThat(signalAtOnce(process, signal, temporary, "bundle.zip.new")).isEqualTo(expected);
        assertNothingLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void checkingABundle(String signal) throws Exception {
        int expected = expected(signal);
        Process process = start("verify-bundle", analyst.bundle());

        assertThat(signalAtOnce(process, signal, temporary.resolve("tmp"), "itgc-bundle*"))
                .isEqualTo(expected);
        assertNothingLeft();
    }

    @Test
    void openingExceptionsWhileAnotherProcessWrites() throws Exception {
        Path copy =
                DirectoryCopy.of(analyst.ledger(), temporary.resolve("ledger")).directory();
        int exitCode;
        long before;
        try (var writer = FileLedger.open(copy, LedgerOptions.defaults())) {
            before = writer.size();
            Process process =
                    start("exceptions", "open", "--ledger", copy, "--from", "2025-01-01", "--to", "2025-12-31");
            Path told = temporary.resolve("told");
            while (Files.size(told) == 0 && process.isAlive()) {
                Thread.sleep(10);
            }
            exitCode = signalAtOnce(process, "TERM", temporary, "told");
        }

        assertThat(exitCode).isEqualTo(TERMINATED);
        assertThat(Files.readString(temporary.resolve("told")))
                .contains("so far")
                .contains("interrupted while waiting to write to the ledger");
        assertThat(analyst.verifyLedger(copy).exitCode()).isZero();
        try (var again = FileLedger.open(copy, LedgerOptions.defaults())) {
            assertThat(again.size()).isEqualTo(before);
        }
    }
}
