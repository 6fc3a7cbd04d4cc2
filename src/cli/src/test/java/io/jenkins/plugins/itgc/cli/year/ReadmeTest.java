package io.jenkins.plugins.itgc.cli.year;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.cli.ItgcGate;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The analyst's commands in {@code README.md}, typed into a shell one after another, on the acted-out year. */
@ExtendWith(ActedOutOnce.class)
class ReadmeTest {
    private static final String HEADING = "## Showing that it worked";

    @TempDir
    private Path desk;

    private final Analyst analyst;
    private final TestedYear year;

    ReadmeTest(TestedYear year) {
        this.year = year;
        analyst = year.analyst();
    }

    @Test
    @Timeout(180)
    void theAnalystsCommandsLeadToABundleThatHolds() throws Exception {
        DirectoryCopy.of(analyst.ledger(), desk.resolve("ledger"));
        Files.copy(desk.resolve("ledger/ledger.pub"), desk.resolve("ledger.pub"));
        Files.copy(analyst.policy(), desk.resolve("policy.yaml"));
        var deployed = new ArrayList<>(List.of("id"));
        deployed.addAll(year.book().letGoOn());
        Files.write(desk.resolve("deployed.csv"), deployed);
        putOnThePath();

        List<String> commands = commands();
        for (String command : commands) {
            if (command.startsWith("itgc-gate worksheet import")) {
                ReturnedCells.fill(desk.resolve("2025/worksheet/worksheet.csv"), desk.resolve("returned.csv"));
            } else if (command.startsWith("itgc-gate signoff")) {
                giveEachAnOwner();
            }
            type(command);
        }

        assertThat(commands).hasSize(7);
        assertThat(analyst.verifyBundle(desk.resolve("change-control-2025.zip")).exitCode())
                .isZero();
    }

    private static List<String> commands() throws Exception {
        String readme = Files.readString(Path.of("../../README.md"));
        String section = readme.substring(readme.indexOf(HEADING));
        int start = section.indexOf("```sh\n") + "```sh\n".length();
        return section.substring(start, section.indexOf("```", start))
                .replace("\\\n", " ")
                .replace("/srv/ledger", "ledger")
                .lines()
                .toList();
    }

    /** A command of this name that runs the classes under test. */
    private void putOnThePath() throws Exception {
        Path script = Files.createDirectory(desk.resolve("bin")).resolve("itgc-gate");
        Files.writeString(
                script,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                        + System.getProperty("java.class.path") + "' " + ItgcGate.class.getName() + " \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private void type(String command) throws Exception {
        var builder =
                new ProcessBuilder("sh", "-c", command).directory(desk.toFile()).redirectErrorStream(true);
        builder.environment()
                .merge("PATH", desk.resolve("bin").toString(), (old, bin) -> bin + File.pathSeparator + old);
        Process process = builder.start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command + "\n" + told).isZero();
    }

    private void giveEachAnOwner() {
        for (JsonNode one : analyst.answer("exceptions list", "--ledger", desk.resolve("ledger"))
                .path("exceptions")) {
            if (one.path("owner").isMissingNode()) {
                TestedYear.done(analyst.run(
                        "exceptions assign " + one.path("number").asLong() + " --by github:carla --owner github:dora",
                        "--ledger",
                        desk.resolve("ledger")));
            }
        }
    }
}
