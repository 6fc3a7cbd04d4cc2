package io.jenkins.plugins.itgc.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads from an answer that the server wants to be asked later, and when.
 *
 * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">GitHub REST: rate limits</a>
 */
final class RateLimit {
    /** GitHub asks for at least a minute where a secondary limit gives no time. */
    private static final Duration UNSAID = Duration.ofMinutes(1);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,10}");

    private RateLimit() {}

    static boolean applies(RawAnswer answer) {
        return answer.status() == 429
                || answer.status() == 403
                        && (answer.headers().firstValue("retry-after").isPresent()
                                || isSpent(answer)
                                || answer.said().toLowerCase(Locale.ROOT).contains("rate limit"));
    }

    /**
     * How long to wait before asking again: what the server says, otherwise a minute, doubled at each attempt.
     *
     * @param attempt how often it was asked, from 1
     */
    static Duration wait(RawAnswer answer, Instant now, int attempt) {
        return retryAfter(answer, now)
                .or(() -> reset(answer, now))
                .orElseGet(() -> UNSAID.multipliedBy(1L << Math.min(attempt - 1, 10)));
    }

    /** The {@code Retry-After} header: seconds, or a date. */
    static Optional<Duration> retryAfter(RawAnswer answer, Instant now) {
        return answer.headers().firstValue("retry-after").map(String::strip).flatMap(value -> after(value, now));
    }

    private static Optional<Duration> after(String value, Instant now) {
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(until(date.toInstant(), now));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> reset(RawAnswer answer, Instant now) {
        return Optional.of(answer)
                .filter(RateLimit::isSpent)
                .flatMap(a -> a.headers().firstValue("x-ratelimit-reset"))
                .filter(value -> SECONDS.matcher(value).matches())
                // The reset is a whole second; a second more lies surely behind it.
                .map(value -> until(Instant.ofEpochSecond(Long.parseLong(value) + 1), now));
    }

    private static boolean isSpent(RawAnswer answer) {
        return answer.headers()
                .firstValue("x-ratelimit-remaining")
                .filter("0"::equals)
                .isPresent();
    }

    private static Duration until(Instant then, Instant now) {
        return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
    }
}
