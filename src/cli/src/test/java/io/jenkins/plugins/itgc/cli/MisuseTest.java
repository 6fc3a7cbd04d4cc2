package io.jenkins.plugins.itgc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.cli.Shell.Ended;
import io.jenkins.plugins.itgc.cli.demo.Shop;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong: words, the right exit code, no stack trace, no secret, and nothing allowed. */
class MisuseTest {
    @TempDir
    private Path directory;

    private final Shell shell = new Shell();
    private Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = new Shop(directory);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--commit|3f2a1c9|is no full commit id",
                "--deployer|ben|is no identity; write github:LOGIN",
                "--repository|acme|is no repository; write OWNER/NAME",
                "--baseline|HEAD~1|is no full commit id",
                "--change-type|urgent|is no kind of change; write one of normal, standard, emergency",
                "--time-budget|soon|is no duration; write 500ms, 30s or 2m",
                "--jira-kind|server|write cloud or data-center",
                "--pull-request|seven|is no number of a pull request; write it like 7 or #7",
                "--pull-request|0|is no number of a pull request",
                "--pull-request|99999999999|is no number of a pull request",
            })
    void aWrongValueIsNamedWithWhatIsAllowed(String option, String value, String said) {
        // The option that the shop gives is replaced: picocli refuses one given twice.
        var arguments = shop.gate("payments-api");
        int given = arguments.indexOf(option);
        if (given >= 0) {
            arguments.remove(given);
            arguments.remove(given);
        }

        Ended ended = shell.run(arguments, option, value);

        refused(ended, 2);
        assertThat(ended.err()).contains(said).contains("Try 'itgc-gate gate --help'");
    }

    @Test
    void aFileThatNobodyMayReadAndWhatIsNoNumberAreNamedInWords() {
        var err = new StringWriter();
        var command = shell.command().setErr(new PrintWriter(err));
        int exitCode = new Failures()
                .handleExecutionException(
                        new AccessDeniedException("/tmp/ledger.pub"), command, command.parseArgs("demo"));
        Ended number = shell.run("ledger", "show", "first", "--ledger", directory.toString());

        assertThat(exitCode).isEqualTo(4);
        assertThat(err).hasToString("no permission for /tmp; see who may read and write there\n");
        refused(number, 2);
        assertThat(number.err()).contains("\"first\" is no whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--token", "--github-token", "--jira-token", "--password", "-token"})
    void aTokenAsAnArgumentIsToldWhereItGoesAndNotRepeated(String option) {
        for (Ended ended : new Ended[] {
            shell.run(shop.gate("payments-api"), option, "ghp_secret"),
            shell.run(shop.gate("payments-api"), option + "=ghp_secret"),
            shell.run("gate", option, "ghp_secret")
        }) {
            refused(ended, 2);
            assertThat(ended.err()).contains("ITGC_GITHUB_TOKEN").doesNotContain("ghp_secret");
        }
    }

    @Test
    void anUnknownOptionIsNamedWithoutItsValue() {
        Ended ended = shell.run(shop.gate("payments-api"), "--tokn", "ghp_secret");

        refused(ended, 2);
        assertThat(ended.err()).contains("Unknown option: --tokn").doesNotContain("ghp_secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://github.example/api/v3", "http://10.0.0.7", "ftp://github.example", "nonsense"})
    void anAddressThatWouldShowTheTokenIsRefused(String url) {
        Ended ended = shell.run(shop.gate("payments-api", "production", url));

        refused(ended, 2);
    }

    @Test
    void anUnknownEnvironmentIsRefusedWithThoseThatThereAre() {
        Ended ended = shell.run(shop.gate("payments-api", "prodution", shop.gitHub()));

        refused(ended, 2);
        assertThat(ended.err())
                .contains("no environment is named \"prodution\"")
                .contains("staging");
        assertThat(shop.ledger()).doesNotExist();
    }

    @Test
    void aWrongPolicyIsToldByLineAndColumn() throws Exception {
        Files.writeString(shop.policy(), Files.readString(shop.policy()).replace("required: true", "requird: yes"));

        Ended ended = shell.run(shop.gate("payments-api"));

        refused(ended, 2);
        assertThat(ended.err()).containsPattern("policy\\.yaml:\\d+:\\d+: controls\\.rollback-plan");
    }

    @Test
    void aLedgerThatAnotherWriterHoldsEndsWithFour() throws Exception {
        try (var other = FileLedger.open(shop.ledger(), LedgerOptions.defaults())) {
            Ended ended = shell.run(shop.gate("payments-api"), "--wait-for-lock", "200ms");

            refused(ended, 4);
            assertThat(other.size()).isZero();
        }
    }

    @Test
    void aLedgerThatCannotBeWrittenEndsWithFour() throws Exception {
        Files.writeString(shop.ledger(), "a file where the directory should be");

        Ended ended = shell.run(shop.gate("payments-api"));

        refused(ended, 4);
        assertThat(ended.err())
                .isEqualTo("cannot open the ledger in " + shop.ledger() + ": " + shop.ledger()
                        + " is there already, and is no directory\n");
    }

    @Test
    void aLedgerThatIsNoneEndsWithFour() {
        refused(
                shell.run(
                        "ledger",
                        "list",
                        "--ledger",
                        directory.resolve("nowhere").toString()),
                4);
    }

    @Test
    void aPullRequestIsNumberedAsPeopleWriteIt() {
        Ended ended = shell.run(shop.gate("payments-api"), "--pull-request", "#401", "--json");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.json().path("controls").toString()).contains("#401");
    }

    @Test
    void aLedgerThatIsNotThereIsMadeByTheGateAlone() {
        String nowhere = directory.resolve("nowhere").toString();
        String policy = shop.policy().toString();
        for (List<String> command : List.of(
                List.of("record-result", "1", "--outcome", "success", "--started", "2026-01-31"),
                List.of("review", "1", "--policy", policy, "--reviewer", "github:ann", "--accept", "--comment", "x"),
                List.of("exceptions", "open", "--from", "2026-01-01", "--to", "2026-01-31"),
                List.of("exceptions", "assign", "1", "--by", "github:ann", "--owner", "github:ann"))) {
            Ended ended = shell.run(command, "--ledger", nowhere);

            refused(ended, 4);
            assertThat(ended.err()).isEqualTo("there is no ledger in " + nowhere + "; check the path\n");
        }
        assertThat(directory.resolve("nowhere")).doesNotExist();
    }

    @Test
    void aDirectoryWithoutALedgerIsNone() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other"));
        for (List<String> command : List.of(
                List.of("ledger", "verify"),
                List.of("ledger", "list"),
                List.of("exceptions", "list"),
                List.of("population", "--from", "2026-01-01", "--to", "2026-01-31", "--out", other + "/q1"))) {
            Ended ended = shell.run(command, "--ledger", other.toString());

            refused(ended, 4);
            assertThat(ended.err()).contains("there is no ledger in " + other + "; check the path");
        }
        assertThat(other).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ledger list --ledger x --limit many|\"many\" is no whole number, like 25",
                "ledger list --ledger x --limit 99999999999|\"99999999999\" is too large",
                "ledger list --ledger x --kind decisions|is no kind of entry; write one of decision, deployment-start,",
                "ledger list --ledger x --from 2026-02-01 --to 2026-01-01|--to lies before --from",
                "exceptions list --ledger x --from 2026-02-01 --to 2026-01-01|--to lies before --from",
                "exceptions list --ledger x --from yesterday|is no time; write 2026-11-03T14:02:00Z",
                "exceptions assign x --ledger x --by github:a --owner github:b|\"x\" is no whole number",
                "exceptions assign 1 --ledger x --by github:a --owner github:b --due 31.1.2026|no day; write 2026-03-31",
                "exceptions assign 1 --ledger x --by github:a --owner github:b --type late|write one of timing, execution,",
                "record-result 1 --ledger x --outcome won|is no outcome; write one of success, failure, aborted",
                "population --ledger x --from 2026-02-30 --to 2026-03-31 --out x|\"2026-02-30\" is no day",
                "population --ledger x --from 2026-01-01 --to +999999999-12-31 --out x|is no day of a ledger",
                "population --ledger x --from 2026-01-01 --to 2026-01-31 --zone Europe/Berln --out x|is no time zone; write",
                "population --ledger x --from 2026-01-01 --to 2026-01-31 --out x --source nowhere.csv|there is no file nowhere.csv",
                "population --ledger x --from 2026-01-01 --to 2026-01-31 --out x --source src|src is a directory, and a file",
                "population --ledger x --from 2026-01-31 --to 2026-01-01 --out x|before it begins on 2026-01-31",
                "sample --population x --seed-digits 0|--seed-digits must be at least 1",
                "sample --population x --size 1,5|\"1,5\" is no whole number",
                "sample --population x --accept one|\"one\" is no whole number",
                "sample --population x --confidence 95|is no rate from 0 to 1",
                "sample --population src|there is no frozen population in src; freeze one first",
                "publish --ledger x --to y --bundle-month 2026-13|\"2026-13\" is no month; write 2026-03",
                "publish --ledger x --to y --bundle src|src is a directory, and a file is asked for",
                "publish --ledger x --to y --lock forever|is no mode of Object Lock; write one of compliance, governance",
                "publish --ledger x --to y --retain-years ten|\"ten\" is no whole number",
                "verify-bundle nothing.zip|there is no file nothing.zip; check the path",
                "worksheet import src --worksheet x --ledger x --tester github:a|src is a directory, and a file is asked for",
            })
    void whatIsWrongInACommandIsSaidWithWhatIsRight(String command, String said) {
        Ended ended = shell.run(command.split(" "));

        refused(ended, 2);
        assertThat(ended.err()).contains(said);
    }

    @Test
    void anAppWithoutItsKeyIsRefused() {
        shell.variables.put("ITGC_GITHUB_APP_ID", "1234");

        Ended without = shell.run(shop.gate("payments-api"));
        shell.variables.put(
                "ITGC_GITHUB_APP_KEY_FILE", directory.resolve("nokey.pem").toString());
        Ended absent = shell.run(shop.gate("payments-api"));

        refused(without, 2);
        assertThat(without.err()).contains("ITGC_GITHUB_APP_KEY_FILE is not");
        refused(absent, 2);
        assertThat(absent.err()).contains("cannot be read: there is no file or directory");
    }

    @Test
    void textThatAnswersNothingIsNoStackTrace() {
        refused(shell.run(), 2);
        refused(shell.run("gat"), 2);
        refused(shell.run("ledger", "show", "one", "--ledger", "x"), 2);
        refused(shell.run("policy", "show", "absent.yaml", "--service", "a", "--environment", "b"), 2);
    }

    @Test
    void anArgumentIsNeverAFileOfArguments() throws Exception {
        Path file = Files.writeString(directory.resolve("args"), "--json");

        Ended ended = shell.run(shop.gate("payments-api"), "--trigger", "@" + file);

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("ALLOWED");
    }

    private static void refused(Ended ended, int exitCode) {
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isNotBlank().doesNotContain("\tat ").doesNotContain("java.lang.");
    }
}
