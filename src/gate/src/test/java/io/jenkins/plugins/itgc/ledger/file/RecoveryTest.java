package io.jenkins.plugins.itgc.ledger.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.MovableClock;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.verify.LedgerVerifier;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
    private static final String SEGMENT = "2026-11.jsonl";

    @TempDir
    private Path temporary;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-03T14:02:00Z"));

    /**
     * What a crash can leave of the last two lines, byte by byte: no checkpoint covers them yet. Every case is read, some
     * are opened for writing, which forces many files.
     */
    @Test
    void aTornTailIsSetAsideWhereverItWasTorn() throws Exception {
        var whole = crashed("whole", 4, 2);
        var bytes = Files.readAllBytes(whole.resolve(SEGMENT));
        int fourth = endOfLine(bytes, 4);
        int fifth = endOfLine(bytes, 5);
        for (int length = bytes.length; length >= fourth; length--) {
            var torn = copy(whole, "torn-" + length);
            Files.write(torn.resolve(SEGMENT), Arrays.copyOf(bytes, length));
            int kept = length == bytes.length ? length : length >= fifth ? fifth : fourth;

            try (var reader = FileLedger.read(torn)) {
                assertThat(reader.size()).isEqualTo(kept == bytes.length ? 6 : kept == fifth ? 5 : 4);
                assertThat(reader.opening().torn().isPresent()).isEqualTo(kept < length);
            }
            if (length % 23 != 0 && Math.abs(length - fifth) > 1) {
                continue;
            }
            try (var ledger = open(torn)) {
                var tail = ledger.opening().torn();
                assertThat(tail.isPresent()).isEqualTo(kept < length);
                if (tail.isPresent()) {
                    assertThat(tail.get().offset()).isEqualTo(kept);
                    assertThat(tail.get().setAside().orElseThrow())
                            .hasFileName("2026-11.torn-" + kept)
                            .hasBinaryContent(Arrays.copyOfRange(bytes, kept, length));
                    assertThat(ledger.opening().remarks().get(0)).contains("did not finish");
                }
                append(ledger, 1);
            }
            assertThat(LedgerVerifier.verify(torn, Optional.empty(), VerifyProgress.NONE)
                            .findings())
                    .isEmpty();
        }
    }

    @Test
    void aSecondTornTailAtTheSamePlaceDoesNotReplaceTheFirst() throws Exception {
        var directory = crashed("twice", 1, 0);
        for (var tail : List.of("{\"bo", "{\"body\"")) {
            Files.writeString(directory.resolve(SEGMENT), tail, StandardOpenOption.APPEND);
            open(directory).close();
        }

        try (var names = Files.list(directory)) {
            assertThat(names.filter(path -> path.toString().contains(".torn-"))).hasSize(2);
        }
    }

    @Test
    void entriesBehindTheCheckpointAreTakenInAgain() throws Exception {
        var directory = crashed("behind", 3, 4);

        try (var ledger = open(directory)) {
            assertThat(ledger.size()).isEqualTo(7);
            assertThat(ledger.opening().checkpointSize()).isEqualTo(3);
            assertThat(ledger.opening().remarks()).singleElement().asString().startsWith("4 entries");
            assertThat(ledger.checkpoint().size()).isEqualTo(7);
        }
    }

    @Test
    void derivedFilesAreMadeAnew() throws Exception {
        for (var damage : List.of("removed", "cut", "garbage")) {
            var directory = crashed(damage, 20, 3);
            var nodes = directory.resolve("derived/nodes");
            switch (damage) {
                case "removed" -> Files.delete(nodes);
                case "cut" -> Files.write(nodes, new byte[100]);
                default -> Files.write(nodes, new byte[(int) Files.size(nodes)]);
            }

            try (var reader = FileLedger.read(directory)) {
                assertThat(indexes(reader)).hasSize(23);
                assertThat(reader.opening().indexRebuilt()).isTrue();
            }
            try (var ledger = open(directory)) {
                assertThat(ledger.opening().indexRebuilt()).isTrue();
                assertThat(ledger.opening().remarks()).anyMatch(remark -> remark.contains("derived"));
                assertThat(indexes(ledger)).hasSize(23);
            }
            assertThat(LedgerVerifier.verify(directory, Optional.empty(), VerifyProgress.NONE)
                            .findings())
                    .isEmpty();
        }
    }

    @Test
    void aLogShorterThanItsCheckpointIsRefusedAndLeftAlone() throws Exception {
        var directory = crashed("short", 4, 0);
        var segment = directory.resolve(SEGMENT);
        var bytes = Files.readAllBytes(segment);
        for (int length : new int[] {0, endOfLine(bytes, 2), endOfLine(bytes, 3) + 7, bytes.length - 1}) {
            Files.write(segment, Arrays.copyOf(bytes, length));

            refused(Reason.TRUNCATED, directory);
            assertThat(segment).hasSize(length);
        }
    }

    @Test
    void aChangedEntryUnderTheCheckpointIsFoundWhenTheIndexIsMadeAnew() throws Exception {
        var directory = crashed("changed", 4, 0);
        var segment = directory.resolve(SEGMENT);
        Files.writeString(segment, Files.readString(segment).replace("\"number\":2", "\"number\":7"));
        Files.delete(directory.resolve("derived/ends"));

        refused(Reason.INCONSISTENT, directory);
    }

    @Test
    void aBadLineThatIsNotTheLastIsDamageAndNoTornTail() throws Exception {
        var directory = crashed("damaged", 2, 3);
        var segment = directory.resolve(SEGMENT);
        Files.writeString(segment, Files.readString(segment).replace("\"number\":3", "\"number\": 3"));

        refused(Reason.DAMAGED, directory);
    }

    @Test
    void aForeignCheckpointOrKeyIsRefused() throws Exception {
        var directory = crashed("foreign", 2, 0);
        var other = crashed("other", 2, 0);
        Files.copy(other.resolve("checkpoint"), directory.resolve("checkpoint"), StandardCopyOption.REPLACE_EXISTING);
        refused(Reason.KEY, directory);

        Files.writeString(directory.resolve("checkpoint"), "nonsense");
        refused(Reason.KEY, directory);

        Files.copy(other.resolve("ledger.key"), directory.resolve("ledger.key"), StandardCopyOption.REPLACE_EXISTING);
        refused(Reason.KEY, directory);
        for (var name : List.of("ledger.key", "ledger.pub")) {
            var broken = crashed("broken-" + name, 1, 0);
            Files.writeString(broken.resolve(name), "nonsense");
            refused(Reason.KEY, broken);
            Files.delete(broken.resolve(name));
            refused(Reason.KEY, broken);
        }
    }

    @Test
    void anEmptySegmentLeftByACrashDoesNotTurnTimeBack() throws Exception {
        var directory = crashed("empty", 2, 0);
        Files.createFile(directory.resolve("2026-12.jsonl"));

        try (var ledger = open(directory)) {
            append(ledger, 1);
            assertThat(ledger.entry(2).orElseThrow().time()).isEqualTo("2026-12-01T00:00:00Z");
        }
    }

    @Test
    void thousandsOfEntriesAreOpenedAtOnce() throws Exception {
        var directory = bulk(5_000);
        long begin = System.nanoTime();
        try (var ledger = open(directory)) {
            assertThat(ledger.entry(4_321).map(Entry::index)).contains(4_321L);
            assertThat(ledger.prove(17).path()).hasSize(13);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aReaderNoticesALineThatIsNotTheIndexedOne() throws Exception {
        var directory = crashed("reader", 9, 0);
        var segment = directory.resolve(SEGMENT);
        Files.writeString(segment, Files.readString(segment).replace("\"number\":4", "\"number\":7"));

        try (var reader = FileLedger.read(directory)) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> reader.entry(4))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
        }
        Files.writeString(segment, Files.readString(segment).replace("\"number\":5", "\"number\":x"));
        try (var reader = FileLedger.read(directory);
                var entries = reader.entries(0)) {
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(entries::toList);
        }
    }

    /** A ledger whose lines were not appended one by one, which would force the disk as often. */
    private Path bulk(int entries) throws Exception {
        var directory = crashed("bulk", 0, 0);
        Files.delete(directory.resolve("checkpoint"));
        try (var segment = Files.newBufferedWriter(directory.resolve(SEGMENT))) {
            for (int i = 0; i < entries; i++) {
                var line = EntryLine.format("{}".getBytes(StandardCharsets.UTF_8), i, "decision", clock.instant());
                segment.write(new String(line, StandardCharsets.UTF_8) + "\n");
            }
        }
        open(directory).close();
        return directory;
    }

    /** A ledger whose checkpoint covers some entries, and behind them others, as a crash leaves it. */
    private Path crashed(String name, int covered, int behind) throws Exception {
        var directory = temporary.resolve(name);
        try (var ledger = open(directory)) {
            append(ledger, covered);
        }
        var checkpoint = Files.readAllBytes(directory.resolve("checkpoint"));
        try (var ledger = open(directory)) {
            append(ledger, behind);
        }
        Files.write(directory.resolve("checkpoint"), checkpoint);
        return directory;
    }

    private FileLedger open(Path directory) throws LedgerException {
        return FileLedger.open(
                directory, LedgerOptions.defaults().withClock(clock).withCheckpointInterval(Duration.ofHours(1)));
    }

    private static void append(FileLedger ledger, int count) throws LedgerException {
        for (int i = 0; i < count; i++) {
            var body = JsonNodeFactory.instance.objectNode().put("number", ledger.size());
            ledger.append("decision", body);
        }
    }

    private static List<Long> indexes(FileLedger ledger) throws LedgerException {
        try (var entries = ledger.entries(0)) {
            return entries.map(Entry::index).toList();
        }
    }

    private void refused(Reason reason, Path directory) {
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> open(directory))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private Path copy(Path from, String name) throws Exception {
        var to = temporary.resolve(name);
        try (var paths = Files.walk(from)) {
            for (var path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
        return to;
    }

    private static int endOfLine(byte[] bytes, int line) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = -1;
        for (int i = 0; i < line; i++) {
            end = text.indexOf('\n', end + 1);
        }
        return end + 1;
    }
}
