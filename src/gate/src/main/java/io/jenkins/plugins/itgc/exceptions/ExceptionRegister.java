package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.HistoryException;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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
    private final Map<Long, Following> exceptions = new LinkedHashMap<>();
    private final Map<Long, List<Following>> byDecision = new HashMap<>();
    private final Set<String> keys = new HashSet<>();

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
        return read(ledger, fromIndex, Long.MAX_VALUE);
    }

    /**
     * The same, as they stood when the ledger had no more entries than so many.
     *
     * @throws HistoryException where an entry cannot be read, or is about an exception that is not there
     */
    public static ExceptionRegister read(Ledger ledger, long fromIndex, long size) throws IOException {
        var register = new ExceptionRegister(fromIndex);
        try (Stream<Entry> entries = ledger.entries(fromIndex, KINDS).takeWhile(entry -> entry.index() < size)) {
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

    /** Whether no entry about exceptions came after so many entries. */
    static boolean isUnchangedSince(Ledger ledger, long size) throws IOException {
        try (Stream<Entry> since = ledger.entries(size, KINDS)) {
            return since.findFirst().isEmpty();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** All, in the order of their numbers. */
    public List<ControlException> inOrder() {
        return exceptions.values().stream().map(Following::now).toList();
    }

    private void add(Entry entry) throws HistoryException {
        try {
            if (entry.kind().equals(EntryKind.EXCEPTION_OPENED.text())) {
                open(entry, Json.read(entry.body(), ExceptionOpened.class));
            } else {
                change(entry, Json.read(entry.body(), ExceptionChanged.class));
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new HistoryException("entry " + entry.index() + " is no " + entry.kind()
                    + " that this version can read: " + Json.words(e));
        }
    }

    private void open(Entry entry, ExceptionOpened opened) {
        var exception = new Following(entry.index(), opened, entry.time());
        exceptions.put(entry.index(), exception);
        opened.decision().ifPresent(decision -> byDecision
                .computeIfAbsent(decision, known -> new ArrayList<>())
                .add(exception));
        opened.findings().forEach(finding -> keys.add(finding.key()));
    }

    private void change(Entry entry, ExceptionChanged change) throws HistoryException {
        Following exception = exceptions.get(change.exception());
        if (exception != null) {
            exception.take(change, entry.index(), entry.time());
        } else if (change.exception() >= fromIndex) {
            throw new HistoryException(
                    "entry " + entry.index() + " changes exception " + change.exception() + ", which is none");
        }
        if (change instanceof ExceptionChanged.FoundMore more) {
            more.findings().forEach(finding -> keys.add(finding.key()));
        }
    }

    /** All, the overdue ones first, then those that are not closed, each by their day and number. */
    public List<ControlException> all(Instant now) {
        return inOrder().stream()
                .sorted(Comparator.comparing((ControlException one) -> !one.isOverdue(now))
                        .thenComparing(one -> one.status() == Status.CLOSED)
                        .thenComparing(ControlException::due)
                        .thenComparing(ControlException::number))
                .toList();
    }

    /** Those of what happened from one time to before another, in the order of their numbers. */
    public List<ControlException> of(Instant from, Instant to) {
        return inOrder().stream()
                .filter(one -> !one.opened().occurredAt().isBefore(from)
                        && one.opened().occurredAt().isBefore(to))
                .toList();
    }

    /** The exception of this number. */
    public Optional<ControlException> find(long number) {
        return Optional.ofNullable(exceptions.get(number)).map(Following::now);
    }

    /**
     * What of these findings no exception is about: neither by itself, nor as the consequence of a review whose exception was
     * followed up and closed.
     */
    public List<Found> missing(Collection<Found> found) {
        Map<String, Found> missing = new LinkedHashMap<>();
        found.stream()
                .filter(one -> !keys.contains(one.finding().key()) && !isClosed(one))
                .forEach(one -> missing.putIfAbsent(one.finding().key(), one));
        return List.copyOf(missing.values());
    }

    private boolean isClosed(Found one) {
        return exceptions(one.subject())
                .filter(known -> known.status() == Status.CLOSED)
                .flatMap(known -> known.findings().stream())
                .anyMatch(known -> known.explains(one.finding()));
    }

    /** The exception that further findings of a deployment belong to, where one is not closed. */
    Optional<ControlException> open(Subject subject) {
        return exceptions(subject)
                .filter(known -> known.status() != Status.CLOSED)
                .reduce((earlier, later) -> later);
    }

    private Stream<ControlException> exceptions(Subject subject) {
        return subject.decision().map(decision -> byDecision.getOrDefault(decision, List.of())).stream()
                .flatMap(List::stream)
                .map(Following::now);
    }

    /** The entry of the last step, where that says the same as another. */
    Optional<Long> lastIs(ExceptionChanged change) {
        return Optional.ofNullable(exceptions.get(change.exception())).flatMap(known -> known.lastIs(change));
    }
}
