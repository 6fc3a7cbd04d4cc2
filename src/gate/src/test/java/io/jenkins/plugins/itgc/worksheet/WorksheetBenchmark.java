package io.jenkins.plugins.itgc.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.worksheet.format.Format;
import java.io.BufferedOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worksheet with 100,000 items, all proved and judged, and what each of its forms takes. */
@Tag("benchmark")
class WorksheetBenchmark {
    private static final int DISTINCT = 1_000;
    private static final int ROWS = 100_000;

    @Test
    @DisplayName("100,000 items in each form: one row after another, in memory that does not grow with them")
    void forms(@TempDir Path directory) throws Exception {
        try (var period = new TestedPeriod(directory.resolve("period"))) {
            for (int i = 0; i < DISTINCT; i++) {
                period.deploy(scenario -> {});
            }
            var population = period.freeze();
            long begin = System.nanoTime();
            Worksheet worksheet = period.worksheet(population, TestedPeriod.sample(population));
            say("made, " + DISTINCT + " items", begin, Files.size(worksheet.file()));
            Worksheet large = enlarged(worksheet);
            for (Format format : Format.values()) {
                System.gc();
                resetPeaks();
                begin = System.nanoTime();
                Path file = format.write(large, population, large.file().getParent(), WorksheetProgress.NONE);
                say(format.text() + ", " + ROWS + " items", begin, Files.size(file));
            }
            assertThat(large.footer().items()).isEqualTo(ROWS);
        }
    }

    /** The same items again and again under other numbers: the forms take no notice. */
    private static Worksheet enlarged(Worksheet worksheet) throws Exception {
        Path directory = Files.createDirectories(worksheet.file().resolveSibling("large"));
        Path items = directory.resolve("items");
        var footer = worksheet.footer();
        try (var out = new BufferedOutputStream(Files.newOutputStream(items))) {
            for (int copy = 0; copy < ROWS / DISTINCT; copy++) {
                long offset = (long) copy * DISTINCT;
                worksheet.forEachItem(item -> {
                    if (offset + item.number() > 1) {
                        out.write(',');
                    }
                    var tree = (ObjectNode) Json.tree(item);
                    tree.put("number", offset + item.number());
                    out.write(CanonicalJson.bytes(tree));
                });
            }
        }
        WorksheetFile.write(
                directory.resolve(Worksheet.FILE),
                Files.createFile(directory.resolve("exceptions")),
                worksheet.header(),
                new Footer(
                        ROWS,
                        footer.deviating(),
                        footer.attributes(),
                        footer.strata(),
                        footer.relied(),
                        footer.conclusion(),
                        footer.figures()),
                items);
        return WorksheetFile.read(directory);
    }

    private static void resetPeaks() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static void say(String what, long begin, long bytes) {
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.printf(
                "%-24s %6d ms, %4d MiB of heap at most, file of %4d MiB%n",
                what, (System.nanoTime() - begin) / 1_000_000, peak >> 20, bytes >> 20);
    }
}
