package io.jenkins.plugins.itgc.worksheet.results;

import static io.jenkins.plugins.itgc.worksheet.results.ReturnedFile.CONCLUSION;
import static io.jenkins.plugins.itgc.worksheet.results.ReturnedFile.NOTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.worksheet.TestResult;
import io.jenkins.plugins.itgc.worksheet.TesterConclusion;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import io.jenkins.plugins.itgc.worksheet.attribute.Attribute;
import io.jenkins.plugins.itgc.worksheet.format.Format;
import io.jenkins.plugins.itgc.worksheet.format.Written;
import io.jenkins.plugins.itgc.worksheet.results.ResultsImport.Imported;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsImportTest {
    private static final Identity TESS = Identity.parse("email:tess@example.com");

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

    private Imported take(Path file) throws Exception {
        return new ResultsImport(written.period.deployments()).record(written.worksheet, file, TESS);
    }

    private List<TestResult> results() throws Exception {
        try (var entries = written.period.deployments().ledger().entries(0)) {
            var results = new ArrayList<TestResult>();
            for (var entry : entries.toList()) {
                if (entry.kind().equals(EntryKind.TEST_RESULT.text())) {
                    results.add(Json.read(entry.body(), TestResult.class));
                }
            }
            return results;
        }
    }

    private List<List<String>> rows() throws Exception {
        return ReturnedFile.rows(written.file(Format.CSV));
    }

    private Path csv(List<List<String>> rows) throws Exception {
        return ReturnedFile.write(rows, directory.resolve("returned.csv"));
    }

    private void refuse(Path file, String... problems) throws Exception {
        assertThatThrownBy(() -> take(file))
                .isInstanceOf(WorksheetException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(problems));
        assertThat(results()).isEmpty();
    }

    @Test
    @DisplayName("conclusions come back from CSV, also sorted otherwise, and are entries bound to worksheet and tester")
    void fromCsv() throws Exception {
        List<List<String>> rows = rows();
        ReturnedFile.set(rows, 1, CONCLUSION, "No deviation");
        ReturnedFile.set(rows, 22, CONCLUSION, "deviation");
        ReturnedFile.set(rows, 22, NOTE, "=Never reviewed; asked Carla.");
        Collections.reverse(rows.subList(1, rows.size()));

        Imported imported = take(csv(rows));

        assertThat(imported.entries()).hasSize(2);
        assertThat(imported.open()).isEqualTo(20);
        assertThat(results()).extracting(TestResult::number).containsExactly(1L, 22L);
        TestResult last = results().get(1);
        assertThat(last.conclusion()).isEqualTo(TesterConclusion.DEVIATION);
        assertThat(last.note()).isEqualTo("=Never reviewed; asked Carla.");
        assertThat(last.tester()).isEqualTo(TESS);
        assertThat(last.worksheet()).isEqualTo(written.worksheet.digest());
        assertThat(last.deviations()).contains(Attribute.B, Attribute.E, Attribute.H);
    }

    @Test
    @DisplayName("the same file again records nothing; a changed mind revises the entry before")
    void idempotent() throws Exception {
        List<List<String>> rows = rows();
        ReturnedFile.set(rows, 1, CONCLUSION, "no deviation");
        long entry = take(csv(rows)).entries().get(0);

        Imported again = take(csv(rows));
        ReturnedFile.set(rows, 1, CONCLUSION, "deviation");
        ReturnedFile.set(rows, 1, NOTE, "The reviewer had left.");
        take(csv(rows));

        assertThat(again.entries()).isEmpty();
        assertThat(again.unchanged()).isEqualTo(1);
        assertThat(results()).hasSize(2);
        assertThat(results().get(1).revises()).contains(entry);
    }

    @Test
    @DisplayName("conclusions come back from the workbook, as written and as LibreOffice saves it")
    void fromWorkbook() throws Exception {
        Path filled = ReturnedFile.fill(
                written.file(Format.XLSX), directory.resolve("filled.xlsx"), CONCLUSION, 2, "no deviation");
        assertThat(take(filled).entries()).hasSize(1);

        Path office = Path.of("/usr/bin/soffice");
        assumeThat(office).isExecutable();
        Path saved = directory.resolve("saved");
        Process process = new ProcessBuilder(
                        office.toString(),
                        "-env:UserInstallation=" + directory.resolve("profile").toUri(),
                        "--headless",
                        "--convert-to",
                        "xlsx:Calc MS Excel 2007 XML",
                        "--outdir",
                        saved.toString(),
                        filled.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();

        assertThat(take(saved.resolve("filled.xlsx")).unchanged()).isEqualTo(1);
    }

    @Test
    @DisplayName("everything that is wrong is told, and nothing is recorded")
    void problems() throws Exception {
        List<List<String>> rows = rows();
        ReturnedFile.set(rows, 1, CONCLUSION, "no deviation");
        ReturnedFile.set(rows, 2, "Deployment", "d-other");
        ReturnedFile.set(rows, 3, "B approved before deployment", "fail");
        ReturnedFile.set(rows, 4, CONCLUSION, "looks good");
        ReturnedFile.set(rows, 5, NOTE, "Hm.");
        ReturnedFile.set(rows, 6, CONCLUSION, "void");
        ReturnedFile.set(rows, 7, "Number", "999");
        ReturnedFile.set(rows, 8, "Number", "1");
        ReturnedFile.set(rows, 22, CONCLUSION, "no deviation");

        refuse(
                csv(rows),
                "nothing was recorded",
                "item 2: the cell \"Deployment\" was changed: it is \"d-other\", handed out was \"d-2\"",
                "item 3: the cell \"B approved before deployment\" was changed",
                "item 4: \"looks good\" is no conclusion; write one of: no deviation, deviation",
                "item 5: a note without a conclusion",
                "item 6: \"void\" needs a note",
                "the worksheet has no item 999",
                "item 1 stands in row 2, too",
                "item 22: \"no deviation\" needs a note: what was found, and why");
    }

    @Test
    @DisplayName("a worksheet of another population, another worksheet, other headings, semicolons: refused")
    void others() throws Exception {
        List<List<String>> population = rows();
        ReturnedFile.set(population, 1, "Population", "00");
        refuse(csv(population), "a worksheet of the population \"00\", not of " + written.population.digest());
        List<List<String>> worksheet = rows();
        ReturnedFile.set(worksheet, 1, "Worksheet", "00");
        refuse(csv(worksheet), "belongs to the worksheet \"00\"");
        List<List<String>> headings = rows();
        headings.get(0).set(5, "Env");
        refuse(csv(headings), "missing: Environment");
        refuse(Files.writeString(directory.resolve("s.csv"), "Number;Deployment\n1;d-1\n"), "semicolons");
        refuse(Files.write(directory.resolve("l.csv"), new byte[] {'a', (byte) 0xff, '\n'}), "not UTF-8");
        refuse(Files.writeString(directory.resolve("o.csv"), "Name,Age\nann,7\n"), "this is no worksheet");
        refuse(directory.resolve("none.csv"), "there is no file");
    }

    @Test
    @DisplayName("a workbook is hostile: a number in place of a date, a document type, a broken archive, no sheet")
    void hostileWorkbooks() throws Exception {
        Path workbook = written.file(Format.XLSX);
        Path target = directory.resolve("hostile.xlsx");
        refuse(
                ReturnedFile.edit(
                        workbook,
                        target,
                        "xl/worksheets/sheet2.xml",
                        sheet -> sheet.replaceFirst("(<c r=\"D2\"[^>]*><v>)46330", "$146331")),
                "item 1: the cell \"Let go on (UTC)\" was changed");
        refuse(
                ReturnedFile.edit(workbook, target, "xl/worksheets/sheet2.xml", sheet -> sheet.replaceFirst(
                                "<worksheet", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet")
                        .replaceFirst("<v>1</v>", "<v>&e;</v>")),
                "cannot be read as a workbook");
        refuse(
                ReturnedFile.edit(workbook, target, "xl/workbook.xml", text -> text.replace("\"Items\"", "\"Other\"")),
                "no sheet \"Items\"");
        refuse(Files.write(target, new byte[] {'P', 'K', 3, 4, 5, 6}), "cannot be read as a workbook");
    }

    @Test
    @DisplayName("another ledger is refused")
    void otherLedger() throws Exception {
        try (var other = new Written(directory.resolve("other"))) {
            assertThatThrownBy(() -> new ResultsImport(other.period.deployments())
                            .record(written.worksheet, written.file(Format.CSV), TESS))
                    .isInstanceOf(WorksheetException.class)
                    .hasMessageContaining("does not continue the one that the worksheet was made from");
        }
    }
}
