package io.jenkins.plugins.itgc.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What a simulated server does wrong on some of its paths.
 *
 * @param where requests whose method, path and query have a match of this
 * @param times how often it still happens
 */
record Fault(Pattern where, AtomicInteger times, Kind kind, int status, Map<String, String> headers, Change change) {
    /** Changes an answer. */
    interface Change extends UnaryOperator<JsonNode> {}

    enum Kind {
        /** Answers with another status. */
        STATUS,
        /** Answers with another body. */
        CHANGED,
        /** Promises a whole body, gives half of it and hangs up. */
        TRUNCATED,
        /** Never answers. */
        HANG
    }

    /** Whether this request is hit; counts it if so. */
    boolean hits(String request) {
        return where.matcher(request).find() && times.getAndDecrement() > 0;
    }
}
