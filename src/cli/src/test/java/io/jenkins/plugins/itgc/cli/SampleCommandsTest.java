package io.jenkins.plugins.itgc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.cli.Shell.Ended;
import io.jenkins.plugins.itgc.cli.demo.Shop;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Population and sample of a ledger that the gate wrote: an allowed deployment of payments-api, a blocked one of orders-api, an
 * emergency of orders-api. The command's clock is set to the day after.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SampleCommandsTest {
    private static final String SEED = "12345678901234567890";

    private final Shell shell = new Shell();
    private Shop shop;
    private Path directory;
    private LocalDate today;

    @BeforeAll
    void fill(@TempDir Path temporary) throws Exception {
        directory = temporary;
        shop = new Shop(temporary.resolve("shop"));
        assertThat(shell.run(shop.gate("payments-api")).exitCode()).isZero();
        assertThat(shell.run(shop.gate("orders-api")).exitCode()).isEqualTo(1);
        assertThat(shell.run(shop.gate("orders-api"), "--change-type", "emergency", "--justification", "INC-1")
                        .exitCode())
                .isZero();
        try (FileLedger ledger = FileLedger.read(shop.ledger())) {
            Entry first = ledger.entry(0).orElseThrow();
            today = first.time().atZone(ZoneOffset.UTC).toLocalDate();
        }
        shell.ahead = Duration.ofDays(2);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void aListThatIsNotThereIsNamed() {
        String list = directory.resolve("deployed by hand.csv").toString();
        Ended ended = population(directory.resolve("unlisted").toString(), "--source", list);

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("'--source': there is no file " + list + "; check the path\n");
        assertThat(directory.resolve("unlisted")).doesNotExist();
    }

    @Test
    void aPopulationIsFrozenSampledAndPerformedAgain() {
        String q1 = directory.resolve("q1").toString();
        String key = shell.run("ledger", "key", "--ledger", shop.ledger().toString())
                .out()
                .strip();

        Ended frozen = population(q1, "--key", key, "--environment", "production");
        Ended drawn = sample(q1, "--size", "1", "--reason", "automated, policy unchanged");
        Ended again = shell.run("sample", "verify", "--population", q1);

        assertThat(frozen.err()).isEmpty();
        assertThat(frozen.exitCode()).isZero();
        assertThat(frozen.out())
                .contains("frozen: 2 deployments from " + today)
                .contains("standard 1, emergency 1, override 0")
                .contains("left out: 1 blocked")
                .contains("✓ entries 0 to before 4 are those of the signed checkpoint of size 4")
                .contains("not compared with what the deploying system did");
        assertThat(drawn.exitCode()).isZero();
        assertThat(drawn.out())
                .contains("drawn: 2 of 2 deployments")
                .contains("standard: 1 of 1")
                .contains("emergency: all 1 of 1")
                .contains("chosen: 1, automated, policy unchanged")
                .contains("draw 1: number 1");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("✓ performed again: 1 draws give the same");
        assertThat(sample(q1, "--size", "1").exitCode()).isEqualTo(2);
        assertThat(sample(q1, "--size", "1").err()).contains("one sample is drawn");
    }

    @Test
    void machinesGetTheFilesContent() throws Exception {
        String out = directory.resolve("json").toString();

        Ended frozen = population(out, "--json");
        Ended drawn = sample(out, "--json", "--confidence", "95%", "--tolerable", "5%");
        Ended verified = shell.run("sample", "verify", "--json", "--population", out);

        assertThat(frozen.json().at("/population/count").asLong()).isEqualTo(2);
        assertThat(frozen.json().at("/population/ledger/scope").asText()).isEqualTo("period");
        assertThat(drawn.json().at("/rule/tolerable").asText()).isEqualTo("0.05");
        assertThat(drawn.json().at("/strata/0/basis").asText())
                .contains("binomial")
                .contains("all are tested");
        assertThat(verified.json().path("holds").asBoolean()).isTrue();
    }

    @Test
    void aChangedSampleIsFoundAndTheItemNamed() throws Exception {
        Path out = directory.resolve("changed");
        population(out.toString());
        sample(out.toString(), "--frequency", "daily", "--table", "lower");
        Path file = out.resolve("sample.json");
        Files.writeString(file, Files.readString(file).replace("\"number\" : 1", "\"number\" : 2"));

        Ended verified = shell.run("sample", "verify", "--population", out.toString());

        assertThat(verified.exitCode()).isEqualTo(4);
        assertThat(verified.out()).contains("✗ pick 1 of the stratum standard must be deployment 1");
    }

    @Test
    void aLedgerThatWasTamperedWithIsRefused() throws Exception {
        Path copy = shop.tamper();
        var arguments = new ArrayList<>(days());
        arguments.addAll(List.of(
                "--ledger",
                copy.toString(),
                "--out",
                directory.resolve("tampered").toString()));

        Ended refused = shell.run(arguments);
        Ended accepted = shell.run(arguments, "--with-findings");

        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err())
                .contains("does not verify, so nothing was frozen")
                .contains("(entry 1)");
        assertThat(accepted.exitCode()).isZero();
        assertThat(accepted.out()).contains("✗ CHANGED").contains("(entry 1)");
    }

    @Test
    void whatCannotBeDoneIsRefusedWithWhatToDo() throws Exception {
        String out = directory.resolve("misuse").toString();
        assertThat(sample(out, "--size", "1").err())
                .contains("no frozen population")
                .contains("freeze one first");
        assertThat(population(out, "--service", "nobody").err()).contains("nothing that is asked for was let go on");
        assertThat(population(out, "--zone", "Berlin").err()).contains("is no time zone; write UTC");
        assertThat(shell.run("population", "--ledger", "x", "--out", "y", "--from", "1.1.2026", "--to", "2026-01-02")
                        .err())
                .contains("is no day; write 2026-03-31");
        assertThat(population(out, "--source", directory.resolve("none.csv").toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(population(out).exitCode()).isZero();
        assertThat(population(out).err()).contains("never overwritten");

        assertThat(shell.run("sample").err()).contains("--population");
        assertThat(shell.run("sample", "--population", out, "--size", "1").err())
                .contains("--seed");
        assertThat(shell.run("sample", "--population", out, "--size", "1", "--seed", "1", "--seed-from", "me")
                        .err())
                .contains("needs at least 20");
        for (String[] wrong : new String[][] {
            {},
            {"--confidence", "95%"},
            {"--size", "1", "--frequency", "daily"},
            {"--table", "upper"},
            {"--confidence", "95%", "--tolerable", "5%", "--expected", "5%"},
            {"--confidence", "100%", "--tolerable", "5%"},
            {"--confidence", "95", "--tolerable", "5%"},
            {"--confidence", "95%", "--tolerable", "5%", "--method", "chosen"},
            {"--confidence", "95%", "--tolerable", "5%", "--expected", "1%", "--accept", "1"},
            {"--size", "2"},
            {"--size", "0"},
            {"--extend", "3"},
            {"--frequency", "hourly"}
        }) {
            Ended ended = sample(out, wrong);
            assertThat(ended.exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(ended.err()).doesNotContain("error of the program");
        }
        assertThat(Path.of(out, "sample.json")).doesNotExist();
    }

    @Test
    void aSampleIsExtendedAndItemsAreVoided() {
        String out = directory.resolve("extended").toString();
        population(out);
        assertThat(sample(out, "--draw", "emergency", "--size", "1").exitCode()).isZero();

        Ended larger = shell.run("sample", "--population", out, "--extend", "2", "--reason", "a deviation");
        Ended voided = shell.run("sample", "--population", out, "--void", "1", "--reason", "a dry run");

        assertThat(larger.exitCode()).isEqualTo(2);
        assertThat(larger.err()).contains("no more to draw");
        assertThat(voided.exitCode()).isEqualTo(2);
        assertThat(voided.err()).contains("no more to draw");
        assertThat(shell.run("sample", "verify", "--population", out).exitCode())
                .isZero();
    }

    private Ended population(String out, String... more) {
        var arguments = new ArrayList<>(days());
        arguments.addAll(List.of("--ledger", shop.ledger().toString(), "--out", out));
        return shell.run(arguments, more);
    }

    private List<String> days() {
        return List.of(
                "population",
                "--from",
                today.toString(),
                "--to",
                today.plusDays(1).toString());
    }

    private Ended sample(String population, String... more) {
        return shell.run(
                List.of("sample", "--population", population, "--seed", SEED, "--seed-from", "an example"), more);
    }
}
