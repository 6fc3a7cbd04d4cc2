package io.jenkins.plugins.itgc.worksheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.exceptions.ControlException;
import io.jenkins.plugins.itgc.exceptions.ExceptionType;
import io.jenkins.plugins.itgc.exceptions.Finding;
import io.jenkins.plugins.itgc.exceptions.Found;
import io.jenkins.plugins.itgc.exceptions.Retest;
import io.jenkins.plugins.itgc.exceptions.Status;
import io.jenkins.plugins.itgc.identity.Identity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An exception as it stood when a worksheet was made: one that the ledger held with its follow-up, or one that the worksheet
 * shows and nobody had opened.
 *
 * @param number index of the entry that opened it; absent where it was not opened
 * @param item the number of its deployment in the population, where that is an item of the sample
 * @param deploymentId the deployment; hostile text
 * @param occurredAt when it happened, UTC
 * @param findings what was found of the deployment
 * @param status how far its follow-up had come; absent where it was not opened
 * @param overdue whether its day was over, and it was not closed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ExceptionLine(
        Optional<Long> number,
        Optional<Long> item,
        String deploymentId,
        String service,
        String environment,
        Instant occurredAt,
        List<Finding> findings,
        ExceptionType type,
        Optional<Status> status,
        boolean overdue,
        Optional<Identity> owner,
        Optional<LocalDate> due,
        Optional<String> cause,
        Optional<String> compensatingControl,
        Optional<String> response,
        Optional<Retest> retest,
        Optional<String> acceptance,
        Optional<Identity> closedBy) {
    public ExceptionLine {
        findings = List.copyOf(findings);
    }

    /** One that the ledger holds. */
    static ExceptionLine of(ControlException exception, Optional<Long> item, Instant now) {
        return new ExceptionLine(
                Optional.of(exception.number()),
                item,
                exception.opened().deploymentId(),
                exception.opened().service(),
                exception.opened().environment(),
                exception.opened().occurredAt(),
                exception.findings(),
                exception.type(),
                Optional.of(exception.status()),
                exception.isOverdue(now),
                exception.owner(),
                Optional.of(exception.due()),
                exception.cause(),
                exception.compensatingControl(),
                exception.response(),
                exception.retest(),
                exception.acceptance(),
                exception.closedBy());
    }

    /** What was found of a deployment, and is not opened. */
    static ExceptionLine of(List<Found> deployment, Optional<Long> item) {
        Found first = deployment.get(0);
        return new ExceptionLine(
                Optional.empty(),
                item,
                first.subject().deploymentId(),
                first.subject().service(),
                first.subject().environment(),
                first.occurredAt(),
                deployment.stream().map(Found::finding).toList(),
                first.finding().type(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What was found, each in a few words. */
    public String title() {
        return Finding.title(findings);
    }

    /** What was seen of each finding, in words; hostile text. */
    public String seen() {
        return Finding.detail(findings);
    }

    /** How far it has come, in words. */
    public String standing() {
        return status.map(Status::text).orElse("not opened") + (overdue ? ", overdue" : "");
    }

    /** The last retest, or what took its place; empty where there is neither. */
    public String retested() {
        return retest.map(again -> (again.passed() ? "passed " : "failed ") + again.on() + ", " + again.by() + ", "
                        + again.item() + ": " + again.seen())
                .or(() -> acceptance.map(accepted -> "risk accepted: " + accepted))
                .orElse("");
    }
}
