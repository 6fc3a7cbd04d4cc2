package io.jenkins.plugins.itgc.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.merkle.ConsistencyProofVerifier;
import io.jenkins.plugins.itgc.ledger.merkle.InclusionProofVerifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every ledger does, whatever keeps its entries. */
public abstract class LedgerContractTest {
    private static final Instant NOVEMBER = Instant.parse("2026-11-03T14:02:00.123Z");

    /** A clock that a test moves. */
    protected final MovableClock clock = new MovableClock(NOVEMBER);

    /** An empty ledger with that clock. */
    protected abstract Ledger open(InstantSource source) throws Exception;

    protected abstract VerifierKey verifierKey(Ledger ledger);

    @Test
    void anAppendedEntryCanBeRead() throws Exception {
        try (var ledger = open(clock)) {
            var appended = ledger.append("decision", body("first"));

            assertThat(appended.index()).isZero();
            assertThat(appended.time()).isEqualTo(NOVEMBER);
            assertThat(ledger.size()).isOne();
            assertThat(ledger.entry(0)).contains(appended);
            assertThat(ledger.entry(1)).isEmpty();
            assertThat(ledger.entry(-1)).isEmpty();
        }
    }

    @Test
    void entriesComeInOrderFromAnyPlaceAndBackwards() throws Exception {
        try (var ledger = open(clock)) {
            append(ledger, 100);

            assertThat(indexes(ledger, 97)).containsExactly(97L, 98L, 99L);
            assertThat(indexes(ledger, 0)).hasSize(100).isSorted();
            assertThat(indexes(ledger, 100)).isEmpty();
            try (var newest = ledger.newestFirst()) {
                assertThat(newest.map(Entry::index))
                        .hasSize(100)
                        .startsWith(99L, 98L)
                        .endsWith(1L, 0L);
            }
        }
    }

    @Test
    void aPeriodIncludesItsBeginAndNotItsEnd() throws Exception {
        try (var ledger = open(clock)) {
            for (int month = 0; month < 3; month++) {
                append(ledger, 2);
                clock.advanceSeconds(40L * 24 * 60 * 60);
            }
            var second = ledger.entry(2).orElseThrow().time();
            var third = ledger.entry(4).orElseThrow().time();

            try (var between = ledger.between(second, third)) {
                assertThat(between.map(Entry::index)).containsExactly(2L, 3L);
            }
            try (var before = ledger.between(Instant.EPOCH, NOVEMBER)) {
                assertThat(before).isEmpty();
            }
            try (var reversed = ledger.between(third, second)) {
                assertThat(reversed).isEmpty();
            }
        }
    }

    @Test
    void timeNeverGoesBack() throws Exception {
        try (var ledger = open(clock)) {
            ledger.append("decision", body("before"));
            clock.advanceSeconds(-90L * 24 * 60 * 60);

            assertThat(ledger.append("decision", body("after")).time()).isEqualTo(NOVEMBER);
        }
    }

    @Test
    void theCheckpointCoversAllAndProofsLeadToIt() throws Exception {
        try (var ledger = open(clock)) {
            append(ledger, 5);
            var earlier = ledger.checkpoint();
            append(ledger, 6);
            var later = ledger.checkpoint();

            earlier.verify(verifierKey(ledger));
            later.verify(verifierKey(ledger));
            assertThat(later.size()).isEqualTo(11);
            ConsistencyProofVerifier.verify(
                    ledger.proveConsistency(5, 11),
                    earlier.checkpoint().root(),
                    later.checkpoint().root());
            for (long index = 0; index < 11; index++) {
                InclusionProofVerifier.verify(
                        ledger.prove(index),
                        ledger.entry(index).orElseThrow().leafHash(),
                        later.checkpoint().root());
            }
        }
    }

    @Test
    void whatIsNotThereCannotBeProved() throws Exception {
        try (var ledger = open(clock)) {
            append(ledger, 2);

            assertRefused(Reason.ABSENT, () -> ledger.prove(2));
            assertRefused(Reason.ABSENT, () -> ledger.prove(0, 3));
            assertRefused(Reason.ABSENT, () -> ledger.proveConsistency(1, 3));
            assertRefused(Reason.ABSENT, () -> ledger.proveConsistency(2, 1));
        }
    }

    @Test
    void aBodyWithoutCanonicalFormIsRefusedAndTheLedgerGoesOn() throws Exception {
        try (var ledger = open(clock)) {
            assertRefused(Reason.REFUSED, () -> ledger.append("decision", body("").put("score", 0.5)));
            assertRefused(Reason.REFUSED, () -> ledger.append("decision", body("\ud800")));
            assertRefused(Reason.REFUSED, () -> ledger.append("decision", JsonNodeFactory.instance.arrayNode()));
            assertRefused(Reason.REFUSED, () -> ledger.append("Decision", body("")));
            assertRefused(Reason.REFUSED, () -> ledger.append("decision", body("x".repeat(16 << 20))));

            assertThat(ledger.append("decision", body("good")).index()).isZero();
        }
    }

    @Test
    void manyThreadsAppendWithoutGapAndEachReadsItsOwn() throws Exception {
        int threads = 16;
        int each = 50;
        var pool = Executors.newFixedThreadPool(threads);
        try (var ledger = open(InstantSource.system())) {
            var tasks = new ArrayList<Callable<List<Entry>>>();
            for (int thread = 0; thread < threads; thread++) {
                var name = "thread-" + thread;
                tasks.add(() -> {
                    var own = new ArrayList<Entry>();
                    for (int i = 0; i < each; i++) {
                        var entry = ledger.append("decision", body(name + "-" + i));
                        assertThat(ledger.entry(entry.index())).contains(entry);
                        own.add(entry);
                    }
                    return own;
                });
            }
            for (var own : pool.invokeAll(tasks)) {
                assertThat(own.get().stream().map(Entry::index)).isSorted();
            }
            assertThat(indexes(ledger, 0)).hasSize(threads * each);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void manyThreadsProveAtOnce() throws Exception {
        int threads = 4;
        int size = 127;
        var pool = Executors.newFixedThreadPool(threads);
        try (var ledger = open(clock)) {
            append(ledger, size);
            var root = ledger.checkpoint().checkpoint().root();
            Callable<Integer> proving = () -> {
                int proved = 0;
                for (; proved < 5_000; proved++) {
                    InclusionProofVerifier.verify(
                            ledger.prove(proved % size, size),
                            ledger.entry(proved % size).orElseThrow().leafHash(),
                            root);
                }
                return proved;
            };
            for (var proved : pool.invokeAll(Collections.nCopies(threads, proving))) {
                assertThat(proved.get()).isEqualTo(5_000);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aClosedLedgerRefusesEverything() throws Exception {
        var ledger = open(clock);
        ledger.close();
        ledger.close();

        assertRefused(Reason.CLOSED, () -> ledger.append("decision", body("late")));
        assertRefused(Reason.CLOSED, () -> ledger.entries(0));
        assertRefused(Reason.CLOSED, ledger::checkpoint);
    }

    protected static ObjectNode body(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }

    protected static void append(Ledger ledger, int count) throws LedgerException {
        for (int i = 0; i < count; i++) {
            JsonNode body = body("entry").put("number", i);
            ledger.append("decision", body);
        }
    }

    protected static List<Long> indexes(Ledger ledger, long from) throws LedgerException {
        try (var entries = ledger.entries(from)) {
            return entries.map(Entry::index).toList();
        }
    }

    protected static void assertRefused(Reason reason, Callable<?> action) {
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(action::call)
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
