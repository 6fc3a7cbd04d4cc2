package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.identity.Identity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One exception as it stands: a deviation of the control, and what was done about it. It is what its entries say, and nothing
 * else is kept of it.
 *
 * @param number index of the entry that opened it
 * @param opened what opened it
 * @param openedAt the time of that entry, UTC
 * @param findings what was found of the deployment, then and since
 * @param owner who sees to it
 * @param due until the end of which day, UTC, it should be closed
 * @param cause why it happened
 * @param compensatingControl what else kept the risk low
 * @param response what management does about it
 * @param retest the last test of the control after it
 * @param acceptance where the risk was accepted in place of a passed retest
 * @param closedBy who closed it
 * @param closedAt when, UTC
 * @param changes indexes of the entries that changed it, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ControlException(
        long number,
        ExceptionOpened opened,
        Instant openedAt,
        List<Finding> findings,
        ExceptionType type,
        Optional<Identity> owner,
        LocalDate due,
        Optional<String> cause,
        Optional<String> compensatingControl,
        Optional<String> response,
        Optional<Retest> retest,
        Optional<String> acceptance,
        Optional<Identity> closedBy,
        Optional<Instant> closedAt,
        List<Long> changes) {
    public ControlException {
        findings = List.copyOf(findings);
        changes = List.copyOf(changes);
    }

    /** What was found, each in a few words. */
    public String title() {
        return Finding.title(findings);
    }

    /** What was seen of each finding, in words; hostile text. */
    public String detail() {
        return Finding.detail(findings);
    }

    /** How far it has come. */
    public Status status() {
        if (closedAt.isPresent()) {
            return Status.CLOSED;
        }
        if (owner.isEmpty()) {
            return Status.UNOWNED;
        }
        if (retest.filter(Retest::passed).isPresent()) {
            return Status.RETESTED;
        }
        return cause.isPresent() && response.isPresent() ? Status.ANSWERED : Status.OPEN;
    }

    /** Whether it is not closed although its day is over. */
    public boolean isOverdue(Instant now) {
        return closedAt.isEmpty()
                && !now.isBefore(due.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** What is missing before it can be closed, in words; empty where nothing is. */
    public List<String> missing(Optional<String> accepted) {
        return Stream.of(
                        missing(owner, "an owner"),
                        missing(cause, "its cause"),
                        missing(response, "the management response"),
                        retest.filter(Retest::passed).isPresent() || accepted.isPresent()
                                ? Optional.<String>empty()
                                : Optional.of("a passed retest or a documented acceptance"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> missing(Optional<?> value, String what) {
        return value.isPresent() ? Optional.empty() : Optional.of(what);
    }
}
