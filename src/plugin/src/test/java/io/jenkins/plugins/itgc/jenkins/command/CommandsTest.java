package io.jenkins.plugins.itgc.jenkins.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.cli.CLICommandInvoker;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.testing.ChangeControlFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The commands, on one Jenkins; the one that damages the ledger comes last. */
@WithJenkins
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandsTest {
    private static JenkinsRule jenkins;
    private static long blocked;

    @BeforeAll
    static void begin(JenkinsRule rule) throws Exception {
        jenkins = rule;
        var world = new ChangeControlFixture(rule);
        world.deployments().allowed();
        blocked = world.deployments().blocked("orders");
    }

    private static CLICommandInvoker.Result run(String user, String command, String... arguments) {
        return new CLICommandInvoker(jenkins, command).asUser(user).invokeWithArgs(arguments);
    }

    @Test
    @Order(1)
    @DisplayName("decisions are listed with filters, as text and as JSON")
    void list() throws Exception {
        var text = run("viewer", "change-control-list");
        var json = run("viewer", "change-control-list", "--json", "--outcome", "blocked", "--service", "orders");

        assertThat(text.returnCode()).isZero();
        assertThat(text.stdout().lines()).hasSize(2);
        assertThat(text.stdout()).contains("blocked", "orders → production", "APPROVAL_NONE");
        JsonNode decisions =
                JsonMapper.builder().build().readTree(json.stdout()).path("decisions");
        assertThat(decisions.findValuesAsText("entry")).containsExactly("" + blocked);
        assertThat(run("viewer", "change-control-list", "--limit", "1").stderr())
                .contains("--before");
    }

    @Test
    @Order(2)
    @DisplayName("what cannot be read of a filter is said, with exit code 3")
    void misuse() {
        var result = run("viewer", "change-control-list", "--outcome", "perhaps");

        assertThat(result.returnCode()).isEqualTo(3);
        assertThat(result.stderr()).contains("“perhaps” is no outcome", "not-determinable");
    }

    @Test
    @Order(3)
    @DisplayName("both want the permission to view")
    void permission() {
        for (String command : new String[] {"change-control-list", "change-control-verify"}) {
            var result = run("nobody", command);
            assertThat(result.returnCode()).as(command).isEqualTo(6);
            assertThat(result.stdout()).isEmpty();
        }
    }

    @Test
    @Order(4)
    @DisplayName("an intact ledger verifies, a changed one does not")
    void verify() throws Exception {
        var intact = run("viewer", "change-control-verify");
        assertThat(intact.returnCode()).isZero();
        assertThat(intact.stdout()).startsWith("intact: ");

        ControllerLedger.get().open().ledger().checkpoint();
        damage(ChangeGateConfiguration.get().ledgerPath());
        var damaged = run("viewer", "change-control-verify");
        assertThat(damaged.returnCode()).isEqualTo(ChangeControlVerifyCommand.NOT_INTACT);
        assertThat(damaged.stdout()).contains("CHANGED", "NOT INTACT");
    }

    private static void damage(Path directory) throws Exception {
        try (var files = Files.list(directory)) {
            Path segment = files.filter(path -> path.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(segment, Files.readString(segment).replace("\"orders\"", "\"0rders\""));
        }
    }
}
