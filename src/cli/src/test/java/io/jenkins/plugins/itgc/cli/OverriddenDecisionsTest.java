package io.jenkins.plugins.itgc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.cli.Shell.Ended;
import io.jenkins.plugins.itgc.cli.demo.Shop;
import io.jenkins.plugins.itgc.gate.ChangeGate;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.policy.Policy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands on a ledger that holds: 0 the policy, 1 a blocked deployment of orders-api, 2 its override, 3 its start, 4 another
 * blocked one, 5 its rejection.
 */
@TestInstance(Lifecycle.PER_CLASS)
class OverriddenDecisionsTest {
    private final Shell shell = new Shell();
    private Shop shop;

    @BeforeAll
    void fill(@TempDir Path directory) throws Exception {
        shop = new Shop(directory);
        assertThat(shell.run(shop.gate("orders-api")).exitCode()).isEqualTo(1);
        try (var ledger =
                new DeploymentLedger(FileLedger.open(shop.ledger(), LedgerOptions.defaults()), shop.ledger())) {
            var gate = new ChangeGate(ledger, Instant::now, Runnable::run);
            gate.override(Policy.read(shop.policy()), 1, Identity.gitHub("carla"), "INC-1 \u001b[2J burns.");
            gate.recordStart(1, Instant.now());
        }
        assertThat(shell.run(shop.gate("orders-api")).exitCode()).isEqualTo(1);
        try (var ledger =
                new DeploymentLedger(FileLedger.open(shop.ledger(), LedgerOptions.defaults()), shop.ledger())) {
            new ChangeGate(ledger, Instant::now, Runnable::run).reject(4, Identity.gitHub("ben"), "Not before Monday.");
        }
    }

    @AfterAll
    void close() {
        shop.close();
    }

    private Ended onLedger(String... arguments) {
        return shell.run(List.of(arguments), "--ledger", shop.ledger().toString());
    }

    @Test
    void theListSaysWhoOverrodeAndWhoRejectedWhat() {
        List<String> lines = onLedger("ledger", "list").out().lines().toList();

        assertThat(lines.get(0))
                .contains("rejection")
                .contains("by github:ben  orders-api → production")
                .endsWith("of entry 4");
        assertThat(lines.get(2)).contains("deployment-start").contains("started  orders-api → production");
        assertThat(lines.get(3))
                .contains("override")
                .contains("by github:carla  orders-api → production")
                .endsWith("of entry 1");
    }

    @Test
    void theListIsFilteredByTheNewKinds() {
        for (String kind : List.of("override", "rejection", "deployment-start")) {
            assertThat(onLedger("ledger", "list", "--kind", kind, "--service", "orders-api", "--json")
                            .json()
                            .path("entries"))
                    .as(kind)
                    .hasSize(1);
        }
    }

    @Test
    void anOverrideIsShownByItsMembersWithNothingThatActsOnTheTerminal() {
        Ended ended = onLedger("ledger", "show", "2");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains("  by: github:carla")
                .contains("  reason: INC-1 \\u001B[2J burns.")
                .contains("  blockedBy: [")
                .doesNotContain("\u001b[2J");
    }

    @Test
    void aDecisionIsShownWithWhatFollowedIt() {
        Ended overridden = onLedger("ledger", "show", "1");
        Ended rejected = onLedger("ledger", "show", "4", "--replay");

        assertThat(overridden.exitCode()).isZero();
        assertThat(overridden.out())
                .containsSubsequence("entry 1 · policy", "~ overridden", "by github:carla", "INC-1 \\u001B[2J burns.")
                .containsSubsequence("review owed", "by another person until", "– started")
                .doesNotContain("\u001b[2J", "rejected");
        assertThat(rejected.exitCode()).isZero();
        assertThat(rejected.out())
                .containsSubsequence("✗ rejected", "by github:ben", "Not before Monday.", "✓ decided again")
                .doesNotContain("overridden");
    }
}
