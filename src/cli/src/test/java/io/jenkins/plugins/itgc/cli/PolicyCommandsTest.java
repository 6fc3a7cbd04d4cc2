package io.jenkins.plugins.itgc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.itgc.cli.Shell.Ended;
import io.jenkins.plugins.itgc.cli.demo.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandsTest {
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
    void aPolicyInOrderIsSaidToBe() {
        Ended text = shell.run("policy", "check", shop.policy().toString());
        Ended json = shell.run("policy", "check", shop.policy().toString(), "--json");

        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).contains("in order; environments production, staging, sandbox; hash ");
        assertThat(json.json().path("valid").asBoolean()).isTrue();
        assertThat(json.json().path("hash").asText()).hasSize(64);
    }

    @Test
    void everyProblemIsToldWithItsPlace() throws Exception {
        Path wrong = Files.writeString(directory.resolve("wrong.yaml"), """
                version: 1
                scope: {statement: All., approved-by: Dana, approved-on: 2025-01-15}
                environments:
                  production: {mode: enforced}
                """);

        Ended text = shell.run("policy", "check", wrong.toString());
        Ended json = shell.run("policy", "check", wrong.toString(), "--json");

        assertThat(text.exitCode()).isEqualTo(2);
        assertThat(text.out()).contains("wrong.yaml:4:").contains("environments.production.mode");
        assertThat(json.exitCode()).isEqualTo(2);
        var problem = json.json().path("problems").get(0);
        assertThat(problem.path("line").asInt()).isEqualTo(4);
        assertThat(problem.path("path").asText()).isEqualTo("environments.production.mode");
    }

    @Test
    void aSettingIsShownWithWhereItComesFrom() {
        String[] arguments = {
            "policy", "show", shop.policy().toString(), "--service", "reports-api", "--environment", "production"
        };
        Ended text = shell.run(arguments);
        Ended json = shell.run(java.util.List.of(arguments), "--json");

        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .contains("approved by Dana Reyes, CIO on 2025-01-15")
                .contains("approved-change.accept: \"ticket\"  # service")
                .contains("emergency.allowed: true  # environment");
        assertThat(json.json().path("settings").findValuesAsText("key")).contains("approved-change.accept", "mode");
    }

    @Test
    void theSchemaIsPrintedAsItIs() throws Exception {
        Ended ended = shell.run("policy", "schema");

        assertThat(ended.exitCode()).isZero();
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(ended.out())
                        .path("title")
                        .asText())
                .isEqualTo("Change gate policy");
    }
}
