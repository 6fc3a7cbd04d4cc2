package io.jenkins.plugins.itgc.worksheet.results;

import static io.jenkins.plugins.itgc.worksheet.results.ReturnedFile.CONCLUSION;
import static io.jenkins.plugins.itgc.worksheet.results.ReturnedFile.NOTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.exceptions.Deviation;
import io.jenkins.plugins.itgc.exceptions.ExceptionOpener;
import io.jenkins.plugins.itgc.exceptions.FollowUp;
import io.jenkins.plugins.itgc.exceptions.OpeningProgress;
import io.jenkins.plugins.itgc.exceptions.Status;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.worksheet.Column;
import io.jenkins.plugins.itgc.worksheet.ExceptionLine;
import io.jenkins.plugins.itgc.worksheet.Footer.ByWhom;
import io.jenkins.plugins.itgc.worksheet.SummaryText;
import io.jenkins.plugins.itgc.worksheet.TestedItem;
import io.jenkins.plugins.itgc.worksheet.TestedPeriod;
import io.jenkins.plugins.itgc.worksheet.TesterConclusion;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetFile;
import io.jenkins.plugins.itgc.worksheet.WorksheetProgress;
import io.jenkins.plugins.itgc.worksheet.format.Format;
import io.jenkins.plugins.itgc.worksheet.format.Written;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worksheet that is made after testers gave one back, and after exceptions were followed up. */
class LaterWorksheetTest {
    private static final Identity TESS = Identity.parse("email:tess@example.com");
    private static final Identity TOM = Identity.parse("email:tom@example.com");

    @TempDir
    private Path directory;

    private Written written;

    @BeforeEach
    void write() throws Exception {
        written = new Written(directory.resolve("period"));
    }

    @AfterEach
    void close() throws Exception {
        written.close();
    }

    private void conclude(Worksheet worksheet, Identity tester, List<List<String>> rows) throws Exception {
        new ResultsImport(written.period.deployments())
                .record(worksheet, ReturnedFile.write(rows, directory.resolve("returned.csv")), tester);
    }

    private List<List<String>> rows(Worksheet worksheet) throws Exception {
        return ReturnedFile.rows(
                Format.CSV.write(worksheet, written.population, worksheet.file().getParent(), WorksheetProgress.NONE));
    }

    /** Says "no deviation" of all items, whatever the record shows. */
    private static List<List<String>> allGood(List<List<String>> rows) {
        for (int row = 1; row < rows.size(); row++) {
            ReturnedFile.set(rows, row, CONCLUSION, "no deviation");
            ReturnedFile.set(rows, row, NOTE, "Asked Carla; it is as it should be.");
        }
        return rows;
    }

    private Worksheet later() throws Exception {
        return later("later");
    }

    private Worksheet later(String name) throws Exception {
        written.period.deployments().ledger().checkpoint();
        return written.period.worksheet(written.population, TestedPeriod.sample(written.population), name);
    }

    private static List<TestedItem> items(Worksheet worksheet) throws Exception {
        var items = new ArrayList<TestedItem>();
        worksheet.items(items::add);
        return items;
    }

    private static List<ExceptionLine> exceptions(Worksheet worksheet) throws Exception {
        var lines = new ArrayList<ExceptionLine>();
        worksheet.forEachException(lines::add);
        return lines;
    }

    @Test
    @DisplayName(
            "who says \"no deviation\" of what the record shows makes nothing good: the difference is shown, with the note")
    void testerSaysNone() throws Exception {
        long byRecord = written.worksheet.footer().deviating();
        assertThat(written.worksheet.footer().byWhom()).isEmpty();
        conclude(written.worksheet, TESS, allGood(rows(written.worksheet)));

        Worksheet later = later();

        assertThat(later.footer().deviating()).isEqualTo(byRecord).isPositive();
        assertThat(later.footer().byWhom())
                .contains(new ByWhom(byRecord, 0, later.footer().items(), byRecord, 0));
        assertThat(later.footer().relied()).isFalse();
        TestedItem overridden = items(later).stream()
                .filter(item -> item.stratum() == Stratum.OVERRIDE)
                .findFirst()
                .orElseThrow();
        assertThat(overridden.differs()).isTrue();
        assertThat(rows(later)
                        .get((int) overridden.number())
                        .get(rows(later).get(0).indexOf(Column.RECORDED)))
                .startsWith("DIFFERS FROM THE RECORD: no deviation, " + TESS)
                .endsWith("Asked Carla; it is as it should be.");
        assertThat(SummaryText.header(later).toString()).contains("they differ on " + byRecord);
    }

