package io.jenkins.plugins.itgc.worksheet.results;

import io.jenkins.plugins.itgc.exceptions.Deviation;
import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.history.HistoryException;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.worksheet.RecordedResults;
import io.jenkins.plugins.itgc.worksheet.TestResult;
import io.jenkins.plugins.itgc.worksheet.TestedItem;
import io.jenkins.plugins.itgc.worksheet.TesterConclusion;
import io.jenkins.plugins.itgc.worksheet.TesterResult;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A worksheet with what its testers concluded: results that the ledger holds of this very worksheet, the last of each item,
 * and those of earlier worksheets that it shows.
 *
 * @param deviations what items do not show, by the worksheet or by their tester
 * @param deviating how many items have a deviation
 * @param untested items without a result, by their number and id
 * @param voided items that their tester found not to belong to the test
 * @param testers everybody who recorded a result
 */
public record TestedWorksheet(
        List<Deviation> deviations, long deviating, List<String> untested, List<String> voided, Set<Identity> testers) {
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
        Map<Long, Filed<TestResult>> byEntry = new HashMap<>();
        Map<Long, TestResult> onThis = new HashMap<>();
        var testers = new LinkedHashSet<Identity>();
        for (Filed<TestResult> filed : RecordedResults.of(
                ledger, worksheet.header().population(), worksheet.header().populationDigest())) {
            byEntry.put(filed.entry().index(), filed);
            if (filed.body().worksheet().equals(worksheet.digest())) {
                testers.add(filed.body().tester());
                onThis.put(filed.body().number(), filed.body());
            }
        }
        var deviations = new ArrayList<Deviation>();
        var untested = new ArrayList<String>();
        var voided = new ArrayList<String>();
        var deviating = new long[1];
        worksheet.items(item -> {
            Optional<TestResult> result =
                    Optional.ofNullable(onThis.get(item.number())).or(() -> carried(item, byEntry));
            List<Deviation> ofItem = deviations(item, result);
            deviations.addAll(ofItem);
            deviating[0] += ofItem.isEmpty() ? 0 : 1;
            if (result.isEmpty()) {
                untested.add(item.number() + " " + item.id());
            } else {
                testers.add(result.get().tester());
                if (result.get().conclusion() == TesterConclusion.VOID) {
                    voided.add(item.number() + " " + item.id());
                }
            }
        });
        return new TestedWorksheet(deviations, deviating[0], untested, voided, testers);
    }

    /** A result of an earlier worksheet holds for what its tester saw: the same item, judged in the same way. */
    private static Optional<TestResult> carried(TestedItem item, Map<Long, Filed<TestResult>> byEntry) {
        return item.standing()
                .flatMap(result -> Optional.ofNullable(byEntry.get(result.entry()))
                        .filter(filed -> filed.body().number() == item.number()
                                && TesterResult.of(filed).equals(result)))
                .map(Filed::body);
    }

    private static List<Deviation> deviations(TestedItem item, Optional<TestResult> result) {
        List<Deviation> shown = item.shown();
        if (!shown.isEmpty()) {
            return shown;
        }
        return result
                .filter(concluded -> concluded.conclusion().deviates())
                .map(concluded -> item.found(concluded.conclusion(), concluded.note()))
                .stream()
                .toList();
    }
}
