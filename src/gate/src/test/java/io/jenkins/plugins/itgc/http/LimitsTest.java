package io.jenkins.plugins.itgc.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.itgc.reason.Gap;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LimitsTest {
    private static final Limits TIGHT = new Limits(1 << 20, 8, Duration.ofMillis(300));

    private static Gap read(Loopback server, Limits limits) {
        return server.server(limits)
                .open(new Budget(Budget.DEFAULT, new FakeTime()))
                .get("/x", Map.of())
                .why();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void cutsOffAnAnswerThatIsTooLarge() {
        var written = new AtomicLong();
        try (var server = new Loopback(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var block = new byte[1 << 16];
            for (int i = 0; i < 100 * 16; i++) {
                exchange.getResponseBody().write(block);
                written.addAndGet(block.length);
            }
        })) {
            var gap = read(server, Limits.DEFAULT);

            assertThat(gap.code()).isEqualTo(ReasonCode.ANSWER_TOO_LARGE);
            assertThat(gap.detail()).endsWith("/x gave more than 16777216 bytes");
            assertThat(written.get()).isLessThan(40L << 20);
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void aServerThatNeverAnswersIsLeft() {
        try (var server = new Loopback(exchange -> pause(20_000))) {
            var gap = read(server, TIGHT);

            assertThat(gap.code()).isEqualTo(ReasonCode.SERVER_TIMEOUT);
            assertThat(gap.detail()).endsWith("/x was not answered in full within 300 ms");
            assertThat(server.asked()).hasSize(4);
        }
    }

    @Test
    void aServerThatDripsIsLeft() {
        try (var server = new Loopback(LimitsTest::drip)) {
            assertThat(read(server, TIGHT).code()).isEqualTo(ReasonCode.SERVER_TIMEOUT);
        }
    }

    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 1000);
        for (int i = 0; i < 1000; i++) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            pause(50);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNoAnswer() {
        try (var server = new Loopback(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"a\":1}".getBytes());
            exchange.getResponseBody().flush();
        })) {
            assertThat(read(server, TIGHT).code()).isIn(ReasonCode.SERVER_UNREACHABLE, ReasonCode.SERVER_TIMEOUT);
        }
    }

    @Test
    void theRealClockEndsARequestAtTheDeadline() {
        try (var server = new Loopback(exchange -> pause(20_000))) {
            long start = System.nanoTime();
            var gap = server.server()
                    .open(new Budget(Duration.ofMillis(1500), Time.system()))
                    .get("/x", Map.of())
                    .why();

            assertThat(gap.code()).isEqualTo(ReasonCode.SERVER_TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void theRealClockWaitsBetweenTries() {
        try (var server = Loopback.answering(Loopback.Said.of(503, ""), Loopback.Said.of(200, "{}"))) {
            var budget = new Budget(Budget.DEFAULT, Time.system());

            assertThat(server.server().open(budget).get("/x", Map.of()).isPresent())
                    .isTrue();
            assertThat(budget.remaining()).isLessThan(Duration.ofMillis(59_500));
            assertThat(budget.answers().get(0).fetchedAt())
                    .isBefore(budget.answers().get(1).fetchedAt());
        }
    }

    @Test
    void asksNoMoreThanEightAtATimeOverAllDecisions() {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        try (var loopback = new Loopback(exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            pause(40);
            now.decrementAndGet();
            Loopback.Said.of(200, "{}").to(exchange);
        })) {
            var server = loopback.server();
            var threads = IntStream.range(0, 24)
                    .mapToObj(i -> new Thread(() -> server.open(new Budget(Budget.DEFAULT, Time.system()))
                            .get("/x", Map.of())))
                    .toList();
            threads.forEach(Thread::start);
            threads.forEach(LimitsTest::join);

            assertThat(loopback.asked()).hasSize(24);
            assertThat(most.get()).isBetween(2, 8);
        }
    }

    @Test
    void waitsForAFreePlaceNoLongerThanTheBudget() {
        try (var loopback = new Loopback(exchange -> pause(20_000))) {
            var server = loopback.server(new Limits(1 << 20, 1, Duration.ofSeconds(15)));
            var other = new Thread(() -> server.open(new Budget(Duration.ofSeconds(3), Time.system()))
                    .get("/x", Map.of()));
            other.start();
            while (loopback.asked().isEmpty()) {
                Thread.onSpinWait();
            }
            var gap = server.open(new Budget(Duration.ofMillis(200), Time.system()))
                    .get("/y", Map.of())
                    .why();
            other.interrupt();
            join(other);

            assertThat(gap.code()).isEqualTo(ReasonCode.SERVER_TIMEOUT);
            assertThat(gap.detail()).contains("/y was not asked: 1 other requests kept the server busy");
        }
    }

    @Test
    void limitsArePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(0, 1, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(1, 1, Duration.ZERO));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
