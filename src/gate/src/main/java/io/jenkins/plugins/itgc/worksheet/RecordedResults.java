package io.jenkins.plugins.itgc.worksheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.history.HistoryException;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.population.Population;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What testers concluded about items of a population, as the ledger holds it, oldest first. */
public final class RecordedResults {
    private static final Set<String> RESULTS = Set.of(EntryKind.TEST_RESULT.text());

    private RecordedResults() {}

    /**
     * The results of a population's items, of whichever worksheet.
     *
     * @param digest SHA-256 of {@code population.json}, hexadecimal
     * @throws HistoryException where a result cannot be read
     */
    public static List<Filed<TestResult>> of(Ledger ledger, Population population, String digest) throws IOException {
        var results = new ArrayList<Filed<TestResult>>();
        // They come after the period: nothing is tested before its population is frozen.
        try (Stream<Entry> entries = ledger.entries(population.ledger().endEntry(), RESULTS)) {
            for (var all = entries.iterator(); all.hasNext(); ) {
                Filed<TestResult> result = read(all.next());
                if (result.body().population().equals(digest)) {
                    results.add(result);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return results;
    }

    private static Filed<TestResult> read(Entry entry) throws HistoryException {
        try {
            return new Filed<>(entry, Json.read(entry.body(), TestResult.class));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new HistoryException(
                    "entry " + entry.index() + " is no test-result that this version can read: " + Json.words(e));
        }
    }
}
