package io.jenkins.plugins.itgc.ledger.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.verify.LedgerVerifier;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import java.io.BufferedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies a million entries, beside openssl hashing the same files, in a heap of 256 MB. */
@Tag("benchmark")
class VerifyBenchmark {
    private static final int ENTRIES = 1_000_000;
    private static final int ROUNDS = 5;
    private static final Instant BEGIN = Instant.parse("2026-09-20T00:00:00Z");
    private static final long MILLIS_APART = 5_000;

    @Test
    void verifiesBesideOpenssl() throws Exception {
        var directory = Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("benchmark.dir", "target"))), "million");
        try {
            long bytes = write(directory);
            double[] ours = new double[ROUNDS];
            double[] openssl = new double[ROUNDS];
            for (int round = -1; round < ROUNDS; round++) {
                double hashed = seconds(openssl(directory));
                double verified = seconds(verifier(directory));
                if (round >= 0) {
                    openssl[round] = hashed;
                    ours[round] = verified;
                }
            }
            Arrays.sort(ours);
            Arrays.sort(openssl);
            double ratio = ours[ROUNDS / 2] / openssl[ROUNDS / 2];
            System.out.printf(
                    "%,d entries, %,d bytes: verify %.2f s (with the start of its JVM, -Xmx256m), openssl dgst -sha256"
                            + " %.2f s, ratio %.2f%n",
                    ENTRIES, bytes, ours[ROUNDS / 2], openssl[ROUNDS / 2], ratio);
            assertThat(ratio).isLessThanOrEqualTo(2);
        } finally {
            Trees.delete(directory);
        }
    }

    /** What the child process runs. */
    public static void main(String[] arguments) throws Exception {
        var report = LedgerVerifier.verify(Path.of(arguments[0]), Optional.empty(), VerifyProgress.NONE);
        if (!report.intact() || report.entries() != ENTRIES || report.entriesAfterCheckpoint() != 0) {
            throw new IllegalStateException(String.valueOf(report.findings()));
        }
    }

    /** Segments written in bulk; opening and closing the ledger indexes and signs them. */
    private static long write(Path directory) throws Exception {
        FileLedger.open(directory, LedgerOptions.defaults()).close();
        Files.delete(directory.resolve("checkpoint"));
        long bytes = 0;
        long number = 0;
        while (number < ENTRIES) {
            var month = time(number).toString().substring(0, 7);
            try (var segment = new BufferedOutputStream(Files.newOutputStream(directory.resolve(month + ".jsonl")))) {
                for (; number < ENTRIES && time(number).toString().startsWith(month); number++) {
                    var line = EntryLine.format(
                            CanonicalJson.bytes(Sample.body(number)), number, "decision", time(number));
                    segment.write(line);
                    segment.write('\n');
                    bytes += line.length + 1;
                }
            }
        }
        FileLedger.open(directory, LedgerOptions.defaults()).close();
        return bytes;
    }

    private static Instant time(long number) {
        return BEGIN.plusMillis(number * MILLIS_APART);
    }

    private static List<String> openssl(Path directory) throws Exception {
        var command = new ArrayList<>(List.of("openssl", "dgst", "-sha256"));
        try (var files = Files.list(directory)) {
            files.map(Path::toString)
                    .filter(name -> name.endsWith(".jsonl"))
                    .sorted()
                    .forEach(command::add);
        }
        return command;
    }

    private static List<String> verifier(Path directory) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(java, "-Xmx256m", "-cp", classPath, VerifyBenchmark.class.getName(), directory.toString());
    }

    private static double seconds(List<String> command) throws Exception {
        long begin = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return (System.nanoTime() - begin) / 1e9;
    }
}
