package io.jenkins.plugins.itgc.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the entry that holds the policy of a decision. A policy is recorded before the first decision by it, so it stands at
 * the boundary between decisions by other policies and those by it: what finding it costs grows with the logarithm of the
 * ledger, not with its length. Not for use by several threads at once.
 */
public final class PolicyEntries {
    /** A stretch that is read as it is. */
    private static final long SHORT = 64;

    private final Ledger ledger;
    private final Map<String, Optional<Filed<PolicySeen>>> found = new HashMap<>();

    public PolicyEntries(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The policy of a hash.
     *
     * @param decision index of a decision by it
     * @return empty where the ledger does not hold it
     */
    public Optional<Filed<PolicySeen>> find(String hash, long decision) throws IOException {
        Optional<Filed<PolicySeen>> known = found.get(hash);
        if (known == null) {
            known = new Search(hash).before(decision);
            found.put(hash, known);
        }
        return known;
    }

    private final class Search {
        private final String hash;

        /** What a stretch begins with: the policy, a decision by it or by another, or neither. */
        private record Seen(Optional<Entry> policy, long decision, boolean same) {}

        Search(String hash) {
            this.hash = hash;
        }

        Optional<Filed<PolicySeen>> before(long decision) throws IOException {
            long end = decision;
            long below = -1;
            long step = SHORT;
            while (end > 0 && below < 0) {
                long from = Math.max(0, end - step);
                Seen seen = look(from, end);
                if (seen.policy().isPresent()) {
                    return read(seen.policy().get());
                }
                if (seen.decision() >= 0 && !seen.same()) {
                    below = seen.decision();
                } else {
                    end = seen.decision() >= 0 ? seen.decision() : from;
                    step *= 2;
                }
            }
            return between(below, end);
        }

        /** The policy is behind a decision by another one (or the begin), and before the end. */
        private Optional<Filed<PolicySeen>> between(long below, long end) throws IOException {
            long low = below;
            long high = end;
            while (high - low > SHORT) {
                long middle = low + (high - low) / 2;
                Seen seen = look(middle, high);
                if (seen.policy().isPresent()) {
                    return read(seen.policy().get());
                }
                if (seen.decision() >= 0 && !seen.same()) {
                    low = seen.decision();
                } else {
                    high = seen.decision() >= 0 ? seen.decision() : middle;
                }
            }
            for (long from = low + 1; from < high; ) {
                Seen seen = look(from, high);
                if (seen.policy().isPresent()) {
                    return read(seen.policy().get());
                }
                if (seen.decision() < 0) {
                    return Optional.empty();
                }
                from = seen.decision() + 1;
            }
            return Optional.empty();
        }

        private Seen look(long from, long end) throws IOException {
            try (var entries = ledger.entries(from)) {
                for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
                    Entry entry = all.next();
                    if (entry.index() >= end) {
                        break;
                    }
                    if (entry.kind().equals(EntryKind.POLICY_SEEN.text())
                            && entry.body().path("hash").asText().equals(hash)) {
                        return new Seen(Optional.of(entry), -1, false);
                    }
                    if (entry.kind().equals(EntryKind.DECISION.text())) {
                        boolean same =
                                entry.body().at("/decision/policyHash").asText().equals(hash);
                        return new Seen(Optional.empty(), entry.index(), same);
                    }
                }
            }
            return new Seen(Optional.empty(), -1, false);
        }

        private Optional<Filed<PolicySeen>> read(Entry entry) throws HistoryException {
            try {
                return Optional.of(new Filed<>(entry, Json.read(entry.body(), PolicySeen.class)));
            } catch (JsonProcessingException e) {
                throw new HistoryException(
                        "entry " + entry.index() + " cannot be read as policy-seen: " + Json.words(e));
            }
        }
    }
}
