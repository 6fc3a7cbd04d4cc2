package io.jenkins.plugins.itgc.ledger.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.verify.LedgerVerifier;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a loss of power may take from a segment's end")
class JournalTest {
    private static final int ENTRIES = 40;
    private static final int BEFORE_THE_JOURNAL = 16;

    @TempDir
    private Path folder;

    /** The ledger as it lay on the disk while it was being written, every entry acknowledged. */
    private Path crashed;

    private long settled;

    @BeforeEach
    void writeAndCrash() throws IOException {
        Path ledger = folder.resolve("ledger");
        crashed = folder.resolve("crashed");
        var options = LedgerOptions.defaults().withCheckpointInterval(Duration.ofHours(1));
        try (var open = FileLedger.open(ledger, options)) {
            for (int i = 0; i < ENTRIES; i++) {
                open.append("decision", body(i));
                if (i + 1 == BEFORE_THE_JOURNAL) {
                    settled = Files.size(segment(ledger));
                }
            }
            copy(ledger, crashed);
        }
    }

    private static ObjectNode body(int number) {
        return JsonNodeFactory.instance.objectNode().put("number", number).put("text", "x".repeat(100));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static Path segment(Path ledger) throws IOException {
        try (var files = Files.list(ledger)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void truncate(Path file, long length) throws IOException {
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(length);
        }
    }

    private static void change(Path file, long offset) throws IOException {
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(offset);
            int was = open.read();
            open.seek(offset);
            open.write(was ^ 1);
        }
    }

    private void opensWith(int entries) throws Exception {
        try (var open = FileLedger.open(crashed, LedgerOptions.defaults())) {
            assertThat(open.size()).isEqualTo(entries);
            assertThat(open.append("decision", body(entries)).index()).isEqualTo(entries);
        }
        assertThat(crashed.resolve("journal")).doesNotExist();
        assertThat(LedgerVerifier.verify(crashed, Optional.empty(), VerifyProgress.NONE)
                        .findings())
                .isEmpty();
    }

    @Test
    @DisplayName("is put back, wherever the segment was cut")
    void putsBack() throws Exception {
        long whole = Files.size(segment(crashed));
        assertThat(settled).isLessThan(whole);
        for (long length = settled; length <= whole; length += 401) {
            Path again = folder.resolve("cut-" + length);
            copy(crashed, again);
            truncate(segment(again), length);
            try (var open = FileLedger.open(again, LedgerOptions.defaults())) {
                assertThat(open.size()).isEqualTo(ENTRIES);
                assertThat(open.opening().torn()).isEmpty();
            }
        }
        opensWith(ENTRIES);
    }

    @Test
    @DisplayName("was not acknowledged where the journal has only a part of it")
    void unfinishedRecord() throws Exception {
        byte[] journal = Files.readAllBytes(crashed.resolve("journal"));
        int end = journal.length;
        while (journal[end - 1] == 0) {
            end--;
        }
        long line = Files.readAllLines(segment(crashed)).get(ENTRIES - 1).length() + 1L;
        change(crashed.resolve("journal"), end - 2);
        truncate(segment(crashed), Files.size(segment(crashed)) - line);
        opensWith(ENTRIES - 1);
    }

    @Test
    @DisplayName("is not put over what the segment says otherwise")
    void disagreement() throws Exception {
        change(segment(crashed), Files.size(segment(crashed)) - 50);
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> FileLedger.open(crashed, LedgerOptions.defaults()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(LedgerException.Reason.DAMAGED))
                .withMessageContaining("does not agree with");
        truncate(segment(crashed), settled - 1);
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> FileLedger.open(crashed, LedgerOptions.defaults()))
                .withMessageContaining("it ends at");
        assertThat(crashed.resolve("journal")).exists();
    }

    @Test
    @DisplayName("is put back whole, however often the thread that wrote was interrupted")
    void interruptedWrites() throws Exception {
        Path ledger = folder.resolve("interrupted");
        var writer = Thread.currentThread();
        var ended = new AtomicBoolean();
        var disturber = new Thread(() -> {
            while (!ended.get()) {
                writer.interrupt();
                LockSupport.parkNanos(200_000);
            }
        });
        try (var open = FileLedger.open(ledger, LedgerOptions.defaults().withCheckpointInterval(Duration.ofHours(1)))) {
            disturber.start();
            for (int i = 0; i < ENTRIES; i++) {
                open.append("decision", body(i));
            }
            ended.set(true);
            while (disturber.isAlive()) {
                Thread.onSpinWait();
            }
            copy(ledger, folder.resolve("interrupted-crashed"));
        } finally {
            ended.set(true);
            Thread.interrupted();
        }
        crashed = folder.resolve("interrupted-crashed");
        truncate(segment(crashed), settled);
        opensWith(ENTRIES);
    }

    @Test
    @DisplayName("is nothing where the journal was never written, or is not one")
    void foreignJournal() throws Exception {
        Files.write(crashed.resolve("journal"), new byte[] {1, 2, 3});
        opensWith(ENTRIES);
    }

    @Test
    @DisplayName("is little: a full journal begins anew, and the log goes on")
    void fullJournal() throws Exception {
        Path ledger = folder.resolve("long");
        var large = body(0).put("text", "y".repeat(200_000));
        try (var open = FileLedger.open(ledger, LedgerOptions.defaults())) {
            for (int i = 0; i < 60; i++) {
                open.append("decision", large);
            }
            assertThat(Files.size(ledger.resolve("journal"))).isEqualTo(4 << 20);
            copy(ledger, folder.resolve("long-crashed"));
        }
        assertThat(ledger.resolve("journal")).doesNotExist();
        crashed = folder.resolve("long-crashed");
        opensWith(60);
    }
}
