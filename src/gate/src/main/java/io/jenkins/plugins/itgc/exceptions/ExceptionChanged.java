package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.jenkins.plugins.itgc.identity.Identity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The body of an {@code exception-changed} entry: one step in the follow-up of an exception. What is absent stays as it was.
 *
 * @param exception index of the entry that opened it
 * @param by who took the step
 * @param at when, UTC
 * @param owner who sees to it from now on
 * @param due until the end of which day, UTC
 * @param type what kind of deviation it was found to be
 * @param cause why it happened
 * @param compensatingControl what else kept the risk low, or that nothing did
 * @param response what management does about it
 * @param retest the control tested again
 * @param acceptance where the risk is accepted in place of a passed retest: who accepted it, and where that is written
 * @param comment why it is closed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ExceptionChanged(
        long exception,
        Step step,
        Identity by,
        Instant at,
        Optional<Identity> owner,
        Optional<LocalDate> due,
        Optional<ExceptionType> type,
        Optional<String> cause,
        Optional<String> compensatingControl,
        Optional<String> response,
        Optional<Retest> retest,
        Optional<String> acceptance,
        Optional<String> comment) {
    public ExceptionChanged {
        Objects.requireNonNull(step);
        Objects.requireNonNull(by);
        Objects.requireNonNull(at);
    }

    /** What is done about an exception. */
    public enum Step {
        /** Somebody owns it from now on. */
        ASSIGNED,
        /** Its cause, and what is done about it, was said. */
        RESPONDED,
        /** The control was tested again. */
        RETESTED,
        /** It is closed. */
        CLOSED;

        /** How it is written in ledgers. */
        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A step that says nothing yet. */
    static ExceptionChanged of(long exception, Step step, Identity by, Instant at) {
        return new ExceptionChanged(
                exception,
                step,
                by,
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    ExceptionChanged assigned(Identity to, Optional<LocalDate> until, Optional<ExceptionType> as) {
        return new ExceptionChanged(
                exception,
                step,
                by,
                at,
                Optional.of(to),
                until,
                as,
                cause,
                compensatingControl,
                response,
                retest,
                acceptance,
                comment);
    }

    ExceptionChanged responded(Optional<String> why, Optional<String> compensating, Optional<String> answer) {
        return new ExceptionChanged(
                exception, step, by, at, owner, due, type, why, compensating, answer, retest, acceptance, comment);
    }

    ExceptionChanged retested(Retest again) {
        return new ExceptionChanged(
                exception,
                step,
                by,
                at,
                owner,
                due,
                type,
                cause,
                compensatingControl,
                response,
                Optional.of(again),
                acceptance,
                comment);
    }

    ExceptionChanged closed(Optional<String> accepted, String why) {
        return new ExceptionChanged(
                exception,
                step,
                by,
                at,
                owner,
                due,
                type,
                cause,
                compensatingControl,
                response,
                retest,
                accepted,
                Optional.of(why));
    }

    /** Whether it says the same as another, at whatever time. */
    boolean saysTheSameAs(ExceptionChanged other) {
        return equals(new ExceptionChanged(
                other.exception,
                other.step,
                other.by,
                at,
                other.owner,
                other.due,
                other.type,
                other.cause,
                other.compensatingControl,
                other.response,
                other.retest,
                other.acceptance,
                other.comment));
    }
}
