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
                "--change-type|urgent|Invalid value for option '--change-type'",
                "--time-budget|soon|is no duration; write 500ms, 30s or 2m",
                "--jira-kind|server|write cloud or data-center",
                "--pull-request|#7|is not an int",
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
                        new AccessDeniedException("/srv/ledger.pub"), command, command.parseArgs("demo"));
        Ended number = shell.run("ledger", "show", "first", "--ledger", directory.toString());

        assertThat(exitCode).isEqualTo(4);
        assertThat(err).hasToString("no permission for /srv/ledger.pub; see who may read and write there\n");
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

        refused(shell.run(shop.gate("payments-api")), 4);
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
    void anAppWithoutItsKeyIsRefused() {
        shell.variables.put("ITGC_GITHUB_APP_ID", "1234");

        Ended without = shell.run(shop.gate("payments-api"));
        shell.variables.put(
                "ITGC_GITHUB_APP_KEY_FILE", directory.resolve("nokey.pem").toString());
        Ended absent = shell.run(shop.gate("payments-api"));

        refused(without, 2);
        assertThat(without.err()).contains("ITGC_GITHUB_APP_KEY_FILE is not");
        refused(absent, 2);
        assertThat(absent.err()).contains("cannot be read");
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
