package io.jenkins.plugins.itgc.exceptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.HistoryException;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.worksheet.DeviationType;
import io.jenkins.plugins.itgc.worksheet.TestedItem;
import io.jenkins.plugins.itgc.worksheet.TesterConclusion;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.results.TestResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A worksheet with what its testers concluded: results that the ledger holds of this very worksheet, the last of each item.
 *
 * @param deviations what items do not show, by the worksheet or by their tester
 * @param deviating how many items have a deviation
 * @param untested items without a result, by their number and id
 * @param voided items that their tester found not to belong to the test
 * @param testers everybody who recorded a result
 */
public record TestedWorksheet(
        List<Deviation> deviations, long deviating, List<String> untested, List<String> voided, Set<Identity> testers) {
    private static final Set<String> RESULTS = Set.of(EntryKind.TEST_RESULT.text());

    public TestedWorksheet {
        deviations = List.copyOf(deviations);
        untested = List.copyOf(untested);
        voided = List.copyOf(voided);
        testers = Set.copyOf(testers);
    }

    /**
     * Reads the results of a worksheet.
     *
     * @throws HistoryException where a result cannot be read
     */
    public static TestedWorksheet of(Worksheet worksheet, Ledger ledger) throws IOException {
        Map<Long, TestResult> results = new HashMap<>();
        var testers = new LinkedHashSet<Identity>();
        Instant frozen = worksheet.header().population().frozenAt();
        try (Stream<Entry> entries = ledger.entries(ledger.firstNotBefore(frozen), RESULTS)) {
            for (var all = entries.iterator(); all.hasNext(); ) {
                read(all.next(), worksheet, results, testers);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        var deviations = new ArrayList<Deviation>();
        var untested = new ArrayList<String>();
        var voided = new ArrayList<String>();
        var deviating = new long[1];
        worksheet.items(item -> {
            Optional<TestResult> result = Optional.ofNullable(results.get(item.number()));
            List<Deviation> ofItem = deviations(item, result);
            deviations.addAll(ofItem);
            deviating[0] += ofItem.isEmpty() ? 0 : 1;
            if (result.isEmpty()) {
                untested.add(item.number() + " " + item.id());
            } else if (result.get().conclusion() == TesterConclusion.VOID) {
                voided.add(item.number() + " " + item.id());
            }
        });
        return new TestedWorksheet(deviations, deviating[0], untested, voided, testers);
    }

    private static void read(Entry entry, Worksheet worksheet, Map<Long, TestResult> results, Set<Identity> testers)
            throws HistoryException {
        try {
            TestResult result = Json.read(entry.body(), TestResult.class);
            if (result.worksheet().equals(worksheet.digest())) {
                testers.add(result.tester());
                results.put(result.number(), result);
            }
        } catch (JsonProcessingException e) {
            throw new HistoryException(
                    "entry " + entry.index() + " is no test-result that this version can read: " + Json.words(e));
        }
    }

    private static List<Deviation> deviations(TestedItem item, Optional<TestResult> result) {
        List<Deviation> shown = item.deviations().stream()
                .map(judgement -> deviation(
                        item,
                        judgement.attribute().name(),
                        ExceptionType.ofText(DeviationType.of(judgement).text()),
                        judgement.attribute().title() + ": "
                                + judgement.result().text() + "; " + judgement.evidence()))
                .toList();
        if (!shown.isEmpty() || result.isEmpty()) {
            return shown;
        }
        return switch (result.get().conclusion()) {
            case NO_DEVIATION, VOID -> List.of();
            case DEVIATION -> List.of(found(item, ExceptionType.EXECUTION, result.get()));
            case NOT_DETERMINABLE -> List.of(found(item, ExceptionType.EVIDENCE, result.get()));
        };
    }

    private static Deviation found(TestedItem item, ExceptionType type, TestResult result) {
        return deviation(item, Deviation.TESTER, type, result.conclusion().text() + " by the tester: " + result.note());
    }

    private static Deviation deviation(TestedItem item, String attribute, ExceptionType type, String seen) {
        return new Deviation(
                item.decision(),
                item.id(),
                item.service(),
                item.environment(),
                item.releasedAt(),
                attribute,
                type,
                seen);
    }
}
