package io.jenkins.plugins.itgc.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.publication.directory.DirectoryArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long it takes to publish 100,000 deployments (300,000 entries), and then a few more. */
@Tag("benchmark")
class PublicationBenchmark {
    private static final int DEPLOYMENTS = 100_000;
    private static final int MONTHS = 3;

    @Test
    @DisplayName("what is new costs, not what was published")
    void whatIsNew(@TempDir Path root, @TempDir Path directory) throws Exception {
        try (var log = new LedgerFixture(directory)) {
            for (int month = 0; month < MONTHS; month++) {
                log.deployments(DEPLOYMENTS / MONTHS);
                log.days(31);
            }
        }
        var all = timed(root, directory);
        try (var log = new LedgerFixture(directory)) {
            log.deployments(10);
        }
        var more = timed(root, directory);
        var nothing = timed(root, directory);

        System.out.printf(
                Locale.ROOT,
                "publishing %d entries (%d MB) to a directory: %d ms; 30 more: %d ms; nothing new: %d ms%n",
                DEPLOYMENTS / MONTHS * MONTHS * 3,
                size(directory) >> 20,
                all.toMillis(),
                more.toMillis(),
                nothing.toMillis());
        assertThat(more).isLessThan(all.dividedBy(20));
    }

    private static Duration timed(Path root, Path directory) throws Exception {
        long begin = System.nanoTime();
        try (var ledger = FileLedger.read(directory)) {
            new Publisher(new DirectoryArchive(root), PublicationProgress.NONE).publish(ledger, ledger.verifierKey());
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static long size(Path directory) throws Exception {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
