package io.jenkins.plugins.itgc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.cli.Shell.Ended;
import io.jenkins.plugins.itgc.cli.demo.Shop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

class GateCommandTest {
    private static final String NOBODY = "http://127.0.0.1:9";

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

    @Test
    void anAllowedDeploymentEndsWithZero() {
        Ended ended = shell.run(shop.gate("payments-api"));

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .startsWith("ALLOWED  payments-api → production   "
                        + shop.commit("payments-api").substring(0, 7) + ", 1 change since ")
                .contains("✓ approved change       #401: approved by ben (write), 2025-06-03 13:10 UTC")
                .contains("– not asked for         risk and impact,")
                .contains("entry 1 · policy ")
                .contains("… · checkpoint 2");
        assertThat(ended.err()).contains("new ledger in ").contains("itgc-gate/ledger+");
    }

    @Test
    void aBlockedDeploymentEndsWithOneAndSaysWhatToDo() {
        Ended ended = shell.run(shop.gate("orders-api"));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .startsWith("BLOCKED  orders-api → production")
                .contains("✗ approved change       #77: ben's approval is of ")
                .contains("(APPROVAL_STALE)")
                .contains("→ Have the final revision approved.");
    }

    @Test
    void whatCannotBeDeterminedIsBlockedWithThree() {
        Ended ended = shell.run(
                shop.gate("payments-api", "production", NOBODY),
                "--time-budget",
                "500ms",
                "--rollback-plan",
                "Deploy the previous image; the schema is unchanged, nothing else is needed.");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out())
                .startsWith("BLOCKED, NOT DETERMINABLE  payments-api")
                .contains("? approved change")
                .contains("(SERVER_UNREACHABLE)");
    }

    @Test
    void observingBlocksNothingAndSaysWhatItWouldDo() {
        Ended ended = shell.run(shop.gate("orders-api", "staging", shop.gitHub()));

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .startsWith("WOULD BE BLOCKED  orders-api → staging")
                .contains("only observed");
    }

    @Test
    void anEnvironmentOutOfScopeIsRecordedWithItsReason() {
        Ended ended = shell.run(shop.gate("orders-api", "sandbox", NOBODY));

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .startsWith("OUT OF SCOPE  orders-api → sandbox")
                .contains("Holds no data of customers, and is rebuilt every night.");
    }

    @Test
    void machinesGetOneLineOfJson() {
        Ended ended = shell.run(shop.gate("orders-api"), "--json");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out().strip()).doesNotContain("\n");
        var answer = ended.json();
        assertThat(answer.path("allowed").asBoolean()).isFalse();
        assertThat(answer.path("verdict").asText()).isEqualTo("blocked");
        assertThat(answer.path("mode").asText()).isEqualTo("enforce");
        assertThat(answer.path("entry").asLong()).isEqualTo(1);
        assertThat(answer.path("checkpoint").asLong()).isEqualTo(2);
        assertThat(answer.path("deployer").asText()).isEqualTo("github:dora");
        assertThat(answer.path("commit").asText()).isEqualTo(shop.commit("orders-api"));
        var control = answer.path("controls").get(0);
        assertThat(control.path("id").asText()).isEqualTo("approved-change");
        assertThat(control.path("outcome").asText()).isEqualTo("fail");
        assertThat(control.path("waived").asBoolean()).isFalse();
        assertThat(control.path("reasons").findValuesAsText("code")).contains("APPROVAL_STALE", "BASELINE_NAMED");
        assertThat(control.path("reasons").findValuesAsText("remedy")).contains("Have the final revision approved.");
    }

    @Test
    void askedAgainUnderTheSameKeyItGivesTheSameEntry() {
        Ended first = shell.run(shop.gate("payments-api"), "--json", "--key", "build-7");
        Ended again = shell.run(shop.gate("payments-api"), "--json", "--key", "build-7");

        assertThat(again.json().path("entry").asLong())
                .isEqualTo(first.json().path("entry").asLong());
        assertThat(again.json().path("deploymentId")).isEqualTo(first.json().path("deploymentId"));
    }

    @Test
    void aKeyIsNoPassForAnotherDeployment() {
        Ended first = shell.run(shop.gate("payments-api"), "--key", "build-7");
        Ended other = shell.run(shop.gate("orders-api"), "--key", "build-7");
        Ended elsewhere = shell.run(shop.gate("payments-api", "staging", shop.gitHub()), "--key", "build-7");

        assertThat(first.exitCode()).isZero();
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.out()).isEmpty();
        assertThat(other.err()).contains("belongs to another question, entry 1");
        assertThat(elsewhere.exitCode()).isEqualTo(2);
    }

    @Test
    void aTitleWithEscapesIsHarmlessInTheRecord() throws Exception {
        try (var hostile = new HostileTitles(shop.gitHub())) {
            shell.run(shop.gate("payments-api", "production", hostile.gitHub()));
        }

        Ended json = shell.run(
                "ledger", "show", "1", "--json", "--ledger", shop.ledger().toString());

        assertThat(json.json().findValuesAsText("title")).contains("\\u001B[2J\\u202ERound half even");
        assertThat(json.out()).doesNotContain("\u001b", "\\u001b", "\u202e", "\\u202e");
    }

    @Test
    void anEmergencyIsAllowedAndItsWaivedControlsAreMarked() {
        Ended ended =
                shell.run(shop.gate("orders-api"), "--change-type", "emergency", "--justification", "INC-1: it burns");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains(", emergency change")
                .contains("~ approved change")
                .contains("does not block this kind of change")
                .contains("review owed           → by another person until ")
                .doesNotContain("→ Have the final revision approved.");
    }

    @Test
    void aTestFileWithEscapesInItsNameIsHarmless() throws Exception {
        Path folder = Files.createDirectories(shop.workspace().resolve("odd"));
        Files.writeString(folder.resolve("TEST-\u001b[2Jx.xml"), "<html>no tests</html>", StandardCharsets.UTF_8);

        Ended text = shell.run(shop.gate("invoices"), "--test-results", "odd/*.xml");
        Ended json = shell.run(shop.gate("invoices"), "--test-results", "odd/*.xml", "--json");

        assertThat(text.out()).doesNotContain("\u001b").contains("\\u001B[2Jx.xml");
        assertThat(json.json().toString()).contains("TEST_UNREADABLE");
        assertThat(json.json().findValuesAsText("subject")).noneMatch(subject -> subject.contains("\u001b"));
    }

    @Test
    void aRollbackPlanOutsideTheWorkspaceIsRefused() throws Exception {
        Files.writeString(directory.resolve("plan.md"), "Deploy the previous image and run the down migration.");

        Ended ended = shell.run(shop.gate("invoices"), "--rollback-plan-file", "../plan.md");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("(FILE_OUTSIDE_WORKSPACE)");
    }

    @Test
    void aRollbackPlanInTheWorkspaceCounts() throws Exception {
        Files.writeString(
                shop.workspace().resolve("plan.md"),
                "Deploy the previous image and run the down migration of invoices.");

        Ended ended = shell.run(shop.gate("invoices"), "--rollback-plan-file", "plan.md");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("✓ rollback plan         file plan.md, 65 characters");
    }

    @Test
    void coloursAreForTerminals() {
        shell.ansi = Ansi.ON;

        assertThat(shell.run(shop.gate("orders-api")).out())
                .contains("\u001b[1m\u001b[31mBLOCKED")
                .contains("\u001b[32m✓\u001b[");
    }

    @Test
    void asciiIsEnough() {
        shell.charset = StandardCharsets.US_ASCII;

        assertThat(shell.run(shop.gate("orders-api")).out())
                .matches("\\p{ASCII}+")
                .contains("orders-api -> production")
                .contains("x approved change")
                .contains("-> Have the final revision approved.")
                .contains("+ test evidence");
    }
}
