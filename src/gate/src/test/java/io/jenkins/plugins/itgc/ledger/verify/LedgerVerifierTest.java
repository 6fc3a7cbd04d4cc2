package io.jenkins.plugins.itgc.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.MovableClock;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.ledger.verify.Finding.Kind;
import io.jenkins.plugins.itgc.ledger.verify.Finding.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerVerifierTest {
    private static final String OCTOBER = "2026-10.jsonl";
    private static final String NOVEMBER = "2026-11.jsonl";

    @TempDir
    private Path temporary;

    private Path directory;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-10-30T00:00:00Z"));

    /** Entries 0 to 9 in October, 10 to 19 in November. */
    @BeforeEach
    void write() throws Exception {
        directory = temporary.resolve("ledger");
        try (var ledger = open()) {
            append(ledger, 10);
            clock.set(Instant.parse("2026-11-03T00:00:00Z"));
            append(ledger, 10);
        }
    }

    @Test
    void anIntactLedgerHasNoFindings() throws Exception {
        var bytes = new AtomicLong();
        var report = LedgerVerifier.verify(directory, Optional.empty(), (done, total) -> bytes.set(done));

        assertThat(report.intact()).isTrue();
        assertThat(report.entries()).isEqualTo(20);
        assertThat(report.root()).isEqualTo(report.checkpoint().orElseThrow().root());
        assertThat(report.entriesAfterCheckpoint()).isZero();
        assertThat(report.tornFiles()).isEmpty();
        assertThat(bytes).hasValue(Files.size(directory.resolve(OCTOBER)) + Files.size(directory.resolve(NOVEMBER)));
    }

    @Test
    void aChangedByteIsNamed() throws Exception {
        edit(NOVEMBER, lines -> replaced(lines, 4, lines.get(4).replace("\"number\":14", "\"number\":74")));

        assertThat(findings())
                .contains(Finding.at(
                        Kind.CHANGED,
                        new Place(NOVEMBER, 5, 14),
                        "it is not the entry that was signed: its line was changed"))
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(Kind.DERIVED, Kind.ROOT, Kind.CHANGED);
    }

    @Test
    void withoutTheIndexAChangedByteIsStillFound() throws Exception {
        edit(NOVEMBER, lines -> replaced(lines, 4, lines.get(4).replace("\"number\":14", "\"number\": 4")));
        Files.delete(directory.resolve("derived/nodes"));

        assertThat(findings())
                .anyMatch(finding ->
                        finding.kind() == Kind.MALFORMED && finding.place().equals(place(NOVEMBER, 5, 14)))
                .anyMatch(finding -> finding.kind() == Kind.ROOT);
    }

    @Test
    void aBrokenEnvelopeIsNamedAndTheNextLineIsNot() throws Exception {
        for (int line : new int[] {0, 4, 9}) {
            edit(
                    OCTOBER,
                    original -> replaced(original, line, original.get(line).replace("\"kind\"", "\"find\"")));

            assertThat(findings())
                    .filteredOn(finding -> finding.kind() == Kind.MALFORMED || finding.kind() == Kind.OUT_OF_ORDER)
                    .extracting(Finding::place)
                    .containsExactly(place(OCTOBER, line + 1, line));
            edit(OCTOBER, changed -> replaced(changed, line, changed.get(line).replace("\"find\"", "\"kind\"")));
        }
    }

    @Test
    void twoSwappedEntriesAreNamed() throws Exception {
        edit(OCTOBER, lines -> {
            Collections.swap(lines, 3, 4);
            return lines;
        });

        assertThat(findings())
                .filteredOn(finding -> finding.kind() == Kind.OUT_OF_ORDER)
                .extracting(Finding::place)
                .containsExactly(place(OCTOBER, 4, 4), place(OCTOBER, 5, 3), place(OCTOBER, 6, 5));
        assertThat(findings()).extracting(Finding::kind).doesNotContain(Kind.CHANGED);
    }

    @Test
    void aRemovedEntryIsNamed() throws Exception {
        edit(NOVEMBER, lines -> {
            lines.remove(4);
            return lines;
        });

        assertThat(findings())
                .anyMatch(finding -> finding.toString()
                        .equals("OUT_OF_ORDER 2026-11.jsonl line 5 (entry 15): entry 15 stands where entry 14 belongs"))
                .anyMatch(finding -> finding.kind() == Kind.TRUNCATED);
    }

    @Test
    void aRemovedSegmentIsNamed() throws Exception {
        Files.delete(directory.resolve(OCTOBER));

        assertThat(findings())
                .anyMatch(finding -> finding.kind() == Kind.OUT_OF_ORDER
                        && finding.message().equals("entry 10 stands where entry 0 belongs"));
    }

    @Test
    void aTruncatedLogIsNamed() throws Exception {
        edit(NOVEMBER, lines -> new ArrayList<>(lines.subList(0, 7)));

        assertThat(findings())
                .anyMatch(finding -> finding.kind() == Kind.TRUNCATED
                        && finding.message().endsWith("its checkpoint covers 20: 3 are missing"));
    }

    @Test
    void aTornTailIsNamedAlsoInTheMiddle() throws Exception {
        for (var segment : List.of(NOVEMBER, OCTOBER)) {
            Files.writeString(directory.resolve(segment), "{\"body", StandardOpenOption.APPEND);
        }

        assertThat(findings())
                .filteredOn(finding -> finding.kind() == Kind.TORN)
                .extracting(Finding::place)
                .containsExactly(place(OCTOBER, 11, 10), place(NOVEMBER, 11, 20));
    }

    @Test
    void aChangedCheckpointIsNamed() throws Exception {
        var checkpoint = directory.resolve("checkpoint");
        Files.writeString(checkpoint, Files.readString(checkpoint).replace("\n20\n", "\n19\n"));

        assertThat(findings()).extracting(Finding::kind).containsExactlyInAnyOrder(Kind.CHECKPOINT, Kind.ROOT);

        Files.writeString(checkpoint, "nonsense");
        assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.CHECKPOINT);
        Files.delete(checkpoint);
        assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.CHECKPOINT);
    }

    @Test
    void theWrongKeyIsNamed() throws Exception {
        var expected = VerifierKey.parse(
                Files.readString(directory.resolve("ledger.pub")).strip());
        try (var other = FileLedger.open(
                temporary.resolve("other"), LedgerOptions.defaults().withOrigin(expected.name()))) {
            assertThat(LedgerVerifier.verify(directory, Optional.of(other.verifierKey()), VerifyProgress.NONE)
                            .findings())
                    .extracting(Finding::kind)
                    .containsExactly(Kind.KEY, Kind.CHECKPOINT);
        }
        assertThat(LedgerVerifier.verify(directory, Optional.of(expected), VerifyProgress.NONE)
                        .intact())
                .isTrue();
        Files.copy(
                temporary.resolve("other/ledger.pub"),
                directory.resolve("ledger.pub"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.CHECKPOINT);
        Files.writeString(directory.resolve("ledger.pub"), "nonsense");
        assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.KEY);
        Files.delete(directory.resolve("ledger.pub"));
        assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.KEY);
    }

    @Test
    void aTimeThatGoesBackOrIsInAnotherMonthIsNamed() throws Exception {
        edit(OCTOBER, lines -> replaced(lines, 4, lines.get(4).replace("2026-10-30", "2026-10-29")));
        edit(NOVEMBER, lines -> replaced(lines, 9, lines.get(9).replace("2026-11", "2026-12")));

        assertThat(findings())
                .filteredOn(finding -> finding.kind() == Kind.TIME)
                .extracting(Finding::place)
                .containsExactly(place(OCTOBER, 5, 4), place(NOVEMBER, 10, 19));
    }

    @Test
    void aDerivedFileThatDoesNotFitIsNamed() throws Exception {
        for (var file : List.of("ends", "nodes")) {
            var path = directory.resolve("derived").resolve(file);
            var bytes = Files.readAllBytes(path);
            Files.write(path, new byte[1], StandardOpenOption.APPEND);

            assertThat(findings()).singleElement().satisfies(finding -> assertThat(finding.message())
                    .startsWith("derived/" + file));
            Files.write(path, bytes);
        }
    }

    @Test
    void entriesBehindTheCheckpointAreCountedAndParsed() throws Exception {
        var checkpoint = Files.readAllBytes(directory.resolve("checkpoint"));
        try (var ledger = open()) {
            append(ledger, 3);
        }
        Files.write(directory.resolve("checkpoint"), checkpoint);

        var report = LedgerVerifier.verify(directory, Optional.empty(), VerifyProgress.NONE);
        assertThat(report.intact()).isTrue();
        assertThat(report.entriesAfterCheckpoint()).isEqualTo(3);
        edit(NOVEMBER, lines -> replaced(lines, 11, lines.get(11).replace("\"number\":21", "\"number\":2.")));
        assertThat(findings())
                .anyMatch(finding ->
                        finding.kind() == Kind.MALFORMED && finding.place().equals(place(NOVEMBER, 12, 21)));
    }

    @Test
    void aLedgerThatIsBeingWrittenHasNoTornTail() throws Exception {
        try (var ledger = open()) {
            append(ledger, 1);
            Files.writeString(directory.resolve(NOVEMBER), "{\"body", StandardOpenOption.APPEND);

            assertThat(findings()).isEmpty();
        }
    }

    @Test
    void findingsAreListedUpToALimit() throws Exception {
        try (var ledger = open()) {
            append(ledger, 200);
        }
        edit(NOVEMBER, lines -> {
            Collections.reverse(lines);
            return lines;
        });
        var report = LedgerVerifier.verify(directory, Optional.empty(), VerifyProgress.NONE);

        assertThat(report.findings()).hasSize(100);
        assertThat(report.unlisted()).isPositive();
    }

    @Test
    void longLinesAcrossTheBordersOfPartsAreReadOnce() throws Exception {
        try (var ledger = open()) {
            for (int i = 0; i < 30; i++) {
                ledger.append(
                        "decision",
                        JsonNodeFactory.instance.objectNode().put("text", "\n".repeat(37_000 * (i % 7) + i)));
            }
            append(ledger, 500);
        }
        var report = LedgerVerifier.verify(directory, Optional.empty(), VerifyProgress.NONE);

        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(550);
    }

    @Test
    void whereThereIsNoLedgerThereIsNothingToVerify() {
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() ->
                        LedgerVerifier.verify(temporary.resolve("nowhere"), Optional.empty(), VerifyProgress.NONE))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.ABSENT));
    }

    private FileLedger open() throws LedgerException {
        return FileLedger.open(
                directory, LedgerOptions.defaults().withClock(clock).withCheckpointInterval(Duration.ofHours(1)));
    }

    private static void append(FileLedger ledger, int count) throws LedgerException {
        for (int i = 0; i < count; i++) {
            ledger.append("decision", JsonNodeFactory.instance.objectNode().put("number", ledger.size()));
        }
    }

    private List<Finding> findings() throws LedgerException {
        return LedgerVerifier.verify(directory, Optional.empty(), VerifyProgress.NONE)
                .findings();
    }

    private void edit(String segment, UnaryOperator<List<String>> change) throws Exception {
        var path = directory.resolve(segment);
        var lines = change.apply(new ArrayList<>(Files.readAllLines(path)));
        Files.write(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> replaced(List<String> lines, int at, String line) {
        lines.set(at, line);
        return lines;
    }

    private static Optional<Place> place(String segment, long line, long index) {
        return Optional.of(new Place(segment, line, index));
    }
}
