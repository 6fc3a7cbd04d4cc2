package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
 * @param also what else was found of the deployment
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
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Finding> also,
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
        // Exceptions that were opened before findings of a deployment were followed up together have none.
        also = also == null ? List.of() : List.copyOf(also);
    }

    /** All that it was opened for; the first one names it. */
    public List<Finding> findings() {
        var first = new Finding(key, trigger, type, evidence, attribute, detail);
        return Stream.concat(Stream.of(first), also.stream()).toList();
    }
}
