package io.jenkins.plugins.itgc.http;

import java.time.Duration;

/**
 * What is asked of a server at most.
 *
 * @param answerBytes bytes of one answer
 * @param atATime requests under way at one time, of all decisions together
 * @param request time for one request, from asking to the answer's last byte
 */
public record Limits(int answerBytes, int atATime, Duration request) {
    /** 16 MiB an answer, 8 requests at a time, 15 seconds each. */
    public static final Limits DEFAULT = new Limits(16 << 20, 8, Duration.ofSeconds(15));

    public Limits {
        if (answerBytes < 1 || atATime < 1 || request.isNegative() || request.isZero()) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
