package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.exceptions.ExceptionChanged.Step;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.HistoryException;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The exceptions of a ledger, as its entries say. It is made from the entries each time, so that nothing beside the ledger
 * can hide one.
 */
public final class ExceptionRegister {
    private static final Set<String> KINDS =
            Set.of(EntryKind.EXCEPTION_OPENED.text(), EntryKind.EXCEPTION_CHANGED.text());

    private final long fromIndex;
    private final Map<Long, ControlException> exceptions = new LinkedHashMap<>();
    private final Map<Long, ExceptionChanged> lastSteps = new HashMap<>();
    private final Map<String, Long> byKey = new HashMap<>();

    private ExceptionRegister(long fromIndex) {
        this.fromIndex = fromIndex;
    }

    /** The exceptions of all entries. */
    public static ExceptionRegister read(Ledger ledger) throws IOException {
        return read(ledger, 0);
    }

    /**
     * The exceptions that were opened at an entry or later. Those of a period are never opened before it begins.
     *
     * @throws HistoryException where an entry cannot be read, or is about an exception that is not there
     */
    public static ExceptionRegister read(Ledger ledger, long fromIndex) throws IOException {
        var register = new ExceptionRegister(fromIndex);
        try (Stream<Entry> entries = ledger.entries(fromIndex, KINDS)) {
            for (var found = entries.iterator(); found.hasNext(); ) {
                register.add(found.next());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return register;
    }

    /**
     * The exceptions of these entries, which are in the order of their ledger.
     *
     * @throws HistoryException where an entry cannot be read, or is about an exception that is not there
     */
    public static ExceptionRegister of(List<Entry> entries) throws HistoryException {
        var register = new ExceptionRegister(0);
        for (Entry entry : entries) {
            register.add(entry);
        }
        return register;
    }

    /** All, in the order of their numbers. */
    public List<ControlException> inOrder() {
        return List.copyOf(exceptions.values());
    }

    private void add(Entry entry) throws HistoryException {
        try {
            if (entry.kind().equals(EntryKind.EXCEPTION_OPENED.text())) {
                var opened = Json.read(entry.body(), ExceptionOpened.class);
                exceptions.put(entry.index(), ControlException.of(entry.index(), opened, entry.time()));
                byKey.putIfAbsent(opened.key(), entry.index());
            } else {
                add(entry, Json.read(entry.body(), ExceptionChanged.class));
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new HistoryException("entry " + entry.index() + " is no " + entry.kind()
                    + " that this version can read: " + Json.words(e));
        }
    }

    private void add(Entry entry, ExceptionChanged change) throws HistoryException {
        ControlException before = exceptions.get(change.exception());
        if (before == null) {
            if (change.exception() >= fromIndex) {
                throw new HistoryException(
                        "entry " + entry.index() + " changes exception " + change.exception() + ", which is none");
            }
            return;
        }
        // An entry that was not written by the follow-up closes nothing that it would not have closed.
        boolean counts = before.status() != Status.CLOSED
                && (change.step() != Step.CLOSED
                        || before.missing(change.acceptance()).isEmpty());
        exceptions.put(
                change.exception(),
                counts ? before.after(change, entry.index(), entry.time()) : before.noting(entry.index()));
        if (counts) {
            lastSteps.put(change.exception(), change);
        }
    }

    /** All, the overdue ones first, then those that are not closed, each by their day and number. */
    public List<ControlException> all(Instant now) {
        return exceptions.values().stream()
                .sorted(Comparator.comparing((ControlException one) -> !one.isOverdue(now))
                        .thenComparing(one -> one.status() == Status.CLOSED)
                        .thenComparing(ControlException::due)
                        .thenComparing(ControlException::number))
                .toList();
    }

    /** Those of what happened from one time to before another, in the order of their numbers. */
    public List<ControlException> of(Instant from, Instant to) {
        return exceptions.values().stream()
                .filter(one -> !one.opened().occurredAt().isBefore(from)
                        && one.opened().occurredAt().isBefore(to))
                .toList();
    }

    /** The exception of this number. */
    public Optional<ControlException> find(long number) {
        return Optional.ofNullable(exceptions.get(number));
    }

    /** Whether one with this key was opened. */
    public boolean knows(String key) {
        return byKey.containsKey(key);
    }

    /** The entry of the last step, where that says the same as another. */
    Optional<Long> lastIs(ExceptionChanged change) {
        return Optional.ofNullable(lastSteps.get(change.exception()))
                .filter(last -> last.saysTheSameAs(change))
                .flatMap(last -> find(change.exception()))
                .map(ControlException::changes)
                .map(changes -> changes.get(changes.size() - 1));
    }
}
