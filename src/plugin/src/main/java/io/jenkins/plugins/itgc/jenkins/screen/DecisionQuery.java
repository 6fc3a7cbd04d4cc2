package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.history.DecisionFilter;
import io.jenkins.plugins.itgc.history.Resolution;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which decisions somebody asks for, as parameters of an address or options of a command: {@code service},
 * {@code environment}, {@code from}, {@code to} (days or instants, UTC; the day that {@code to} names is included),
 * {@code outcome} ({@code exception} for all that owe a review), {@code reason}, {@code before}, {@code size}.
 */
public final class DecisionQuery {
    private static final List<String> NAMES =
            List.of("service", "environment", "from", "to", "outcome", "reason", "before", "size");
    private static final String EXCEPTION = "exception";
    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST_SIZE = 200;

    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * @param parameter the value of a parameter; absent parameters are null
     */
    public DecisionQuery(UnaryOperator<String> parameter) {
        for (String name : NAMES) {
            String value = parameter.apply(name);
            if (value != null && !value.isBlank()) {
                values.put(name, value.strip());
            }
        }
    }

    /** What was given for a parameter; empty for nothing. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /**
     * The decisions that are asked for.
     *
     * @throws IllegalArgumentException where a value cannot be read; the message says which and what is expected
     */
    public DecisionFilter filter() {
        return new DecisionFilter(
                given("service"),
                given("environment"),
                given("from").map(text -> instant("from", text, 0)),
                given("to").map(text -> instant("to", text, 1)),
                given("outcome").map(DecisionQuery::resolutions).orElse(Set.of()),
                given("reason").map(DecisionQuery::reason));
    }

    /** Where the page starts. */
    public OptionalLong before() {
        Optional<Long> before = given("before").map(text -> number("before", text));
        return before.isPresent() ? OptionalLong.of(before.get()) : OptionalLong.empty();
    }

    public int size() {
        long size = given("size").map(text -> number("size", text)).orElse((long) DEFAULT_SIZE);
        if (size < 1 || size > LARGEST_SIZE) {
            throw new IllegalArgumentException(Messages.DecisionQuery_size(LARGEST_SIZE));
        }
        return (int) size;
    }

    /** The same query for the page before an entry, as the query part of an address. */
    public String before(long entry) {
        Map<String, String> next = new LinkedHashMap<>(values);
        next.put("before", Long.toString(entry));
        return "?" + written(next);
    }

    /** The same query from the newest entry on. */
    public String newest() {
        Map<String, String> first = new LinkedHashMap<>(values);
        first.remove("before");
        return "?" + written(first);
    }

    private static String written(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** What can be given for an outcome. */
    public static List<String> outcomes() {
        var words = Arrays.stream(Resolution.values()).map(DecisionQuery::word).collect(Collectors.toList());
        words.add(EXCEPTION);
        return words;
    }

    /** What an outcome is called on screens. */
    public static String label(String outcome) {
        return outcome.equals(EXCEPTION)
                ? Messages.Resolution_exception()
                : Words.of(Resolution.valueOf(outcome.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    private static String word(Resolution resolution) {
        return resolution.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static Set<Resolution> resolutions(String outcome) {
        var wanted = EnumSet.noneOf(Resolution.class);
        for (Resolution resolution : Resolution.values()) {
            if (word(resolution).equals(outcome) || outcome.equals(EXCEPTION) && resolution.isException()) {
                wanted.add(resolution);
            }
        }
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException(Messages.DecisionQuery_outcome(outcome, String.join(", ", outcomes())));
        }
        return wanted;
    }

    private static ReasonCode reason(String code) {
        try {
            return ReasonCode.valueOf(code.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Messages.DecisionQuery_reason(code), e);
        }
    }

    private static Instant instant(String name, String text, int daysAfter) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .plusDays(daysAfter)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(Messages.DecisionQuery_time(name, text), e);
        }
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(Messages.DecisionQuery_number(name, text), e);
        }
    }
}
