package io.jenkins.plugins.itgc.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.MovableClock;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.ledger.verify.Finding.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ledger of four months, seven entries each: 0 to 6 in September, 21 to 27 in December. */
class PeriodReaderTest {
    private static final Instant OCTOBER = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

    @TempDir
    private Path directory;

    private final List<Long> seen = new ArrayList<>();

    /** Notes the entries of a part. */
    private static final class Indexes implements EntrySink {
        private final List<Long> indexes = new ArrayList<>();

        @Override
        public void entry(Envelope envelope, byte[] leafHash, byte[] data, int from, int to) {
            assertThat(to).isGreaterThan(from);
            indexes.add(envelope.index());
        }
    }

    @BeforeEach
    void write() throws Exception {
        var clock = new MovableClock(Instant.parse("2026-09-10T00:00:00Z"));
        try (var ledger = FileLedger.open(directory, LedgerOptions.defaults().withClock(clock))) {
            for (int month = 9; month <= 12; month++) {
                clock.set(Instant.parse(String.format("2026-%02d-10T00:00:00Z", month)));
                for (int i = 0; i < 7; i++) {
                    ledger.append(
                            "decision", JsonNodeFactory.instance.objectNode().put("number", ledger.size()));
                    clock.advanceSeconds(86_400);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01, 2026-11-01, 7, 14", "2026-10-12, 2026-10-14, 9, 11", "2026-09-01, 2027-01-01, 0, 28",
        "2026-09-16, 2026-11-11, 6, 15", "2026-12-13, 2027-01-01, 24, 28", "2026-08-01, 2026-09-01, 0, 0",
        "2027-01-01, 2027-02-01, 28, 28", "2026-10-20, 2026-10-21, 14, 14"
    })
    void thePeriodsEntriesAreShownAndProved(String from, String end, long first, long after) throws Exception {
        PeriodReport report = read(Instant.parse(from + "T00:00:00Z"), Instant.parse(end + "T00:00:00Z"));

        assertThat(report.findings()).isEmpty();
        assertThat(report.proved()).isTrue();
        assertThat(report.firstEntry()).isEqualTo(first);
        assertThat(report.endEntry()).isEqualTo(after);
        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.range(first, after).boxed().toList());
        assertThat(report.checkpoint().orElseThrow().size()).isEqualTo(28);
    }

    @Test
    void otherMonthsAreNotRead() throws Exception {
        Files.writeString(
                directory.resolve("2026-12.jsonl"), lines("2026-12.jsonl").get(0) + "\nnonsense\n");

        assertThat(read(OCTOBER, NOVEMBER).proved()).isTrue();
        assertThat(LedgerVerifier.verify(directory, Optional.empty(), VerifyProgress.NONE)
                        .intact())
                .isFalse();
    }

    @Test
    void anyChangedByteOfThePeriodIsFound() throws Exception {
        Path segment = directory.resolve("2026-10.jsonl");
        byte[] original = Files.readAllBytes(segment);
        var random = new Random(4711);
        for (int i = 0; i < 200; i++) {
            byte[] changed = original.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(segment, changed);

            PeriodReport report = read(OCTOBER, NOVEMBER);

            assertThat(report.proved()).isFalse();
            assertThat(report.findings()).isNotEmpty();
        }
    }

    @Test
    void removedAddedAndSwappedLinesAreFound() throws Exception {
        for (int line = 0; line < 7; line++) {
            int at = line;
            assertFound("2026-10.jsonl", lines -> lines.remove(at));
            assertFound("2026-10.jsonl", lines -> lines.add(at, lines.get(at)));
            assertFound("2026-10.jsonl", lines -> Collections.swap(lines, at, (at + 1) % 7));
        }
    }

    /** The lines on either side are proved, too: an entry cannot be moved out of the period. */
    @Test
    void movingALineIntoAMonthBesideIsFound() throws Exception {
        var october = lines("2026-10.jsonl");
        var november = lines("2026-11.jsonl");
        write("2026-10.jsonl", october.subList(0, 6));
        november.add(0, october.get(6));
        write("2026-11.jsonl", november);

        assertThat(read(OCTOBER, NOVEMBER).findings()).extracting(Finding::kind).contains(Kind.TIME);

        november.set(0, october.get(6).replace("2026-10-16", "2026-11-09"));
        write("2026-11.jsonl", november);

        assertThat(read(OCTOBER, NOVEMBER).findings()).extracting(Finding::kind).containsExactly(Kind.ROOT);
    }

    @Test
    void anEntryBesideThePeriodThatSaysAnotherTimeIsFound() throws Exception {
        assertFound("2026-10.jsonl", lines -> lines.set(6, lines.get(6).replace("2026-10-16", "2026-10-17")));
        write(
                "2026-11.jsonl",
                lines("2026-11.jsonl").stream()
                        .map(line -> line.replace("2026-11-10", "2026-11-09"))
                        .toList());
        assertThat(read(OCTOBER, NOVEMBER).findings()).extracting(Finding::kind).containsExactly(Kind.ROOT);
    }

    @Test
    void aMonthThatIsGoneIsFound() throws Exception {
        Files.delete(directory.resolve("2026-10.jsonl"));

        assertThat(read(OCTOBER, NOVEMBER).findings()).extracting(Finding::kind).contains(Kind.OUT_OF_ORDER);
    }

    @Test
    void aCutTailIsFound() throws Exception {
        write("2026-12.jsonl", lines("2026-12.jsonl").subList(0, 5));

        assertThat(read(DECEMBER, Instant.parse("2027-01-01T00:00:00Z")).findings())
                .extracting(Finding::toString)
                .containsExactly("TRUNCATED: the log has 26 entries, but its checkpoint covers 28: 2 are missing");
    }

    @Test
    void anIndexWithOtherHashesProvesNothing() throws Exception {
        Path nodes = directory.resolve("derived/nodes");
        byte[] bytes = Files.readAllBytes(nodes);
        for (int at = 0; at < bytes.length; at += 32) {
            bytes[at] ^= 1;
        }
        Files.write(nodes, bytes);

        assertThat(read(OCTOBER, NOVEMBER).proved()).isFalse();
        assertThat(read(OCTOBER, NOVEMBER).findings()).extracting(Finding::kind).containsExactly(Kind.ROOT);
    }

    @Test
    void withoutAnIndexNothingIsProvedAndNothingIsWrong() throws Exception {
        Files.delete(directory.resolve("derived/nodes"));

        PeriodReport report = read(OCTOBER, NOVEMBER);

        assertThat(report.proved()).isFalse();
        assertThat(report.findings()).isEmpty();
        assertThat(seen).hasSize(7);
    }

    @Test
    void whatNoCheckpointCoversIsFound() throws Exception {
        byte[] old = Files.readAllBytes(directory.resolve("checkpoint"));
        var clock = new MovableClock(Instant.parse("2026-12-20T00:00:00Z"));
        try (var ledger = FileLedger.open(directory, LedgerOptions.defaults().withClock(clock))) {
            ledger.append("decision", JsonNodeFactory.instance.objectNode().put("number", 28));
        }
        Files.write(directory.resolve("checkpoint"), old);

        assertThat(read(OCTOBER, NOVEMBER).proved()).isTrue();
        assertThat(read(DECEMBER, Instant.parse("2027-01-01T00:00:00Z")).findings())
                .extracting(Finding::toString)
                .singleElement()
                .asString()
                .contains("the last 1 entries of the period are not covered by the checkpoint");
        Files.delete(directory.resolve("checkpoint"));
        assertThat(read(OCTOBER, NOVEMBER).findings()).extracting(Finding::kind).containsExactly(Kind.CHECKPOINT);
    }

    @Test
    void whereThereIsNoLedgerThereIsNoReport() {
        directory = directory.resolve("nowhere");

        assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> read(OCTOBER, NOVEMBER));
    }

    private interface Change {
        void to(List<String> lines);
    }

    private void assertFound(String segment, Change change) throws Exception {
        List<String> original = lines(segment);
        var lines = new ArrayList<>(original);
        change.to(lines);
        write(segment, lines);
        PeriodReport report = read(OCTOBER, NOVEMBER);
        assertThat(report.findings()).isNotEmpty();
        assertThat(report.proved()).isFalse();
        write(segment, original);
    }

    private PeriodReport read(Instant from, Instant end) throws Exception {
        seen.clear();
        return new PeriodReader<>(directory, from, end, Indexes::new, part -> seen.addAll(part.indexes))
                .read(Optional.empty(), VerifyProgress.NONE);
    }

    private List<String> lines(String segment) throws Exception {
        return new ArrayList<>(Files.readAllLines(directory.resolve(segment)));
    }

    private void write(String segment, List<String> lines) throws Exception {
        Files.writeString(directory.resolve(segment), String.join("\n", lines) + "\n");
    }
}
