package io.jenkins.plugins.itgc.ledger.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.verify.LedgerVerifier;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A ledger on a file system that is really full: a small one, which the property names. */
@EnabledIfSystemProperty(named = "itgc.small-disk", matches = ".+")
class FullDiskTest {
    private static final int LEFT = 700_000;

    private final List<Entry> acknowledged = new ArrayList<>();
    private Path disk;
    private Path directory;
    private Path filler;

    @BeforeEach
    void fill() throws IOException {
        disk = Path.of(System.getProperty("itgc.small-disk"));
        directory = Files.createTempDirectory(disk, "ledger");
        filler = disk.resolve("filler");
    }

    @AfterEach
    void empty() throws IOException {
        try (var all = Files.walk(disk)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    private void leave(long bytes) throws IOException {
        long free = Files.getFileStore(disk).getUsableSpace();
        try (var out = Files.newOutputStream(filler)) {
            var block = new byte[64 << 10];
            for (long left = free - bytes; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(block.length, left));
            }
        }
    }

    private void append(FileLedger ledger) throws LedgerException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("text", "x".repeat(1500));
        acknowledged.add(ledger.append("decision", body.put("number", acknowledged.size())));
    }

    @Test
    void nothingIsAcknowledgedThatDoesNotFitAndNothingIsLostThatWas() throws Exception {
        try (var ledger = FileLedger.open(directory, LedgerOptions.defaults())) {
            append(ledger);
            assertThat(ledger.failure()).isEmpty();
            leave(LEFT);
            assertThatThrownBy(() -> {
                        while (acknowledged.size() < 100_000) {
                            append(ledger);
                        }
                    })
                    .isInstanceOfSatisfying(
                            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FAILED))
                    .hasMessageContaining("the disk is full");
            assertThatThrownBy(() -> append(ledger)).isInstanceOf(LedgerException.class);
            assertThat(ledger.failure()).isPresent();
        } catch (LedgerException e) {
            assertThat(e).hasMessageContaining("the disk is full");
        }
        assertThat(acknowledged).hasSizeBetween(10, 10_000);

        Files.delete(filler);
        try (var ledger = FileLedger.open(directory, LedgerOptions.defaults())) {
            for (Entry entry : acknowledged) {
                assertThat(ledger.entry(entry.index())).contains(entry);
            }
            append(ledger);
        }
        assertThat(LedgerVerifier.verify(directory, Optional.empty(), VerifyProgress.NONE)
                        .findings())
                .isEmpty();
    }
}
