package io.jenkins.plugins.itgc.reason;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was read from outside, or why it could not be: exactly one of the two is present. A reading without a value never
 * means "there is none".
 *
 * @param value what was read
 * @param gap why nothing was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reading<T>(@Nullable T value, @Nullable Gap gap) {
    public Reading {
        if ((value == null) == (gap == null)) {
            throw new IllegalArgumentException("a reading has either a value or a gap");
        }
    }

    public static <T> Reading<T> of(T value) {
        return new Reading<>(value, null);
    }

    public static <T> Reading<T> missing(Gap gap) {
        return new Reading<>(null, gap);
    }

    public static <T> Reading<T> missing(ReasonCode code, String detail) {
        return missing(new Gap(code, detail));
    }

    @JsonIgnore
    public boolean isPresent() {
        return value != null;
    }

    /** The value of a reading that is known to be present. */
    public T get() {
        return Objects.requireNonNull(value, "the reading has a gap");
    }

    /** The gap of a reading that is known to have one. */
    public Gap why() {
        return Objects.requireNonNull(gap, "the reading has a value");
    }

    public Optional<T> toOptional() {
        return Optional.ofNullable(value);
    }

    public <R> Reading<R> map(Function<? super T, ? extends R> change) {
        return value == null ? missing(why()) : of(change.apply(value));
    }

    /** What is read further with the value; the gap where there is none. */
    public <R> Reading<R> flatMap(Function<? super T, Reading<R>> next) {
        return value == null ? missing(why()) : next.apply(value);
    }
}
