package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.jenkins.plugins.itgc.identity.Identity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The body of an {@code exception-changed} entry: one step in the follow-up of an exception. What is absent stays as it was. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
    @Type(value = ExceptionChanged.Assigned.class, name = "assigned"),
    @Type(value = ExceptionChanged.Responded.class, name = "responded"),
    @Type(value = ExceptionChanged.Retested.class, name = "retested"),
    @Type(value = ExceptionChanged.Closed.class, name = "closed"),
    @Type(value = ExceptionChanged.FoundMore.class, name = "found-more")
})
@JsonInclude(JsonInclude.Include.NON_ABSENT)
sealed interface ExceptionChanged {
    /** Index of the entry that opened the exception. */
    long exception();

    /** When the step was taken, UTC. */
    Instant at();

    /** The same step, taken at another time. */
    ExceptionChanged at(Instant time);

    /** Whether it says the same as another, at whatever time. */
    default boolean saysTheSameAs(ExceptionChanged other) {
        return at(other.at()).equals(other);
    }

    /**
     * Somebody owns it from now on.
     *
     * @param owner who sees to it
     * @param due until the end of which day, UTC
     * @param type what kind of deviation it was found to be
     */
    record Assigned(
            long exception,
            Identity by,
            Instant at,
            Identity owner,
            Optional<LocalDate> due,
            Optional<ExceptionType> type)
            implements ExceptionChanged {
        public Assigned {
            Objects.requireNonNull(by);
            Objects.requireNonNull(at);
            Objects.requireNonNull(owner);
        }

        @Override
        public Assigned at(Instant time) {
            return new Assigned(exception, by, time, owner, due, type);
        }
    }

    /**
     * Its cause, and what is done about it, was said.
     *
     * @param compensatingControl what else kept the risk low, or that nothing did
     * @param response what management does about it
     */
    record Responded(
            long exception,
            Identity by,
            Instant at,
            Optional<String> cause,
            Optional<String> compensatingControl,
            Optional<String> response)
            implements ExceptionChanged {
        public Responded {
            Objects.requireNonNull(by);
            Objects.requireNonNull(at);
        }

        @Override
        public Responded at(Instant time) {
            return new Responded(exception, by, time, cause, compensatingControl, response);
        }
    }

    /** The control was tested again. */
    record Retested(long exception, Identity by, Instant at, Retest retest) implements ExceptionChanged {
        public Retested {
            Objects.requireNonNull(by);
            Objects.requireNonNull(at);
            Objects.requireNonNull(retest);
        }

        @Override
        public Retested at(Instant time) {
            return new Retested(exception, by, time, retest);
        }
    }

    /**
     * It is closed.
     *
     * @param acceptance where the risk is accepted in place of a passed retest: who accepted it, and where that is written
     * @param comment why
     */
    record Closed(long exception, Identity by, Instant at, Optional<String> acceptance, Optional<String> comment)
            implements ExceptionChanged {
        public Closed {
            Objects.requireNonNull(by);
            Objects.requireNonNull(at);
        }

        @Override
        public Closed at(Instant time) {
            return new Closed(exception, by, time, acceptance, comment);
        }
    }

    /** More was found of its deployment, by whoever looks for exceptions. */
    record FoundMore(long exception, Instant at, List<Finding> findings) implements ExceptionChanged {
        public FoundMore {
            Objects.requireNonNull(at);
            findings = List.copyOf(findings);
        }

        @Override
        public FoundMore at(Instant time) {
            return new FoundMore(exception, time, findings);
        }
    }
}
