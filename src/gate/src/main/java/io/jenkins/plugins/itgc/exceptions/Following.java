package io.jenkins.plugins.itgc.exceptions;

import io.jenkins.plugins.itgc.identity.Identity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An exception while its entries are read, one after another. */
final class Following {
    private final long number;
    private final ExceptionOpened opened;
    private final Instant openedAt;
    private final List<Finding> findings;
    private final List<Long> changes = new ArrayList<>();
    private ExceptionType type;
    private LocalDate due;
    private Optional<Identity> owner = Optional.empty();
    private Optional<String> cause = Optional.empty();
    private Optional<String> compensatingControl = Optional.empty();
    private Optional<String> response = Optional.empty();
    private Optional<Retest> retest = Optional.empty();
    private Optional<String> acceptance = Optional.empty();
    private Optional<Identity> closedBy = Optional.empty();
    private Optional<Instant> closedAt = Optional.empty();
    private Optional<ExceptionChanged> lastStep = Optional.empty();

    Following(long number, ExceptionOpened opened, Instant openedAt) {
        this.number = number;
        this.opened = opened;
        this.openedAt = openedAt;
        this.findings = new ArrayList<>(opened.findings());
        this.type = opened.type();
        this.due = opened.due();
    }

    /** The exception as it stands. */
    ControlException now() {
        return new ControlException(
                number,
                opened,
                openedAt,
                findings,
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
                changes);
    }

    /** The entry of the last step, where that says the same as another. */
    Optional<Long> lastIs(ExceptionChanged change) {
        return lastStep.filter(last -> last.saysTheSameAs(change)).map(last -> changes.get(changes.size() - 1));
    }

    /** Takes a step. One that was not written by the follow-up closes nothing that it would not have closed. */
    void take(ExceptionChanged change, long entry, Instant time) {
        changes.add(entry);
        boolean counts = closedAt.isEmpty()
                && !(change instanceof ExceptionChanged.Closed closing
                        && !now().missing(closing.acceptance()).isEmpty());
        if (counts) {
            lastStep = Optional.of(change);
            apply(change, time);
        }
    }

    private void apply(ExceptionChanged change, Instant time) {
        if (change instanceof ExceptionChanged.Assigned assigned) {
            owner = Optional.of(assigned.owner());
            due = assigned.due().orElse(due);
            type = assigned.type().orElse(type);
        } else if (change instanceof ExceptionChanged.Responded responded) {
            cause = responded.cause().or(() -> cause);
            compensatingControl = responded.compensatingControl().or(() -> compensatingControl);
            response = responded.response().or(() -> response);
        } else if (change instanceof ExceptionChanged.Retested retested) {
            retest = Optional.of(retested.retest());
        } else if (change instanceof ExceptionChanged.Closed closed) {
            acceptance = closed.acceptance();
            closedBy = Optional.of(closed.by());
            closedAt = Optional.of(time);
        } else if (change instanceof ExceptionChanged.FoundMore more) {
            more.findings().forEach(this::find);
        }
    }

    /** What was answered before does not answer a finding that has a cause of its own. */
    private void find(Finding finding) {
        if (findings.stream().noneMatch(known -> known.explains(finding))) {
            cause = Optional.empty();
            response = Optional.empty();
            retest = Optional.empty();
        }
        findings.add(finding);
    }
}
