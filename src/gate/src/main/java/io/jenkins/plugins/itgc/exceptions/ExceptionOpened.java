package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * The body of an {@code exception-opened} entry. Its index is the exception's number.
 *
 * @param key what it is about, so that the same is opened once: the trigger and what is behind it
 * @param decision index of the decision of the deployment; absent where there is none
 * @param evidence index of the entry that shows it, where one does
 * @param attribute the letter of the attribute that is not shown, of a deviation
 * @param deploymentId the deployment; what the deploying system calls it where there is no decision; hostile text
 * @param service what was deployed; empty where it is not known
 * @param environment where to; empty where it is not known
 * @param occurredAt when it happened, UTC: to the period of this time it belongs
 * @param detail what was seen, in words; hostile text
 * @param due until the end of which day, UTC, it should be closed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ExceptionOpened(
        String key,
        Trigger trigger,
        ExceptionType type,
        Optional<Long> decision,
        Optional<Long> evidence,
        Optional<String> attribute,
        String deploymentId,
        String service,
        String environment,
        Instant occurredAt,
        String detail,
        LocalDate due) {
    public ExceptionOpened {
        Objects.requireNonNull(key);
        Objects.requireNonNull(trigger);
        Objects.requireNonNull(type);
        Objects.requireNonNull(deploymentId);
        Objects.requireNonNull(service);
        Objects.requireNonNull(environment);
        Objects.requireNonNull(occurredAt);
        Objects.requireNonNull(detail);
        Objects.requireNonNull(due);
    }

    /** This, as a deviation of an attribute. */
    ExceptionOpened of(String letter, ExceptionType as) {
        return new ExceptionOpened(
                key,
                trigger,
                as,
                decision,
                evidence,
                Optional.of(letter),
                deploymentId,
                service,
                environment,
                occurredAt,
                detail,
                due);
    }
}
