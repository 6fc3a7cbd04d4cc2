package io.jenkins.plugins.itgc.worksheet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.jenkins.plugins.itgc.text.Csv;
import io.jenkins.plugins.itgc.text.CsvReader;
import io.jenkins.plugins.itgc.worksheet.Column;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class FormatsTest {
    private Written written;

    @BeforeAll
    void write(@TempDir Path directory) throws Exception {
        written = new Written(directory);
    }

    @AfterAll
    void close() throws Exception {
        written.close();
    }

    private static List<List<String>> rows(String csv) throws Exception {
        var rows = new ArrayList<List<String>>();
        try (var reader = new CsvReader(new StringReader(csv))) {
            for (var row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }

    @Test
    @DisplayName("CSV has a row for each item, and no cell that a spreadsheet takes for a formula")
    void csv() throws Exception {
        List<List<String>> rows = rows(written.text(Format.CSV));

        assertThat(rows).hasSize(1 + (int) written.worksheet.footer().items());
        assertThat(rows.get(0)).contains("Number", "Deployment", Column.CONCLUSION, Column.NOTE, "I evidence");
        assertThat(rows.subList(1, rows.size()))
                .allSatisfy(row -> assertThat(row).noneMatch(cell -> cell.matches("(?s)[=+\\-@\\t\\r].*")));
        assertThat(rows).anyMatch(row -> Csv.plain(row.get(1)).equals(Written.FORMULA));
        assertThat(rows.get(1).get(rows.get(0).indexOf(Column.WORKSHEET))).isEqualTo(written.worksheet.digest());
    }

    private static String entry(Path workbook, String name) throws Exception {
        try (var zip = new ZipFile(workbook.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    @DisplayName(
            "the workbook has its sheets, real dates and numbers, a frozen heading, filters, and a list to choose from")
    void xlsx() throws Exception {
        Path workbook = written.file(Format.XLSX);

        assertThat(entry(workbook, "xl/workbook.xml"))
                .containsSubsequence("Summary", "Items", "Population", "Exclusions", "Exceptions", "Method");
        String items = entry(workbook, "xl/worksheets/sheet2.xml");
        assertThat(items)
                .contains("state=\"frozen\"", "<autoFilter ")
                .contains("no deviation,deviation,not determinable,void")
                .contains("<t>&apos;=HYPERLINK(")
                .doesNotContain("<f>");
        assertThat(items).containsPattern("<c r=\"A2\"[^>]*><v>1</v>").containsPattern("<c r=\"D2\"[^>]*><v>46330\\.");
    }

    @Test
    @DisplayName("LibreOffice opens the workbook without a word, and gives the same cells back")
    void libreOffice(@TempDir Path directory) throws Exception {
        Path office = Path.of("/usr/bin/soffice");
        assumeThat(office).isExecutable();
        Path workbook = written.file(Format.XLSX);

        Process process = new ProcessBuilder(
                        office.toString(),
                        "-env:UserInstallation=" + directory.resolve("profile").toUri(),
                        "--headless",
                        "--convert-to",
                        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2",
                        "--outdir",
                        directory.toString(),
                        workbook.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        // That it finds no Java of its own says nothing about the workbook.
        String said = Files.readAllLines(directory.resolve("said")).stream()
                .filter(line -> !line.contains("javaldx"))
                .collect(Collectors.joining("\n"));

        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said.toLowerCase(Locale.ROOT)).doesNotContain("warn", "repair", "error", "corrupt");
        Path converted;
        try (Stream<Path> files = Files.list(directory)) {
            converted = files.filter(file -> file.toString().endsWith(".csv"))
                    .findFirst()
                    .orElseThrow();
        }
        List<List<String>> rows = rows(Files.readString(converted));
        List<List<String>> ours = rows(written.text(Format.CSV));
        assertThat(rows).hasSize(ours.size());
        assertThat(rows.get(0)).isEqualTo(ours.get(0));
        for (int row = 1; row < rows.size(); row++) {
            for (int column = 0; column < ours.get(0).size(); column++) {
                if (column != 3) {
                    assertThat(rows.get(row).get(column))
                            .as(ours.get(0).get(column))
                            .isEqualTo(ours.get(row).get(column));
                }
            }
        }
        assertThat(rows.get(1).get(3)).isEqualTo("2026-11-04 09:30:00");
    }

    @Test
    @DisplayName("OSCAL assessment results are valid by NIST's schema, and are the same each time")
    void oscal() throws Exception {
        JsonNode results = JsonMapper.builder().build().readTree(written.text(Format.OSCAL));
        JsonNode schema;
        try (InputStream in = OscalWriter.class.getResourceAsStream("/schema/json/oscal-ar_schema.json")) {
            schema = JsonMapper.builder().build().readTree(in);
        }

        assertThat(schema.path("$id").asText()).contains(OscalWriter.VERSION);
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V7)
                        .getSchema(schema)
                        .validate(results))
                .isEmpty();
        JsonNode result = results.at("/assessment-results/results/0");
        assertThat(result.path("observations"))
                .hasSize((int) written.worksheet.footer().items());
        assertThat(result.path("findings")).hasSize(9);
        assertThat(result.at("/findings/1/target/status/state").asText()).isEqualTo("not-satisfied");
        assertThat(result.at("/findings/1/related-observations")).isNotEmpty();
        assertThat(written.text(Format.OSCAL)).isEqualTo(results.toString());
    }

    @Test
    @DisplayName("a schema violation is seen: the validator is not a yes-man")
    void invalidOscal() throws Exception {
        var results = (ObjectNode) JsonMapper.builder().build().readTree(written.text(Format.OSCAL));
        ((ObjectNode) results.path("assessment-results")).put("uuid", "no");
        try (InputStream in = OscalWriter.class.getResourceAsStream("/schema/json/oscal-ar_schema.json")) {
            assertThat(JsonSchemaFactory.getInstance(VersionFlag.V7)
                            .getSchema(in)
                            .validate(results))
                    .isNotEmpty();
        }
    }

    @Test
    @DisplayName("forms are replaced whole, and no draft is left")
    void replaced() throws Exception {
        Path first = written.file(Format.CSV);
        Optional<String> before = Optional.of(Files.readString(first));

        assertThat(Files.readString(written.file(Format.CSV))).isEqualTo(before.get());
        try (var files = Files.list(first.getParent())) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".new"));
        }
    }
}
