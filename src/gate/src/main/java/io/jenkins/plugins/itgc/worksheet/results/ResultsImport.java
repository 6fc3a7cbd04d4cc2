package io.jenkins.plugins.itgc.worksheet.results;

import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.worksheet.Header.LedgerState;
import io.jenkins.plugins.itgc.worksheet.RecordedResults;
import io.jenkins.plugins.itgc.worksheet.TestResult;
import io.jenkins.plugins.itgc.worksheet.TesterResult;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import io.jenkins.plugins.itgc.worksheet.WorksheetFile;
import io.jenkins.plugins.itgc.worksheet.attribute.Judgement;
import io.jenkins.plugins.itgc.worksheet.results.ReturnedWorksheet.Conclusion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a tester's conclusions from a worksheet that came back into the ledger, an entry for each item. Everything is checked
 * before the first entry is written; giving the same file again records nothing, and goes on where a crash cut it off.
 */
public final class ResultsImport {
    private final DeploymentLedger ledger;

    public ResultsImport(DeploymentLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * What an import did.
     *
     * @param entries indexes of the entries that were written
     * @param unchanged results that were in the ledger already
     * @param open items without a conclusion, in this file and in the ledger
     */
    public record Imported(List<Long> entries, long unchanged, long open) {
        public Imported {
            entries = List.copyOf(entries);
        }
    }

    private record Recorded(long entry, TestResult result) {}

    /**
     * Records the conclusions in a file.
     *
     * @param worksheet the worksheet that was handed out
     * @param file what came back, XLSX or CSV
     * @param tester who tested
     * @throws WorksheetException with everything that is wrong with the file; then nothing was recorded
     * @throws IOException where something cannot be read, or the ledger cannot be written
     */
    public Imported record(Worksheet worksheet, Path file, Identity tester) throws WorksheetException, IOException {
        requireSameLedger(worksheet);
        List<Conclusion> conclusions = ReturnedWorksheet.read(worksheet, file);
        String digest = WorksheetFile.digest(file);
        var entries = new ArrayList<Long>();
        long unchanged = 0;
        synchronized (ledger.testing()) {
            Map<Long, Recorded> known = known(worksheet);
            for (Conclusion conclusion : conclusions) {
                Optional<Recorded> before =
                        Optional.ofNullable(known.get(conclusion.item().number()));
                TestResult result = result(worksheet, digest, conclusion, tester, before);
                boolean same =
                        before.isPresent() ? before.get().result().saysTheSameAs(result) : conclusion.isAsHandedOut();
                if (same) {
                    unchanged++;
                } else {
                    Entry entry = ledger.append(EntryKind.TEST_RESULT, result);
                    entries.add(entry.index());
                    known.put(result.number(), new Recorded(entry.index(), result));
                }
            }
        }
        List<String> open = TestedWorksheet.of(worksheet, ledger.ledger()).untested();
        return new Imported(entries, unchanged, open.size());
    }

    /** The ledger must be the one that was judged, or continue it. */
    private void requireSameLedger(Worksheet worksheet) throws WorksheetException, IOException {
        LedgerState judged = worksheet.header().ledger();
        Ledger log = ledger.ledger();
        boolean same = log.verifierKey().toString().equals(judged.key())
                && log.size() >= judged.size()
                && log.root(judged.size()).base64().equals(judged.root());
        if (!same) {
            throw new WorksheetException("the ledger does not continue the one that the worksheet was made from, of "
                    + judged.size() + " entries with the root " + judged.root());
        }
    }

    private static TestResult result(
            Worksheet worksheet, String file, Conclusion conclusion, Identity tester, Optional<Recorded> before) {
        return new TestResult(
                worksheet.digest(),
                worksheet.header().populationDigest(),
                file,
                conclusion.item().number(),
                conclusion.item().id(),
                conclusion.item().decision(),
                conclusion.item().deviations().stream()
                        .map(Judgement::attribute)
                        .toList(),
                conclusion.conclusion(),
                conclusion.note(),
                tester,
                before.map(Recorded::entry).or(() -> conclusion.item().tester().map(TesterResult::entry)));
    }

    /** The results of this worksheet that are in the ledger, the latest of each item. */
    private Map<Long, Recorded> known(Worksheet worksheet) throws IOException {
        Map<Long, Recorded> known = new HashMap<>();
        for (Filed<TestResult> filed : RecordedResults.of(
                ledger.ledger(),
                worksheet.header().population(),
                worksheet.header().populationDigest())) {
            if (filed.body().worksheet().equals(worksheet.digest())) {
                known.put(filed.body().number(), new Recorded(filed.entry().index(), filed.body()));
            }
        }
        return known;
    }
}
