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
        changes = List.copyOf(changes);
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

    /** An exception that was just opened. */
    static ControlException of(long number, ExceptionOpened opened, Instant at) {
        return new ControlException(
                number,
                opened,
                at,
                opened.type(),
                Optional.empty(),
                opened.due(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** This after one more step. */
    ControlException after(ExceptionChanged change, long entry, Instant at) {
        boolean closes = change.step() == ExceptionChanged.Step.CLOSED;
        return new ControlException(
                number,
                opened,
                openedAt,
                change.type().orElse(type),
                change.owner().or(() -> owner),
                change.due().orElse(due),
                change.cause().or(() -> cause),
                change.compensatingControl().or(() -> compensatingControl),
                change.response().or(() -> response),
                change.retest().or(() -> retest),
                change.acceptance().or(() -> acceptance),
                closes ? Optional.of(change.by()) : closedBy,
                closes ? Optional.of(at) : closedAt,
                Stream.concat(changes.stream(), Stream.of(entry)).toList());
    }

    /** This, with an entry that is about it and changes nothing. */
    ControlException noting(long entry) {
        return new ControlException(
                number,
                opened,
                openedAt,
                type,
                owner,
                due,
                cause,
                compensatingControl,
                response,
                retest,
                acceptance,
                closedBy,
                closedAt,
                Stream.concat(changes.stream(), Stream.of(entry)).toList());
    }
}
