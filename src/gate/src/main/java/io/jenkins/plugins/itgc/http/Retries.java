package io.jenkins.plugins.itgc.http;

import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Asks again what may succeed later, with growing pauses, never past the deadline. */
final class Retries {
    private static final int MOST_ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final Exchange exchange;
    private final Budget budget;

    Retries(Exchange exchange, Budget budget) {
        this.exchange = exchange;
        this.budget = budget;
    }

    Reading<RawAnswer> ask(Question question) {
        for (int attempt = 1; ; attempt++) {
            Reading<RawAnswer> outcome = exchange.send(question);
            if (isFinal(outcome)) {
                return outcome;
            }
            Duration wait = wait(outcome, attempt);
            if (attempt == MOST_ATTEMPTS || !pause(wait)) {
                return givenUp(question, outcome, wait);
            }
        }
    }

    private static boolean isFinal(Reading<RawAnswer> outcome) {
        if (Thread.currentThread().isInterrupted()) {
            return true;
        }
        if (!outcome.isPresent()) {
            ReasonCode code = outcome.why().code();
            return code != ReasonCode.SERVER_UNREACHABLE && code != ReasonCode.SERVER_TIMEOUT;
        }
        RawAnswer answer = outcome.get();
        return answer.status() < 500 && !RateLimit.applies(answer);
    }

    private Duration wait(Reading<RawAnswer> outcome, int attempt) {
        if (outcome.isPresent()) {
            RawAnswer answer = outcome.get();
            if (RateLimit.applies(answer)) {
                return RateLimit.wait(answer, budget.now(), attempt);
            }
            var told = RateLimit.retryAfter(answer, budget.now());
            if (told.isPresent()) {
                return told.get();
            }
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
        // Up to half as much again, so that threads that failed together do not return together.
        return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2));
    }

    private boolean pause(Duration wait) {
        try {
            return budget.pause(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Reading<RawAnswer> givenUp(Question question, Reading<RawAnswer> outcome, Duration wait) {
        if (!outcome.isPresent()) {
            return outcome;
        }
        RawAnswer answer = outcome.get();
        String seen = question.label() + " answered " + Shown.status(answer.status()) + answer.said();
        return RateLimit.applies(answer)
                ? Reading.missing(ReasonCode.RATE_LIMITED, seen + ", to be asked again in " + wait.toSeconds() + " s")
                : Reading.missing(ReasonCode.SERVER_ERROR, seen);
    }
}