    @Test
    @DisplayName("what only the tester finds is a deviation, of the stratum's limit, and an exception")
    void testerFinds() throws Exception {
        List<List<String>> rows = rows(written.worksheet);
        ReturnedFile.set(rows, 1, CONCLUSION, "deviation");
        ReturnedFile.set(rows, 1, NOTE, "The reviewer had left the firm.");
        conclude(written.worksheet, TESS, rows);

        Worksheet later = later();

        assertThat(later.footer().deviating())
                .isEqualTo(written.worksheet.footer().deviating() + 1);
        assertThat(later.footer().strata().get(0).deviations())
                .isEqualTo(written.worksheet.footer().strata().get(0).deviations() + 1);
        assertThat(later.footer().strata().get(0).limit())
                .isGreaterThan(written.worksheet.footer().strata().get(0).limit());
        assertThat(exceptions(later))
                .filteredOn(line -> line.item().equals(Optional.of(1L)))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.title()).isEqualTo("attribute not shown (" + Deviation.TESTER + ")");
                    assertThat(line.seen()).endsWith("The reviewer had left the firm.");
                    assertThat(line.standing()).isEqualTo("not opened");
                });
    }

    @Test
    @DisplayName("the results of the earlier worksheet count on it, and giving them back again says nothing new")
    void carried() throws Exception {
        conclude(written.worksheet, TESS, allGood(rows(written.worksheet)));
        long size = written.period.deployments().ledger().size();

        Worksheet later = later();
        var ledger = written.period.deployments().ledger();

        assertThat(TestedWorksheet.of(later, ledger).untested()).isEmpty();
        assertThat(TestedWorksheet.of(later, ledger).testers()).containsExactly(TESS);
        List<List<String>> rows = rows(later);
        conclude(later, TOM, rows);
        assertThat(ledger.size()).isEqualTo(size);
        ReturnedFile.set(rows, 1, CONCLUSION, "not determinable");
        conclude(later, TOM, rows);
        assertThat(ledger.size()).isEqualTo(size + 1);
        assertThat(ledger.entry(size).orElseThrow().body().path("revises").asLong())
                .isEqualTo(items(later).get(0).tester().orElseThrow().entry());
        assertThat(TestedWorksheet.of(later, ledger).testers()).containsExactlyInAnyOrder(TESS, TOM);
    }

    @Test
    @DisplayName("an item whose record is judged otherwise than its tester saw is tested again")
    void judgedAnew() throws Exception {
        conclude(written.worksheet, TESS, allGood(rows(written.worksheet)));
        Path file = later().file();
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst(
                                "(\"attribute\":\"E\",\"evidence\":\"[^\"]*\",\"references\":\\[[^]]*],\"result\":\")pass",
                                "$1fail"));

        Worksheet changed = WorksheetFile.read(file.getParent());

        assertThat(TestedWorksheet.of(changed, written.period.deployments().ledger())
                        .untested())
                .hasSize(1);
    }

    @Test
    @DisplayName("void items keep the control from being relied on until they are replaced")
    void voided() throws Exception {
        List<List<String>> rows = rows(written.worksheet);
        ReturnedFile.set(rows, 1, CONCLUSION, TesterConclusion.VOID.text());
        ReturnedFile.set(rows, 1, NOTE, "A dry run.");
        conclude(written.worksheet, TESS, rows);

        assertThat(later().footer().conclusion()).contains("1 items were found void and are not replaced");
    }

    @Test
    @DisplayName(
            "exceptions stand there with their follow-up, also those of which no item deviates; the others as not opened")
    void followedUp() throws Exception {
        var period = written.period;
        var opener = new ExceptionOpener(
                written.population.population().start(),
                written.population.population().end(),
                List.of(),
                List.of());
        assertThat(exceptions(written.worksheet)).allMatch(line -> line.number().isEmpty());
        opener.open(period.deployments(), period.clock, OpeningProgress.NONE);
        long late = exceptions(later("first")).stream()
                .filter(line -> line.title().contains("not reviewed in time"))
                .findFirst()
                .flatMap(ExceptionLine::number)
                .orElseThrow();
        var followUp = new FollowUp(period.deployments(), period.clock);
        followUp.assign(late, TESS, TOM, Optional.of(LocalDate.of(2027, 2, 1)), Optional.empty());
        followUp.respond(
                late,
                TOM,
                Optional.of("Ben was ill."),
                Optional.of("Payments were watched."),
                Optional.of("A deputy."));

        Worksheet later = later();

        ExceptionLine line = exceptions(later).stream()
                .filter(one -> one.number().equals(Optional.of(late)))
                .findFirst()
                .orElseThrow();
        assertThat(line.status()).contains(Status.ANSWERED);
        assertThat(line.owner()).contains(TOM);
        assertThat(line.due()).contains(LocalDate.of(2027, 2, 1));
        assertThat(line.cause()).contains("Ben was ill.");
        assertThat(line.compensatingControl()).contains("Payments were watched.");
        assertThat(line.response()).contains("A deputy.");
        assertThat(line.item()).isPresent();
        String html = Files.readString(
                Format.HTML.write(later, written.population, later.file().getParent(), WorksheetProgress.NONE));
        assertThat(html)
                .contains("as of entry " + later.header().ledger().size() + " of the ledger")
                .contains("<b>Cause:</b> Ben was ill.", "<b>Compensating control:</b> Payments were watched.")
                .contains("<b>Management response:</b> A deputy.", "due 2027-02-01", TOM.toString());
        String oscal = Files.readString(
                Format.OSCAL.write(later, written.population, later.file().getParent(), WorksheetProgress.NONE));
        assertThat(oscal)
                .contains("\"risks\":[", "\"statement\":\"Ben was ill.\"", "\"deadline\":\"2027-02-02T00:00:00Z\"");
    }
}
