package io.jenkins.plugins.itgc.signoff;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.HistoryException;
import io.jenkins.plugins.itgc.history.PolicySeen;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.policy.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The scope documents of a period: those of the policies that the gate decided by in it, oldest first.
 *
 * @param versions none where the gate had not decided yet when the period ended
 */
public record ScopeInForce(List<PolicyVersion> versions) {
    /** Days before an approval is a year old from which on the next one is said to be due soon. */
    public static final int SOON = 30;

    private static final Set<String> POLICIES = Set.of(EntryKind.POLICY_SEEN.text());

    public ScopeInForce {
        versions = List.copyOf(versions);
    }

    /** How it stands with the yearly approval. */
    public enum Approval {
        /** Not older than a year. */
        CURRENT,
        /** A year old within {@value ScopeInForce#SOON} days. */
        DUE_SOON,
        /** Older than a year. */
        OVERDUE,
        /** There is no policy. */
        NONE
    }

    /**
     * Reads them from the ledger, newest first, so that it costs what lies between the period's end and the policy change
     * before its begin.
     *
     * @param from the first moment of the period
     * @param to the first moment after it
     * @throws HistoryException where a policy cannot be read
     */
    public static ScopeInForce of(Ledger ledger, Instant from, Instant to) throws IOException {
        Deque<PolicyVersion> versions = new ArrayDeque<>();
        Optional<Instant> next = next(ledger, to);
        try (Stream<Entry> seen = ledger.newestFirst(ledger.firstNotBefore(to), POLICIES)) {
            for (var entries = seen.iterator(); entries.hasNext(); ) {
                Entry entry = entries.next();
                versions.addFirst(version(entry, next));
                next = Optional.of(entry.time());
                if (!entry.time().isAfter(from)) {
                    break;
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new ScopeInForce(List.copyOf(versions));
    }

    /** When the policy at the period's end was followed by another one. */
    private static Optional<Instant> next(Ledger ledger, Instant to) throws IOException {
        try (Stream<Entry> later = ledger.entries(ledger.firstNotBefore(to), POLICIES)) {
            return later.findFirst().map(Entry::time);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static PolicyVersion version(Entry entry, Optional<Instant> next) throws HistoryException {
        try {
            PolicySeen seen = Json.read(entry.body(), PolicySeen.class);
            Scope scope = Policy.of(seen.policy()).scope();
            return new PolicyVersion(entry.index(), seen.hash(), entry.time(), next, scope);
        } catch (JsonProcessingException | PolicyException | IllegalArgumentException e) {
            throw new HistoryException(
                    "entry " + entry.index() + " is no policy that this version can read: " + Json.words(e));
        }
    }

    /** How it stands with the approval of the newest policy on a day. */
    public Approval approval(Instant now) {
        if (versions.isEmpty()) {
            return Approval.NONE;
        }
        LocalDate due = versions.get(versions.size() - 1).approvalDue();
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        if (!today.isBefore(due)) {
            return Approval.OVERDUE;
        }
        return today.plusDays(SOON).isBefore(due) ? Approval.CURRENT : Approval.DUE_SOON;
    }
}
