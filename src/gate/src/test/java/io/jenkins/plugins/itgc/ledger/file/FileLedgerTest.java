package io.jenkins.plugins.itgc.ledger.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.MovableClock;
import io.jenkins.plugins.itgc.ledger.checkpoint.Ed25519Signer;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerTest {
    @TempDir
    private Path temporary;

    @Test
    void theKeyIsPrivateFromTheBeginAndIsKept() throws Exception {
        var directory = temporary.resolve("My ledger+1");
        VerifierKey first;
        try (var ledger = open(directory)) {
            first = ledger.verifierKey();
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("ledger.key"))))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("ledger.pub")).hasContent(first + "\n");
        assertThat(first.name()).isEqualTo("itgc-gate/My-ledger-1");
        try (var ledger = open(directory)) {
            assertThat(ledger.verifierKey()).isEqualTo(first);
        }
    }

    @Test
    void theOriginAndTheSignerCanBeGiven() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var signer = new Ed25519Signer(VerifierKey.of("example.com/log", pair.getPublic()), pair.getPrivate());
        var directory = temporary.resolve("given");
        try (var ledger = FileLedger.open(directory, LedgerOptions.defaults().withSigner(signer))) {
            ledger.append("decision", body());
            ledger.checkpoint().verify(signer.verifierKey());
        }

        assertThat(directory.resolve("ledger.key")).doesNotExist();
        refused(Reason.KEY, () -> open(directory));
        try (var ledger = FileLedger.open(
                temporary.resolve("named"), LedgerOptions.defaults().withOrigin("example.com/named"))) {
            assertThat(ledger.checkpoint().checkpoint().origin()).isEqualTo("example.com/named");
        }
        refused(
                Reason.KEY,
                () -> FileLedger.open(
                        temporary.resolve("bad"), LedgerOptions.defaults().withOrigin("a b")));
        refused(
                Reason.KEY,
                () -> FileLedger.open(
                        temporary.resolve("named"), LedgerOptions.defaults().withSigner(signer)));
    }

    @Test
    void kindsAreFoundBetweenLargeEntriesAndAcrossMonths() throws Exception {
        var clock = new MovableClock(Instant.parse("2026-01-30T00:00:00Z"));
        try (var ledger = FileLedger.open(
                temporary.resolve("kinds"), LedgerOptions.defaults().withClock(clock))) {
            for (int i = 0; i < 40; i++) {
                ledger.append(
                        i % 3 == 0 ? "override" : "decision",
                        JsonNodeFactory.instance.objectNode().put("text", "x".repeat(i % 7 * 30_000)));
                clock.advanceSeconds(6 * 3600);
            }

            try (var overrides = ledger.entries(5, Set.of("override"))) {
                assertThat(overrides.map(Entry::index))
                        .containsExactly(6L, 9L, 12L, 15L, 18L, 21L, 24L, 27L, 30L, 33L, 36L, 39L);
            }
            try (var some = ledger.entries(0, Set.of("override"), (index, line) -> line.length > 100_000)) {
                assertThat(some).allSatisfy(entry -> {
                    assertThat(entry.kind()).isEqualTo("override");
                    assertThat(entry.body().path("text").asText()).hasSizeGreaterThan(80_000);
                });
            }
            try (var newest = ledger.newestFirst(20, Set.of("override"))) {
                assertThat(newest.map(Entry::index)).containsExactly(18L, 15L, 12L, 9L, 6L, 3L, 0L);
            }
        }
    }

    @Test
    void anIndexThatPassesOverAnEntryIsFoundOutWhenKindsAreLookedFor() throws Exception {
        var directory = temporary.resolve("passed-over");
        try (var ledger = open(directory)) {
            for (int i = 0; i < 6; i++) {
                ledger.append(i == 2 ? "override" : "decision", body());
            }
        }
        var ends = directory.resolve("derived/ends");
        byte[] bytes = Files.readAllBytes(ends);
        // Entries 1 and 2 as one: whoever believes it never sees the override.
        System.arraycopy(bytes, 2 * Long.BYTES, bytes, Long.BYTES, Long.BYTES);
        Files.write(ends, bytes);

        try (var reading = FileLedger.read(directory);
                var found = reading.entries(0, Set.of("override"))) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(found::toList)
                    .withMessageContaining("should be entry 1: it is entry 2");
        }
    }

    @Test
    void aSecondWriterInThisProcessIsRefusedAndTheFirstKeepsItsLock() throws Exception {
        var directory = temporary.resolve("one");
        try (var ledger = open(directory)) {
            assertThat(FileLedger.isBeingWritten(directory)).isTrue();
            refused(Reason.LOCKED, () -> open(directory));
            refused(
                    Reason.LOCKED,
                    () -> FileLedger.open(
                            temporary.resolve("one/../one"),
                            LedgerOptions.defaults().withLockWait(Duration.ofMillis(50))));
            ledger.append("decision", body());
            assertThat(childIsRefused(directory)).isTrue();
        }
        assertThat(FileLedger.isBeingWritten(directory)).isFalse();
        open(directory).close();
    }

    @Test
    void aSecondWriterWaitsAsLongAsItWasTold() throws Exception {
        var directory = temporary.resolve("wait");
        var first = open(directory);
        var closer = new Thread(() -> {
            try {
                Thread.sleep(200);
                first.close();
            } catch (InterruptedException | LedgerException e) {
                throw new IllegalStateException(e);
            }
        });
        closer.start();

        FileLedger.open(directory, LedgerOptions.defaults().withLockWait(Duration.ofSeconds(20)))
                .close();
        closer.join();
    }

    @Test
    void waitingForTheLockCanBeInterrupted() throws Exception {
        var directory = temporary.resolve("interrupted");
        try (var ledger = open(directory)) {
            Thread.currentThread().interrupt();
            refused(
                    Reason.LOCKED,
                    () -> FileLedger.open(directory, LedgerOptions.defaults().withLockWait(Duration.ofSeconds(20))));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(ledger.size()).isZero();
        }
    }

    @Test
    void anInterruptedThreadAppendsAllTheSame() throws Exception {
        try (var ledger = open(temporary.resolve("interrupt"))) {
            Thread.currentThread().interrupt();
            ledger.append("decision", body());
            ledger.checkpoint();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(ledger.append("decision", body()).index()).isOne();
        }
    }

    @Test
    void eachMonthHasItsSegment() throws Exception {
        var clock = new MovableClock(Instant.parse("2026-10-31T23:59:59.999Z"));
        var directory = temporary.resolve("months");
        try (var ledger = FileLedger.open(directory, LedgerOptions.defaults().withClock(clock))) {
            ledger.append("decision", body());
            clock.set(Instant.parse("2026-11-01T00:00:00.000Z"));
            ledger.append("decision", body());
            clock.set(Instant.parse("2027-01-15T00:00:00.000Z"));
            ledger.append("decision", body());
            clock.set(Instant.parse("2026-10-15T00:00:00.000Z"));
            ledger.append("decision", body());

            try (var entries = ledger.entries(0)) {
                assertThat(entries.map(Entry::index)).containsExactly(0L, 1L, 2L, 3L);
            }
        }

        assertThat(Files.readAllLines(directory.resolve("2026-10.jsonl"))).hasSize(1);
        assertThat(Files.readAllLines(directory.resolve("2026-11.jsonl"))).hasSize(1);
        assertThat(Files.readAllLines(directory.resolve("2027-01.jsonl"))).hasSize(2);
    }

    @Test
    void theCheckpointFollowsWithinASecond() throws Exception {
        var directory = temporary.resolve("follows");
        try (var ledger = open(directory)) {
            ledger.append("decision", body());
            Thread.sleep(2_000);

            var stored = SignedCheckpoint.parse(Files.readAllBytes(directory.resolve("checkpoint")));
            assertThat(stored.size()).isOne();
        }
    }

    @Test
    void aReplacedCheckpointStopsSigningAndAppending() throws Exception {
        var directory = temporary.resolve("replaced");
        var ledger = FileLedger.open(directory, LedgerOptions.defaults().withCheckpointInterval(Duration.ofHours(1)));
        ledger.append("decision", body());
        var old = ledger.checkpoint().note().bytes();
        ledger.append("decision", body());
        ledger.checkpoint();
        Files.write(directory.resolve("checkpoint"), old);
        ledger.append("decision", body());

        refused(Reason.INCONSISTENT, ledger::checkpoint);
        refused(Reason.INCONSISTENT, () -> ledger.append("decision", body()));
        assertThat(directory.resolve("checkpoint")).hasBinaryContent(old);
        ledger.close();
    }

    @Test
    void aTreeThatDoesNotContinueTheLastIsNotSigned() throws Exception {
        var directory = temporary.resolve("forked");
        var ledger = FileLedger.open(directory, LedgerOptions.defaults().withCheckpointInterval(Duration.ofHours(1)));
        for (int i = 0; i < 5; i++) {
            ledger.append("decision", body());
        }
        ledger.checkpoint();
        ledger.append("decision", body());
        try (var nodes = new RandomAccessFile(directory.resolve("derived/nodes").toFile(), "rw")) {
            nodes.write(new byte[(int) nodes.length()]);
        }

        refused(Reason.INCONSISTENT, ledger::checkpoint);
        ledger.close();
    }

    @Test
    void afterAFailedWriteNothingIsTakenUntilItIsOpenedAgain() throws Exception {
        var directory = temporary.resolve("failed");
        var clock = new MovableClock(Instant.parse("2026-11-03T14:02:00Z"));
        var ledger = FileLedger.open(directory, LedgerOptions.defaults().withClock(clock));
        ledger.append("decision", body());
        Files.createFile(directory.resolve("2026-12.jsonl"));
        clock.set(Instant.parse("2026-12-01T00:00:00Z"));

        refused(Reason.FAILED, () -> ledger.append("decision", body()));
        clock.set(Instant.parse("2026-11-04T00:00:00Z"));
        refused(Reason.FAILED, () -> ledger.append("decision", body()));
        assertThat(ledger.size()).isOne();
        ledger.close();
        try (var again = FileLedger.open(directory, LedgerOptions.defaults().withClock(clock))) {
            assertThat(again.append("decision", body()).index()).isOne();
        }
    }

    @Test
    void aReaderSeesALiveLedgerAndChangesNothing() throws Exception {
        var directory = temporary.resolve("live");
        try (var writer = open(directory)) {
            for (int i = 0; i < 10; i++) {
                writer.append("decision", body());
            }
            writer.checkpoint();
            writer.append("decision", body());
            try (var reader = FileLedger.read(directory)) {
                assertThat(reader.size()).isEqualTo(11);
                assertThat(reader.verifierKey()).isEqualTo(writer.verifierKey());
                assertThat(reader.entry(10)).isEqualTo(writer.entry(10));
                assertThat(reader.prove(3, 11)).isEqualTo(writer.prove(3, 11));
                assertThat(reader.proveConsistency(4, 11)).isEqualTo(writer.proveConsistency(4, 11));
                assertThat(reader.checkpoint().size()).isGreaterThanOrEqualTo(10);
                refused(Reason.CLOSED, () -> reader.append("decision", body()));
            }
        }
        refused(Reason.ABSENT, () -> FileLedger.read(temporary.resolve("nowhere")));
    }

    @Test
    void groupCommitServesEverybodyAlthoughThreadsAreInterrupted() throws Exception {
        try (var ledger = open(temporary.resolve("noisy"))) {
            var failed = new AtomicBoolean();
            var threads = new Thread[8];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> {
                    try {
                        for (int n = 0; n < 25; n++) {
                            Thread.currentThread().interrupt();
                            ledger.append("decision", body());
                        }
                    } catch (LedgerException e) {
                        failed.set(true);
                    }
                });
                threads[i].start();
            }
            for (var thread : threads) {
                thread.join();
            }

            assertThat(failed).isFalse();
            assertThat(ledger.size()).isEqualTo(200);
        }
    }

    /** Appending, signing and closing at once: nobody hangs, and all that was acknowledged is signed. */
    @Test
    void closingUnderLoadLeavesNothingUnsigned() throws Exception {
        var directory = temporary.resolve("closing");
        var ledger = open(directory);
        var acknowledged = new AtomicLong();
        var threads = new Thread[6];
        for (int i = 0; i < threads.length; i++) {
            boolean signs = i == 0;
            threads[i] = new Thread(() -> {
                try {
                    while (true) {
                        if (signs) {
                            ledger.checkpoint();
                        } else {
                            ledger.append("decision", body());
                            acknowledged.incrementAndGet();
                        }
                    }
                } catch (LedgerException e) {
                    assertThat(e.reason()).isEqualTo(Reason.CLOSED);
                }
            });
            threads[i].start();
        }
        Thread.sleep(300);
        ledger.close();
        for (var thread : threads) {
            thread.join();
        }

        try (var reader = FileLedger.read(directory)) {
            assertThat(reader.size()).isEqualTo(acknowledged.get());
            assertThat(reader.checkpoint().size()).isEqualTo(reader.size());
        }
    }

    private static boolean childIsRefused(Path directory) throws Exception {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AppendingChild.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return child.waitFor() != 0
                && output.contains("process " + ProcessHandle.current().pid() + " is writing to it");
    }

    private static FileLedger open(Path directory) throws LedgerException {
        return FileLedger.open(directory, LedgerOptions.defaults());
    }

    private static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode().put("service", "payments-api");
    }

    private static void refused(Reason reason, Callable<?> action) {
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(action::call)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
