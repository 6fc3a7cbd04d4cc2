package io.jenkins.plugins.itgc.ledger.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.verify.LedgerVerifier;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills an appending process at random moments, in most runs after its first acknowledgement; {@code -Dkill.runs=200}
 * for the long version.
 */
class KillTest {
    private static final int RUNS = Integer.getInteger("kill.runs", 6);
    private static final int LONGEST_MILLIS = 400;

    @TempDir
    private Path directory;

    @Test
    void everyAcknowledgedEntryIsThereAfterEachKill() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var acknowledged = new HashSet<Long>();
        for (int run = 0; run < RUNS; run++) {
            acknowledged.addAll(killedRun(random.nextInt(LONGEST_MILLIS), run % 4 > 0));
            try (var ledger = FileLedger.open(directory, LedgerOptions.defaults());
                    var entries = ledger.entries(0)) {
                var there = new HashSet<>(entries.map(Entry::index).toList());
                assertThat(there).as("run %d of seed %d", run, seed).containsAll(acknowledged);
            }
            var report = LedgerVerifier.verify(directory, Optional.empty(), VerifyProgress.NONE);
            assertThat(report.findings()).as("run %d of seed %d", run, seed).isEmpty();
        }
        assertThat(acknowledged).isNotEmpty();
        System.out.printf("%d kills, %d acknowledged entries, all there%n", RUNS, acknowledged.size());
    }

    private Set<Long> killedRun(int millis, boolean afterFirst) throws Exception {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AppendingChild.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var acknowledged = new HashSet<Long>();
        try (var output =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            assertThat(output.readLine()).startsWith("open ");
            if (afterFirst) {
                acknowledged.add(Long.valueOf(output.readLine()));
            }
            var killer = new Thread(() -> killAfter(child, millis));
            killer.start();
            var complete = new StringBuilder();
            for (int unit = output.read(); unit >= 0; unit = output.read()) {
                if (unit == '\n') {
                    acknowledged.add(Long.valueOf(complete.toString()));
                    complete.setLength(0);
                } else {
                    complete.append((char) unit);
                }
            }
            killer.join();
        }
        child.waitFor();
        return acknowledged;
    }

    private static void killAfter(Process child, int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        child.toHandle().destroyForcibly();
    }
}
