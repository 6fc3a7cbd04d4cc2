package io.jenkins.plugins.itgc.http;

import static io.jenkins.plugins.itgc.http.Loopback.Said.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {
    private static final Loopback.Said FINE = of(200, "{}");

    private final FakeTime time = new FakeTime();

    private Reading<JsonAnswer> read(Duration budget, Loopback.Said... answers) {
        try (var server = Loopback.answering(answers)) {
            return server.server().open(new Budget(budget, time)).get("/x", Map.of());
        }
    }

    private Reading<JsonAnswer> read(Loopback.Said... answers) {
        return read(Duration.ofMinutes(10), answers);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void serverErrorsAreAskedAgainWithGrowingPauses(int status) {
        assertThat(read(of(status, "oops"), of(status, "oops"), of(status, "oops"), FINE)
                        .isPresent())
                .isTrue();
        assertThat(time.waits()).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(time.waits().get(i)).isBetween(Duration.ofMillis(500L << i), Duration.ofMillis(750L << i));
        }
    }

    @Test
    void afterFourTriesTheErrorStands() {
        var gap = read(of(502, "<html>"), of(500, "{\"message\":\"boom\"}")).why();

        assertThat(gap.code()).isEqualTo(ReasonCode.SERVER_ERROR);
        assertThat(gap.detail()).endsWith("/x answered 500 Internal Server Error (\"boom\")");
        assertThat(time.waits()).hasSize(3);
    }

    @Test
    void anUnavailableServerThatSaysWhenIsAskedThen() {
        assertThat(read(of(503, "", "Retry-After", "7"), FINE).isPresent()).isTrue();
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429})
    @DisplayName("GitHub 21: retry-after in seconds is obeyed")
    void retryAfterSeconds(int status) {
        assertThat(read(
                                of(
                                        status,
                                        "{}",
                                        "Retry-After",
                                        "42",
                                        "x-ratelimit-remaining",
                                        "0",
                                        "x-ratelimit-reset",
                                        "1"),
                                FINE)
                        .isPresent())
                .isTrue();
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(42));
    }

    @Test
    @DisplayName("GitHub 21: retry-after as a date is obeyed")
    void retryAfterDate() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                FakeTime.START.plusSeconds(30).atOffset(ZoneOffset.UTC));

        assertThat(read(of(429, "{}", "Retry-After", date), FINE).isPresent()).isTrue();
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429})
    @DisplayName("GitHub 21: a spent primary limit is waited for until x-ratelimit-reset")
    void rateLimitReset(int status) {
        String reset = Long.toString(FakeTime.START.getEpochSecond() + 20);

        assertThat(read(of(status, "{}", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset), FINE)
                        .isPresent())
                .isTrue();
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(21));
    }

    @Test
    void aResetThatHasPassedIsNotWaitedFor() {
        assertThat(read(of(429, "{}", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1"), FINE)
                        .isPresent())
                .isTrue();
        assertThat(time.waits()).containsExactly(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"'',''", "Retry-After,soon", "Retry-After,-5", "X-RateLimit-Reset,later"})
    @DisplayName("GitHub 21: a secondary limit without a readable time is waited for from a minute on")
    void secondaryLimit(String header, String value) {
        var limited = header.isEmpty()
                ? of(403, "{\"message\":\"You have exceeded a secondary rate limit.\"}")
                : of(429, "{}", header, value, "X-RateLimit-Remaining", "0");

        assertThat(read(limited, limited, FINE).isPresent()).isTrue();
        assertThat(time.waits()).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(2));
    }

    @Test
    @DisplayName("GitHub 21: a wait that would pass the deadline is not begun")
    void pastTheDeadline() {
        var gap = read(Duration.ofSeconds(60), of(429, "{\"message\":\"slow down\"}", "Retry-After", "60"), FINE)
                .why();

        assertThat(gap.code()).isEqualTo(ReasonCode.RATE_LIMITED);
        assertThat(gap.detail())
                .endsWith("/x answered 429 Too Many Requests (\"slow down\"), to be asked again in 60 s");
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void aRefusalThatIsNoRateLimitIsNotRepeated() {
        try (var server = Loopback.answering(
                of(403, "{\"message\":\"Resource not accessible by integration\"}", "X-RateLimit-Remaining", "4999"))) {
            var gap = server.session().get("/x", Map.of()).why();

            assertThat(gap.code()).isEqualTo(ReasonCode.NOT_PERMITTED);
            assertThat(gap.detail()).contains("Resource not accessible by integration");
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void retriesCountAsRequests() {
        try (var server = Loopback.answering(of(500, ""), FINE)) {
            var budget = new Budget(Budget.DEFAULT, time);
            server.server().open(budget).get("/x", Map.of());

            assertThat(budget.requests()).isEqualTo(2);
            assertThat(budget.answers()).extracting(answer -> answer.status()).containsExactly(500, 200);
            assertThat(budget.remaining()).isLessThan(budget.total());
        }
    }
}
