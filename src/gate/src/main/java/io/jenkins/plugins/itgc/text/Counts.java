package io.jenkins.plugins.itgc.text;

import java.util.Map;
import java.util.stream.Collectors;

/** Numbers of several kinds of things, in words. */
public final class Counts {
    private Counts() {}

    /** So many of a thing, whose plural ends in s: {@code 1 deviation}, {@code 2 deviations}. */
    public static String of(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** Each kind behind its number: {@code 56 blocked, 7 rejected}. */
    public static String of(Map<String, Long> byKind) {
        return byKind.entrySet().stream()
                .map(one -> one.getValue() + " " + one.getKey())
                .collect(Collectors.joining(", "));
    }
}
