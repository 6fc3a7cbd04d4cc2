package io.jenkins.plugins.itgc.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A rate or a probability, exactly: 0.05 is five hundredths, which no binary floating point number is.
 *
 * @param value from 0 to 1
 */
public record Rate(BigDecimal value) implements Comparable<Rate> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,12})?)\\s?(%?)");

    /** Nothing. */
    public static final Rate ZERO = new Rate(BigDecimal.ZERO);

    /**
     * @throws IllegalArgumentException where it is not from 0 to 1
     */
    public Rate {
        if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(value.toPlainString() + " is no rate: it must be from 0 to 1");
        }
        value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    /**
     * Reads {@code 5%}, {@code 2.5 %} or {@code 0.05}.
     *
     * @throws IllegalArgumentException where the text is anything else; a number above 1 without a percent sign, too
     */
    @JsonCreator
    public static Rate parse(String text) {
        var matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no rate; write 5% or 0.05");
        }
        var number = new BigDecimal(matcher.group(1));
        boolean percent = !matcher.group(2).isEmpty();
        if (number.compareTo(percent ? BigDecimal.valueOf(100) : BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no rate from 0 to 1; write 5% or 0.05" + (percent ? "" : ", not 5"));
        }
        return new Rate(percent ? number.movePointLeft(2) : number);
    }

    /** What is missing to 1. */
    public Rate complement() {
        return new Rate(BigDecimal.ONE.subtract(value));
    }

    /** For people: {@code 2.5 %}. */
    public String percent() {
        return value.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    @Override
    public int compareTo(Rate other) {
        return value.compareTo(other.value);
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toPlainString();
    }
}
