package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the ledger itself shows to be an exception: overrides, emergencies without a review in time, deployments of blocked
 * decisions. It reads the entries of the period; beyond them only reviews.
 */
final class LedgerFindings {
    private static final Set<String> VERDICTS = Set.of("ALLOWED", "BLOCKED", "NOT_DETERMINABLE", "OUT_OF_SCOPE");
    private static final Set<String> REVIEWS = Set.of(EntryKind.EMERGENCY_REVIEW.text());

    private final Ledger ledger;
    private final Instant now;
    private final List<Found> found = new ArrayList<>();
    private final Map<Long, Owed> owed = new LinkedHashMap<>();

    /** A review that a deployment owes. */
    private record Owed(Subject subject, long entry, Instant since, Optional<Instant> due) {}

    /**
     * @param now whether a review is late that was not recorded
     */
    LedgerFindings(Ledger ledger, Instant now) {
        this.ledger = ledger;
        this.now = now;
    }

    /** The findings of what happened from one time to before another. */
    List<Found> find(Instant from, Instant to, OpeningProgress progress) throws IOException {
        long total = ledger.firstNotBefore(to) - ledger.firstNotBefore(from);
        long done = 0;
        try (Stream<Entry> period = ledger.between(from, to)) {
            for (var entries = period.iterator(); entries.hasNext(); ) {
                if (Thread.interrupted()) {
                    throw new InterruptedIOException("looking for exceptions was cancelled; none was opened");
                }
                look(entries.next());
                progress.looked(++done, total);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        settle(ledger.firstNotBefore(to));
        return List.copyOf(found);
    }

    private void look(Entry entry) throws IOException {
        switch (entry.kind()) {
            case "decision" -> decided(entry);
            case "override" -> overridden(entry);
            case "deployment-result" -> ended(entry);
            case "emergency-review" -> reviewed(entry);
            default -> {}
        }
    }

    private void decided(Entry entry) {
        Subject subject = Subject.ofDecision(entry);
        String verdict = entry.body().at("/decision/verdict").asText();
        String type = entry.body().at("/evidence/request/changeType").asText();
        if (!VERDICTS.contains(verdict) || type.isEmpty()) {
            found.add(of(
                    subject,
                    Trigger.UNREADABLE,
                    entry.index(),
                    entry,
                    "entry " + entry.index() + " does not say how it was decided, or on what kind of change"));
        } else if (verdict.equals("ALLOWED") && type.equals("EMERGENCY")) {
            Optional<Instant> due = time(entry.body().at("/decision/reviewDue"));
            owed.put(entry.index(), new Owed(subject, entry.index(), entry.time(), due));
        }
    }

    private void overridden(Entry entry) throws IOException {
        Subject subject = Subject.of(entry, ledger);
        JsonNode body = entry.body();
        found.add(of(
                subject,
                Trigger.OVERRIDE,
                entry.index(),
                entry,
                "overridden by " + body.path("by").asText("nobody who is named") + ": "
                        + body.path("reason").asText("without a reason")));
        owed.put(
                body.path("decision").asLong(-1 - entry.index()),
                new Owed(subject, entry.index(), entry.time(), time(body.path("reviewDue"))));
    }

    private void ended(Entry entry) throws IOException {
        if (!entry.body().path("allowed").asBoolean(false)) {
            Subject subject = Subject.of(entry, ledger);
            found.add(of(
                    subject,
                    Trigger.DEPLOYED_ALTHOUGH_BLOCKED,
                    subject.decision().orElse(entry.index()),
                    entry,
                    "the deployment ended with " + entry.body().path("outcome").asText("an unknown outcome")
                            + " although the gate had blocked it and nobody had overridden that"));
        }
    }

    private void reviewed(Entry entry) {
        Owed review = owed.remove(entry.body().path("decision").asLong(Long.MIN_VALUE));
        if (review == null) {
            return;
        }
        boolean timely = entry.body().path("timely").asBoolean(false)
                && review.due().filter(entry.time()::isBefore).isPresent();
        if (!timely) {
            found.add(late(review, Optional.of(entry)));
        }
        if (!entry.body().path("accepted").asBoolean(false)) {
            found.add(review.subject()
                    .found(
                            Trigger.REJECTED_REVIEW,
                            String.valueOf(review.entry()),
                            review.since(),
                            Optional.of(entry.index()),
                            entry.body().path("reviewer").asText("the reviewer") + " did not accept it: "
                                    + entry.body().path("comment").asText()));
        }
    }

    /** Reviews come after their period, too; of those that did not come the limit counts. */
    private void settle(long end) throws IOException {
        try (Stream<Entry> reviews = ledger.entries(end, REVIEWS)) {
            for (var entries = reviews.iterator(); !owed.isEmpty() && entries.hasNext(); ) {
                reviewed(entries.next());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        owed.values().stream()
                .filter(review -> review.due().filter(now::isBefore).isEmpty())
                .forEach(review -> found.add(late(review, Optional.empty())));
    }

    private static Found late(Owed review, Optional<Entry> entry) {
        String limit = review.due().map(at -> "was due before " + at).orElse("says no limit that can be read");
        String when = entry.map(at -> "was recorded at " + at.time()).orElse("is not recorded");
        return review.subject()
                .found(
                        Trigger.LATE_REVIEW,
                        String.valueOf(review.entry()),
                        review.since(),
                        entry.map(Entry::index),
                        "the review " + limit + " and " + when);
    }

    private static Found of(Subject subject, Trigger trigger, long behind, Entry entry, String detail) {
        return subject.found(trigger, String.valueOf(behind), entry.time(), Optional.of(entry.index()), detail);
    }

    private static Optional<Instant> time(JsonNode text) {
        try {
            return Optional.of(Instant.parse(text.asText()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
