package io.jenkins.plugins.itgc.worksheet.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.HistoryException;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.worksheet.Header.LedgerState;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import io.jenkins.plugins.itgc.worksheet.WorksheetFile;
import io.jenkins.plugins.itgc.worksheet.attribute.Judgement;
import io.jenkins.plugins.itgc.worksheet.results.ReturnedWorksheet.Conclusion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
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
        synchronized (ledger.testing()) {
            Map<Long, Recorded> known = known(worksheet);
            var entries = new ArrayList<Long>();
            long unchanged = 0;
            for (Conclusion conclusion : conclusions) {
                Optional<Recorded> before =
                        Optional.ofNullable(known.get(conclusion.item().number()));
                TestResult result = result(worksheet, digest, conclusion, tester, before);
                if (before.filter(recorded -> recorded.result().saysTheSameAs(result))
                        .isPresent()) {
                    unchanged++;
                } else {
                    Entry entry = ledger.append(EntryKind.TEST_RESULT, result);
                    entries.add(entry.index());
                    known.put(result.number(), new Recorded(entry.index(), result));
                }
            }
            return new Imported(entries, unchanged, worksheet.footer().items() - known.size());
        }
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
                before.map(Recorded::entry));
    }

    /** The results of this worksheet that are in the ledger, the latest of each item: they stand behind what was judged. */
    private Map<Long, Recorded> known(Worksheet worksheet) throws IOException {
        Map<Long, Recorded> known = new HashMap<>();
        try (var later = ledger.ledger().entries(worksheet.header().ledger().size())) {
            for (Iterator<Entry> all = later.iterator(); all.hasNext(); ) {
                Entry entry = all.next();
                if (entry.kind().equals(EntryKind.TEST_RESULT.text())) {
                    TestResult result = read(entry);
                    if (result.worksheet().equals(worksheet.digest())) {
                        known.put(result.number(), new Recorded(entry.index(), result));
                    }
                }
            }
        }
        return known;
    }

    private static TestResult read(Entry entry) throws HistoryException {
        try {
            return Json.read(entry.body(), TestResult.class);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new HistoryException("entry " + entry.index() + " cannot be read as test-result: " + e.getMessage());
        }
    }
}
