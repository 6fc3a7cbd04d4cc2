package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.population.Discrepancy;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The deployment that an exception is about.
 *
 * @param decision index of its decision; absent where there is none
 */
record Subject(Optional<Long> decision, String deploymentId, String service, String environment) {
    static Subject ofDecision(Entry entry) {
        JsonNode request = entry.body().at("/evidence/request");
        return new Subject(
                Optional.of(entry.index()),
                request.path("deploymentId").asText(),
                request.path("service").asText(),
                request.path("environment").asText());
    }

    /** That of an entry about a decision. */
    static Subject of(Entry entry, Ledger ledger) throws IOException {
        Optional<Entry> decision = ledger.entry(entry.body().path("decision").asLong(-1))
                .filter(made -> made.kind().equals(EntryKind.DECISION.text()));
        return decision.isPresent()
                ? ofDecision(decision.get())
                : new Subject(
                        Optional.empty(),
                        entry.body().path("deploymentId").asText(),
                        entry.body().path("service").asText(),
                        entry.body().path("environment").asText());
    }

    static Subject of(Deviation deviation) {
        return new Subject(
                Optional.of(deviation.decision()), deviation.id(), deviation.service(), deviation.environment());
    }

    static Subject of(Discrepancy discrepancy) {
        return new Subject(Optional.empty(), discrepancy.id(), discrepancy.service(), discrepancy.environment());
    }

    /**
     * The exception, ready to be opened.
     *
     * @param behind what tells it from others of the same trigger
     * @param evidence index of the entry that shows it
     */
    ExceptionOpened exception(
            Trigger trigger, String behind, Instant occurredAt, Optional<Long> evidence, String detail, LocalDate due) {
        return new ExceptionOpened(
                trigger.text() + "/" + behind,
                trigger,
                trigger.type(),
                decision,
                evidence,
                Optional.empty(),
                deploymentId,
                service,
                environment,
                occurredAt,
                detail,
                due);
    }
}
