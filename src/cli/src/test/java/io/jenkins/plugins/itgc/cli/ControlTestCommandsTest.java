package io.jenkins.plugins.itgc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.cli.Shell.Ended;
import io.jenkins.plugins.itgc.cli.demo.Shop;
import io.jenkins.plugins.itgc.gate.ChangeGate;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.policy.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A period from its exceptions to the bundle that is checked elsewhere, by the commands alone. */
class ControlTestCommandsTest {
    private final Shell shell = new Shell();
    private Path directory;
    private Shop shop;
    private LocalDate day;

    @BeforeEach
    void fill(@TempDir Path temporary) throws Exception {
        directory = temporary;
        shop = new Shop(temporary.resolve("shop"));
        assertThat(shell.run(shop.gate("payments-api")).exitCode()).isZero();
        assertThat(shell.run(shop.gate("orders-api")).exitCode()).isEqualTo(1);
        try (var ledger =
                new DeploymentLedger(FileLedger.open(shop.ledger(), LedgerOptions.defaults()), shop.ledger())) {
            var gate = new ChangeGate(ledger, Instant::now, Runnable::run);
            gate.recordResult(1, Outcome.SUCCESS, Instant.now(), Instant.now());
            gate.override(Policy.read(shop.policy()), 2, Identity.gitHub("carla"), "INC-1 \u001b[2J burns.");
            gate.recordResult(2, Outcome.SUCCESS, Instant.now(), Instant.now());
            day = ledger.ledger()
                    .entry(0)
                    .orElseThrow()
                    .time()
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate();
        }
        shell.ahead = Duration.ofDays(2);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Ended run(String... arguments) {
        return shell.run(arguments);
    }

    private Ended ok(String... arguments) {
        Ended ended = shell.run(arguments);
        assertThat(ended.exitCode())
                .as(String.join(" ", arguments) + "\n" + ended.err())
                .isZero();
        return ended;
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private String ledger() {
        return shop.ledger().toString();
    }

    private void test() throws Exception {
        ok("population", "--ledger", ledger(), "--from", "" + day, "--to", "" + day, "--out", path("q1"));
        String[] sample = {"--size", "1", "--reason", "a test", "--seed", "12345678901234567890", "--seed-from", "dice"
        };
        ok(concat(List.of("sample", "--population", path("q1")), sample));
        ok(concat(
                List.of("worksheet", "--ledger", ledger(), "--population", path("q1"), "--out", path("q1/worksheet")),
                "--confidence",
                "95%",
                "--tolerable",
                "5%"));
        Path csv = directory.resolve("q1/worksheet/worksheet.csv");
        String filled = Files.readString(csv)
                .replaceAll("(?m)^(\\d+,.*?,(?:pass|fail|n/a),\\d),,,", "$1,no deviation,Looked at it.,");
        Path returned = Files.writeString(directory.resolve("returned.csv"), filled);
        ok(concat(
                List.of("worksheet", "import", returned.toString(), "--worksheet", path("q1/worksheet")),
                "--ledger",
                ledger(),
                "--tester",
                "github:tess"));
    }

    private static String[] concat(List<String> first, String... rest) {
        return Stream.concat(first.stream(), Stream.of(rest)).toArray(String[]::new);
    }

    private JsonNode open() {
        return ok(concat(
                        List.of("exceptions", "open", "--ledger", ledger(), "--from", "" + day, "--to", "" + day),
                        "--population",
                        path("q1"),
                        "--worksheet",
                        path("q1/worksheet"),
                        "--json"))
                .json()
                .path("opened");
    }

    private Ended signOff(String by) {
        return run(concat(
                List.of(
                        "signoff",
                        "--ledger",
                        ledger(),
                        "--policy",
                        shop.policy().toString(),
                        "--population",
                        path("q1")),
                "--worksheet",
                path("q1/worksheet"),
                "--by",
                by,
                "--on",
                "" + day.plusDays(1),
                "--statement",
                "Reviewed."));
    }

    private Ended step(String step, long number, String... more) {
        return run(concat(List.of("exceptions", step, "" + number, "--ledger", ledger()), more));
    }

    @Test
    void aPeriodIsTestedFollowedUpSignedOffAndBundled() throws Exception {
        test();
        assertThat(signOff("github:ben").exitCode()).isEqualTo(2);
        assertThat(signOff("github:ben").err()).contains("exceptions are not opened", "override/4");
        JsonNode opened = open();
        assertThat(opened).isNotEmpty();
        assertThat(open()).isEmpty();
        assertThat(signOff("github:ben").err()).contains("1 exception has no owner");
        for (JsonNode exception : opened) {
            long number = exception.path("number").asLong();
            assertThat(step("assign", number, "--by", "github:carla", "--owner", "github:ann", "--due", "" + day)
                            .exitCode())
                    .isZero();
        }
        assertThat(signOff("github:tess").exitCode()).isEqualTo(2);
        Ended signed = signOff("github:ben");
        assertThat(signed.exitCode()).as(signed.err()).isZero();
        assertThat(signed.out()).contains("github:ben reviewed " + day);

        String key = ok("ledger", "key", "--ledger", ledger()).out().strip();
        ok(concat(
                List.of(
                        "bundle",
                        "--ledger",
                        ledger(),
                        "--population",
                        path("q1"),
                        "--worksheet",
                        path("q1/worksheet")),
                "--out",
                path("bundle.zip")));
        Ended verified = ok("verify-bundle", path("bundle.zip"), "--key", key);
        assertThat(verified.out())
                .contains(
                        "✓ intact:",
                        "the draw was performed again",
                        "signed off on " + day.plusDays(1) + " by github:ben")
                .doesNotContain("WARNING", "\u001b[2J");
        assertThat(ok("verify-bundle", path("bundle.zip")).out())
                .contains("WARNING: checked with the key in the bundle");

        byte[] bytes = Files.readAllBytes(directory.resolve("bundle.zip"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(directory.resolve("changed.zip"), bytes);
        Ended changed = run("verify-bundle", path("changed.zip"), "--key", key, "--json");
        assertThat(changed.exitCode()).isEqualTo(4);
        assertThat(changed.json().path("findings")).isNotEmpty();
        assertThat(run("verify-bundle", path("nothing.zip")).exitCode()).isEqualTo(2);
    }

    @Test
    void aTestIsSignedOffAndBundledFromItsOwnLedgerAlone() throws Exception {
        test();
        try (var other = FileLedger.open(directory.resolve("other"), LedgerOptions.defaults())) {
            other.checkpoint();
        }
        String[] tested = {"--ledger", path("other"), "--population", path("q1"), "--worksheet", path("q1/worksheet")};

        Ended signed = run(concat(
                Stream.concat(Stream.of("signoff"), Stream.of(tested)).toList(),
                "--policy",
                shop.policy().toString(),
                "--by",
                "github:ben",
                "--on",
                "" + day.plusDays(1),
                "--statement",
                "Reviewed."));
        Ended bundled = run(
                concat(Stream.concat(Stream.of("bundle"), Stream.of(tested)).toList(), "--out", path("bundle.zip")));
        Ended nowhere = run(concat(
                List.of("bundle", "--ledger", ledger(), "--population", path("q1"), "--worksheet"),
                path("q1/worksheet"),
                "--out",
                path("nowhere/bundle.zip")));

        assertThat(signed.exitCode()).isEqualTo(2);
        assertThat(signed.err()).isEqualTo("this ledger is not the one that was tested; name the ledger of the test\n");
        assertThat(bundled.exitCode()).isEqualTo(2);
        assertThat(bundled.err()).isEqualTo(signed.err());
        assertThat(nowhere.exitCode()).isEqualTo(4);
        assertThat(nowhere.err()).isEqualTo("there is no directory " + path("nowhere") + "; check the path\n");
    }

    @Test
    void anExceptionGoesItsWholeWay() throws Exception {
        JsonNode opened = ok(concat(
                        List.of("exceptions", "open", "--ledger", ledger(), "--from", "" + day, "--to", "" + day),
                        "--json"))
                .json()
                .path("opened");
        assertThat(opened).hasSize(1);
        long number = opened.get(0).path("number").asLong();
        assertThat(opened.get(0).path("status").asText()).isEqualTo("unowned");

        Ended early =
                step("close", number, "--policy", shop.policy().toString(), "--by", "github:ben", "--comment", "Done.");
        assertThat(early.exitCode()).isEqualTo(2);
        assertThat(early.err()).contains("it lacks an owner");
        step("assign", number, "--by", "github:carla", "--owner", "github:ann", "--due", "" + day, "--type", "timing");
        Ended listed = ok("exceptions", "list", "--ledger", ledger());
        assertThat(listed.out())
                .contains(
                        "OVERDUE since " + day,
                        "Timing: blocked, and overridden",
                        "owner github:ann",
                        "1 of them overdue")
                .contains("overridden by github:carla: INC-1 \\u001B[2J burns.");
        step("respond", number, "--by", "github:ann", "--cause", "An outage.", "--response", "A second host.");
        step(
                "retest",
                number,
                "--by",
                "github:ben",
                "--passed",
                "--item",
                "payments-api",
                "--decision",
                "1",
                "--on",
                "" + day.plusDays(1),
                "--seen",
                "Approved before.");
        assertThat(step(
                                "close",
                                number,
                                "--policy",
                                shop.policy().toString(),
                                "--by",
                                "github:ann",
                                "--comment",
                                "Done.")
                        .err())
                .contains("another person must close it");
        Ended closed =
                step("close", number, "--policy", shop.policy().toString(), "--by", "github:ben", "--comment", "Done.");
        assertThat(closed.exitCode()).as(closed.err()).isZero();
        assertThat(closed.out()).contains("closed", "retest: passed on", "closed by github:ben");
        assertThat(ok("exceptions", "list", "--ledger", ledger(), "--open").out())
                .contains("no such exception");
        assertThat(ok("ledger", "list", "--ledger", ledger(), "--kind", "exception-changed")
                        .out())
                .contains("assigned", "responded", "retested", "closed");
    }

    @Test
    void theScopeOfAPeriodIsShownWithItsApproval() {
        Ended scope = ok("scope", "--ledger", ledger(), "--from", "" + day, "--to", "" + day);
        Ended before = ok("scope", "--ledger", ledger(), "--from", "2020-01-01", "--to", "2020-01-02");

        assertThat(scope.out()).contains("scope: ", "approved by ", "decided from " + day);
        assertThat(before.out()).contains("the ledger has no policy that the gate decided by");
        assertThat(run("scope", "--ledger", ledger(), "--from", "2026-02-01", "--to", "2026-01-01")
                        .exitCode())
                .isEqualTo(2);
    }
}
