package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.population.Discrepancy;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * The deployment that an exception is about.
 *
 * @param decision index of its decision; absent where there is none
 */
public record Subject(Optional<Long> decision, String deploymentId, String service, String environment) {
    static Subject ofDecision(Entry entry) {
        JsonNode request = entry.body().at("/evidence/request");
        return new Subject(
                Optional.of(entry.index()),
                request.path("deploymentId").asText(),
                request.path("service").asText(),
                request.path("environment").asText());
    }

    /** That of a decision, or of an entry about one. */
    static Subject of(Entry entry, Ledger ledger) throws IOException {
        if (entry.kind().equals(EntryKind.DECISION.text())) {
            return ofDecision(entry);
        }
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

    static Subject of(Discrepancy discrepancy) {
        return new Subject(Optional.empty(), discrepancy.id(), discrepancy.service(), discrepancy.environment());
    }

    /**
     * That it was blocked, and a person let it go on.
     *
     * @param entry index of the override's entry
     */
    public Found overridden(long entry, Instant at, String detail) {
        return found(Trigger.OVERRIDE, String.valueOf(entry), at, Optional.of(entry), detail);
    }

    /**
     * Something that was found of it.
     *
     * @param behind what tells it from others of the same trigger
     * @param evidence index of the entry that shows it
     */
    Found found(Trigger trigger, String behind, Instant occurredAt, Optional<Long> evidence, String detail) {
        var finding =
                new Finding(trigger.text() + "/" + behind, trigger, trigger.type(), evidence, Optional.empty(), detail);
        return new Found(this, occurredAt, finding);
    }
}
