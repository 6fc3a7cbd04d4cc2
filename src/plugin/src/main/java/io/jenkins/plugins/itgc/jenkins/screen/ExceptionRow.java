package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.exceptions.ControlException;
import io.jenkins.plugins.itgc.exceptions.Retest;
import io.jenkins.plugins.itgc.exceptions.Status;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.text.PlainText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An exception as it stands. */
@ExportedBean(defaultVisibility = 999)
public final class ExceptionRow {
    private static final int LONGEST = 4_000;

    private final ControlException exception;
    private final Instant now;

    ExceptionRow(ControlException exception, Instant now) {
        this.exception = exception;
        this.now = now;
    }

    /** The entry that opened it. */
    @Exported
    public String getNumber() {
        return Long.toString(exception.number());
    }

    @Exported
    public String getTrigger() {
        return PlainText.harmless(exception.title());
    }

    @Exported
    public String getType() {
        return exception.type().text();
    }

    @Exported
    public String getDeployment() {
        return PlainText.harmless(exception.opened().deploymentId());
    }

    /** What was deployed, and where to; empty where that is not known. */
    public String getName() {
        String service = exception.opened().service();
        return service.isEmpty()
                ? getDeployment()
                : PlainText.harmless(service + " → " + exception.opened().environment());
    }

    /** The entry with the decision. */
    @Exported
    public @Nullable String getDecision() {
        return exception.opened().decision().map(String::valueOf).orElse(null);
    }

    @Exported
    public @Nullable String getAttribute() {
        String letters = exception.findings().stream()
                .flatMap(finding -> finding.attribute().stream())
                .collect(Collectors.joining(", "));
        return letters.isEmpty() ? null : letters;
    }

    @Exported
    public String getDetail() {
        return PlainText.harmless(exception.detail(), LONGEST);
    }

    @Exported
    public String getOccurredAt() {
        return exception.opened().occurredAt().toString();
    }

    public String getShownOccurredAt() {
        return Shown.minute(exception.opened().occurredAt());
    }

    @Exported
    public @Nullable String getOwner() {
        return text(exception.owner().map(Identity::toString));
    }

    @Exported
    public String getDue() {
        return exception.due().toString();
    }

    @Exported
    public boolean isOverdue() {
        return exception.isOverdue(now);
    }

    @Exported
    public String getStatus() {
        return exception.status().text();
    }

    public boolean isClosed() {
        return exception.status() == Status.CLOSED;
    }

    @Exported
    public @Nullable String getCause() {
        return text(exception.cause());
    }

    @Exported
    public @Nullable String getCompensatingControl() {
        return text(exception.compensatingControl());
    }

    @Exported
    public @Nullable String getResponse() {
        return text(exception.response());
    }

    @Exported
    public @Nullable String getAcceptance() {
        return text(exception.acceptance());
    }

    @Exported
    public @Nullable String getRetest() {
        return text(exception.retest().map(ExceptionRow::words));
    }

    private static String words(Retest retest) {
        return Messages.ExceptionRow_retest(
                retest.passed() ? Messages.ExceptionRow_passed() : Messages.ExceptionRow_failed(),
                retest.on(),
                retest.by(),
                retest.item(),
                retest.seen());
    }

    @Exported
    public @Nullable String getClosed() {
        return text(exception
                .closedBy()
                .map(by -> Messages.ExceptionRow_closed(
                        by, exception.closedAt().map(Shown::minute).orElse(""))));
    }

    private static @Nullable String text(Optional<String> words) {
        return words.map(text -> PlainText.harmless(text, LONGEST)).orElse(null);
    }

    /** The entries of the steps, oldest first. */
    @Exported
    public List<String> getChanges() {
        return exception.changes().stream().map(String::valueOf).toList();
    }
}
