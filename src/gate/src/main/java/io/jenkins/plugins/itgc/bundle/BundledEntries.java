package io.jenkins.plugins.itgc.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.ledger.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the entries of a bundle say, as far as other files are compared with it: decisions are kept in short. */
final class BundledEntries {
    private static final Set<String> KEPT = Set.of(
            EntryKind.POLICY_SEEN.text(),
            EntryKind.EXCEPTION_OPENED.text(),
            EntryKind.EXCEPTION_CHANGED.text(),
            EntryKind.TEST_RESULT.text(),
            EntryKind.SIGN_OFF.text());

    private final Map<Long, Decided> decisions = new HashMap<>();
    private final Map<Long, String> kinds = new HashMap<>();
    private final List<Entry> kept = new ArrayList<>();

    /** A decision, in short. */
    record Decided(String leafHash, String id, String service, String environment, String commit, String policyHash) {}

    void add(Entry entry) {
        kinds.put(entry.index(), entry.kind());
        if (entry.kind().equals(EntryKind.DECISION.text())) {
            JsonNode request = entry.body().at("/evidence/request");
            decisions.put(
                    entry.index(),
                    new Decided(
                            entry.leafHash().hex(),
                            request.path("deploymentId").asText(),
                            request.path("service").asText(),
                            request.path("environment").asText(),
                            request.path("commit").asText(),
                            entry.body().at("/decision/policyHash").asText()));
        } else if (KEPT.contains(entry.kind())) {
            kept.add(entry);
        }
    }

    long size() {
        return kinds.size();
    }

    Map<Long, Decided> decisions() {
        return decisions;
    }

    Optional<Decided> decision(long index) {
        return Optional.ofNullable(decisions.get(index));
    }

    /** Whether there is an entry of a kind at a place. */
    boolean has(long index, EntryKind kind) {
        return kind.text().equals(kinds.get(index));
    }

    /** The entries of a kind that are kept whole, in their order. */
    List<Entry> of(EntryKind... kinds) {
        Set<String> wanted =
                Set.of(java.util.Arrays.stream(kinds).map(EntryKind::text).toArray(String[]::new));
        return kept.stream().filter(entry -> wanted.contains(entry.kind())).toList();
    }
}
