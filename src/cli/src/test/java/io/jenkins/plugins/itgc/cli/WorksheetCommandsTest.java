package io.jenkins.plugins.itgc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.cli.Shell.Ended;
import io.jenkins.plugins.itgc.cli.demo.Shop;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A worksheet of what the gate itself recorded: an allowed deployment that ended well, and one without a result. */
@TestInstance(Lifecycle.PER_CLASS)
class WorksheetCommandsTest {
    private final Shell shell = new Shell();
    private Shop shop;
    private String population;
    private Path directory;

    @BeforeAll
    void fill(@TempDir Path temporary) throws Exception {
        directory = temporary;
        shop = new Shop(temporary.resolve("shop"));
        assertThat(shell.run(shop.gate("payments-api")).exitCode()).isZero();
        assertThat(shell.run(
                                "record-result",
                                "1",
                                "--ledger",
                                shop.ledger().toString(),
                                "--outcome",
                                "success",
                                "--started",
                                "2026-01-01")
                        .exitCode())
                .isZero();
        assertThat(shell.run(shop.gate("orders-api"), "--change-type", "emergency", "--justification", "INC-1")
                        .exitCode())
                .isZero();
        String day;
        try (FileLedger ledger = FileLedger.read(shop.ledger())) {
            LocalDate today =
                    ledger.entry(0).orElseThrow().time().atZone(ZoneOffset.UTC).toLocalDate();
            day = today.toString();
        }
        shell.ahead = Duration.ofDays(2);
        population = temporary.resolve("q1").toString();
        Ended frozen = shell.run(
                "population",
                "--ledger",
                shop.ledger().toString(),
                "--from",
                day,
                "--to",
                day,
                "--zone",
                "UTC",
                "--out",
                population);
        assertThat(frozen.exitCode()).as(frozen.err()).isZero();
        Ended drawn = shell.run(
                "sample",
                "--population",
                population,
                "--confidence",
                "95%",
                "--tolerable",
                "5%",
                "--seed",
                "12345678901234567890",
                "--seed-from",
                "dice");
        assertThat(drawn.exitCode()).as(drawn.err()).isZero();
    }

    @AfterAll
    void close() {
        shop.close();
    }

    private Ended worksheet(String out, String... more) {
        return shell.run(
                List.of(
                        "worksheet",
                        "--ledger",
                        shop.ledger().toString(),
                        "--population",
                        population,
                        "--out",
                        directory.resolve(out).toString()),
                more);
    }

    @Test
    void aWorksheetIsMadeInAllFormsAndComesBack() throws Exception {
        Ended made = worksheet("w", "--control", "CM-01", "--tester", "email:tess@example.com", "--json");

        assertThat(made.err()).isEmpty();
        assertThat(made.exitCode()).isZero();
        JsonNode answer = made.json();
        assertThat(answer.path("items").asInt()).isEqualTo(2);
        assertThat(answer.path("relied").asBoolean()).isFalse();
        assertThat(directory.resolve("w"))
                .isDirectoryContaining("glob:**worksheet.{json,xlsx,csv,html}")
                .isDirectoryContaining("glob:**assessment-results.json");

        Path csv = directory.resolve("w/worksheet.csv");
        String filled = Files.readString(csv).replaceFirst("(?m)^(1,.*?,pass,0),,,", "$1,no deviation,,");
        Path returned = Files.writeString(directory.resolve("returned.csv"), filled);
        String[] arguments = {
            "worksheet",
            "import",
            returned.toString(),
            "--worksheet",
            directory.resolve("w").toString(),
            "--ledger",
            shop.ledger().toString(),
            "--tester",
            "email:tess@example.com"
        };
        Ended first = shell.run(arguments);
        Ended again = shell.run(arguments);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("recorded 1 results by email:tess@example.com; 0 were recorded before, 1 of 2");
        assertThat(again.out()).contains("recorded 0 results", "1 were recorded before");
        Ended listed = shell.run("ledger", "list", "--ledger", shop.ledger().toString(), "--kind", "test-result");
        assertThat(listed.out()).contains("test-result", "no deviation  payments-api → production", "of entry 1");
    }

    @Test
    void onlyTheFormsOfAWorksheetThatIsThereAreWrittenAgain() throws Exception {
        Ended made = worksheet("again", "--format", "csv");
        byte[] before = Files.readAllBytes(directory.resolve("again/worksheet.json"));
        Ended again = worksheet("again", "--format", "html,oscal");

        assertThat(made.exitCode()).isZero();
        assertThat(made.out()).contains("✗ The control cannot be relied on as planned", "standard: 0 of 1 deviate");
        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).contains("there is a worksheet already, made at ");
        assertThat(Files.readAllBytes(directory.resolve("again/worksheet.json")))
                .isEqualTo(before);
        assertThat(directory.resolve("again")).isDirectoryContaining("glob:**worksheet.html");
        assertThat(directory.resolve("again")).isDirectoryNotContaining("glob:**worksheet.xlsx");
    }

    @Test
    void mistakesAreToldAndExitWithTwo() {
        Ended nothing = shell.run("worksheet");
        Ended form = worksheet("x", "--format", "pdf");
        Ended none = shell.run(
                "worksheet",
                "import",
                shop.policy().toString(),
                "--worksheet",
                directory.toString(),
                "--ledger",
                shop.ledger().toString(),
                "--tester",
                "email:tess@example.com");

        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err()).contains("a worksheet needs --ledger, --population and --out");
        assertThat(form.exitCode()).isEqualTo(2);
        assertThat(form.err()).contains("\"pdf\" is no form of a worksheet; write one of xlsx, csv, oscal, html");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("there is no worksheet.json");
    }
}
