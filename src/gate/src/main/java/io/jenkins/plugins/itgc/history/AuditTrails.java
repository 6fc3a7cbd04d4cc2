package io.jenkins.plugins.itgc.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.EntryFilter;
import io.jenkins.plugins.itgc.ledger.Ledger;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * What followed some decisions, however old they are. The entries behind each decision are read until all that it can still
 * get is there; where nothing is awaited, entries are passed over. What never got a result is awaited until the ledger's end.
 */
public final class AuditTrails {
    private static final byte[] MEMBER = "\"decision\":".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> FOLLOWING =
            Set.of("deployment-start", "deployment-result", "override", "rejection", "emergency-review");

    private final Ledger ledger;
    private final Map<Long, Trail> trails = new HashMap<>();
    private final Map<Long, Boolean> awaited = new HashMap<>();

    private AuditTrails(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Finds what followed decisions.
     *
     * @param decisions their indexes, and whether each is an emergency or was overridden, so that a review is awaited
     * @param progress is told the index of each entry that was read
     */
    public static AuditTrails of(Ledger ledger, Map<Long, Boolean> decisions, LongConsumer progress)
            throws IOException {
        var found = new AuditTrails(ledger);
        var left = new TreeMap<>(decisions);
        while (!left.isEmpty()) {
            found.search(left, progress);
        }
        return found;
    }

    /** Reads from the first decision on until nothing is awaited, and takes the decisions it passes from those left. */
    private void search(NavigableMap<Long, Boolean> left, LongConsumer progress) throws IOException {
        long at = left.firstKey();
        begin(left);
        EntryFilter filter = (index, line) -> {
            progress.accept(index);
            if (Thread.interrupted()) {
                throw new UncheckedIOException(new InterruptedIOException("cancelled"));
            }
            while (!left.isEmpty() && left.firstKey() <= index) {
                begin(left);
            }
            return awaited.containsKey(decision(line));
        };
        try (var entries = ledger.entries(at + 1, FOLLOWING, filter)) {
            for (Iterator<Entry> all = entries.iterator(); !awaited.isEmpty() && all.hasNext(); ) {
                note(all.next());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (!awaited.isEmpty()) {
            while (!left.isEmpty()) {
                begin(left);
            }
            awaited.clear();
        }
    }

    /** The decision that a line is about, by its bytes: -1 where it is about none. No text can hold them, since its quotes are escaped. */
    private static long decision(byte[] line) {
        for (int at = 0; at + MEMBER.length < line.length; at++) {
            if (line[at] == '"' && Arrays.equals(line, at, at + MEMBER.length, MEMBER, 0, MEMBER.length)) {
                return number(line, at + MEMBER.length);
            }
        }
        return -1;
    }

    private static long number(byte[] line, int from) {
        long number = 0;
        for (int at = from; at < line.length && line[at] >= '0' && line[at] <= '9'; at++) {
            number = number * 10 + line[at] - '0';
        }
        return number;
    }

    private void begin(NavigableMap<Long, Boolean> left) {
        var next = left.pollFirstEntry();
        trails.put(next.getKey(), Trail.of(next.getKey()));
        awaited.put(next.getKey(), next.getValue());
    }

    private void note(Entry entry) {
        long decision = entry.body().path("decision").asLong(-1);
        Boolean reviewed = awaited.get(decision);
        Trail trail = trails.get(decision);
        if (reviewed == null || trail == null) {
            return;
        }
        long index = entry.index();
        Trail noted =
                switch (entry.kind()) {
                    case "deployment-start" -> trail.withStart(index);
                    case "deployment-result" -> trail.withResult(index);
                    case "override" -> trail.withOverride(index);
                    case "rejection" -> trail.withRejection(index);
                    case "emergency-review" -> trail.withReview(index);
                    default -> trail;
                };
        trails.put(decision, noted);
        boolean owes = reviewed || noted.override().isPresent();
        if (noted.result().isPresent() && (!owes || noted.review().isPresent())) {
            awaited.remove(decision);
        }
    }

    /**
     * What followed one of the decisions that were asked for.
     *
     * @throws HistoryException where an entry of it cannot be read
     */
    public AuditTrail about(long decision) throws IOException {
        Trail trail = trails.getOrDefault(decision, Trail.of(decision));
        return new AuditTrail(
                filed(trail.start(), StartRecord.class),
                filed(trail.result(), ResultRecord.class),
                filed(trail.override(), OverrideRecord.class),
                filed(trail.rejection(), RejectionRecord.class),
                filed(trail.review(), ReviewRecord.class));
    }

    private <T> Optional<Filed<T>> filed(Optional<Long> index, Class<T> type) throws IOException {
        if (index.isEmpty()) {
            return Optional.empty();
        }
        Entry entry = ledger.entry(index.get()).orElseThrow();
        try {
            return Optional.of(new Filed<>(entry, Json.read(entry.body(), type)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new HistoryException(
                    "entry " + entry.index() + " cannot be read as " + entry.kind() + ": " + Json.words(e));
        }
    }
}
