package io.jenkins.plugins.itgc.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The rule by which the size of a sample was found: all that is needed to find it again.
 *
 * @param confidence how sure one wants to be, of the formulas
 * @param tolerable the rate of deviations that can be tolerated, of the formulas
 * @param accepted how many deviations the plan accepts, where it says so itself
 * @param expected the rate of deviations that is expected, where the accepted number follows from it
 * @param frequency how often the control operates, of the table
 * @param table the table, named
 * @param size a size that somebody chose
 * @param reason why that size was chosen
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SizeRule(
        Method method,
        Optional<Rate> confidence,
        Optional<Rate> tolerable,
        OptionalInt accepted,
        Optional<Rate> expected,
        Optional<Frequency> frequency,
        Optional<FrequencyTable> table,
        OptionalLong size,
        Optional<String> reason) {
    /**
     * @throws IllegalArgumentException where the method lacks what it needs, or a number is out of its range
     */
    public SizeRule {
        Objects.requireNonNull(method);
        switch (method) {
            case BINOMIAL, HYPERGEOMETRIC -> requireFormula(confidence, tolerable, accepted, expected);
            case FREQUENCY -> {
                if (frequency.isEmpty() || table.isEmpty()) {
                    throw new IllegalArgumentException("a size by frequency needs the frequency and the table");
                }
            }
            case CHOSEN -> {
                if (size.orElse(0) < 1) {
                    throw new IllegalArgumentException("a sample has at least 1 item");
                }
            }
        }
    }

    private static void requireFormula(
            Optional<Rate> confidence, Optional<Rate> tolerable, OptionalInt accepted, Optional<Rate> expected) {
        requireInside("confidence", confidence);
        requireInside("tolerable rate", tolerable);
        if (accepted.orElse(0) < 0) {
            throw new IllegalArgumentException("fewer than 0 deviations cannot be accepted");
        }
        if (accepted.isPresent() && expected.isPresent()) {
            throw new IllegalArgumentException(
                    "give the deviations that are accepted or the rate that is expected, not both: one follows from the"
                            + " other");
        }
        if (expected.isPresent() && expected.get().compareTo(tolerable.orElseThrow()) >= 0) {
            throw new IllegalArgumentException(
                    "the expected rate, " + expected.get().percent()
                            + ", must be below the tolerable one, "
                            + tolerable.get().percent()
                            + ": where as many deviations are expected as can be tolerated, no sample shows that the control works");
        }
    }

    private static void requireInside(String what, Optional<Rate> rate) {
        Rate given = rate.orElseThrow(() -> new IllegalArgumentException("the formula needs the " + what));
        if (given.value().signum() == 0 || given.value().compareTo(BigDecimal.ONE) == 0) {
            throw new IllegalArgumentException(
                    "the " + what + " must be above 0 % and below 100 %, not " + given.percent());
        }
    }

    /** The formula of a method, which accepts no deviation. */
    public static SizeRule formula(Method method, Rate confidence, Rate tolerable) {
        return formula(method, confidence, tolerable, OptionalInt.of(0), Optional.empty());
    }

    /** The same; the plan accepts so many deviations. */
    public static SizeRule accepting(Method method, Rate confidence, Rate tolerable, int accepted) {
        return formula(method, confidence, tolerable, OptionalInt.of(accepted), Optional.empty());
    }

    /** The same; the plan accepts as many as this rate gives, rounded up. */
    public static SizeRule expecting(Method method, Rate confidence, Rate tolerable, Rate expected) {
        return formula(method, confidence, tolerable, OptionalInt.empty(), Optional.of(expected));
    }

    private static SizeRule formula(
            Method method, Rate confidence, Rate tolerable, OptionalInt accepted, Optional<Rate> expected) {
        return new SizeRule(
                method,
                Optional.of(confidence),
                Optional.of(tolerable),
                accepted,
                expected,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    /** A table's size. */
    public static SizeRule of(Frequency frequency, FrequencyTable table) {
        return new SizeRule(
                Method.FREQUENCY,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(frequency),
                Optional.of(table),
                OptionalLong.empty(),
                Optional.empty());
    }

    /** Somebody's choice. */
    public static SizeRule chosen(long size, Optional<String> reason) {
        return new SizeRule(
                Method.CHOSEN,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(size),
                reason);
    }

    /** What gives the size. */
    public enum Method {
        /** The binomial distribution: as if the population were without end, never too small a sample. */
        BINOMIAL,
        /** The hypergeometric distribution, of the population as it is. */
        HYPERGEOMETRIC,
        /** A table by how often the control operates. */
        FREQUENCY,
        /** Somebody's choice. */
        CHOSEN;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads it back.
         *
         * @throws IllegalArgumentException where the text is none
         */
        @JsonCreator
        public static Method ofText(String text) {
            return Arrays.stream(values())
                    .filter(method -> method.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "\"" + text + "\" is no method; write binomial or hypergeometric"));
        }
    }
}
