package io.jenkins.plugins.itgc.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The rule by which the size of a sample was found: all that is needed to find it again. Made by {@link SampleSize}'s
 * callers through the methods here.
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
    public SizeRule {
        Objects.requireNonNull(method);
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
