package io.jenkins.plugins.itgc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one file that people run, as a process of its own. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PackagedIT {
    private static final Path JAR = Path.of("target/itgc-gate.jar").toAbsolutePath();
    private static final Path SCRIPT =
            Path.of("../../bin/itgc-gate").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    private record Ended(int exitCode, String out, String err) {}

    @Test
    void theDemonstrationRunsFromTheOneFile() throws Exception {
        Ended ended = java(
                Map.of("LC_ALL", "C"),
                "demo",
                "--keep",
                directory.resolve("kept").toString());

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).matches("\\p{ASCII}+").contains("ALLOWED  payments-api -> production");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void itKnowsItsVersionAndHoldsNoForeignSignatures() throws Exception {
        assertThat(java(Map.of(), "--version").out()).startsWith("itgc-gate 1.");
        try (var jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.endsWith(".SF") || name.endsWith(".RSA"))
                    .noneMatch(name -> name.endsWith("module-info.class"));
        }
    }

    @Test
    void theScriptIsFoundThroughLinksAndGivesTheExitCode() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("gate-link"), SCRIPT);

        Ended help = run(Map.of(), List.of(link.toString(), "gate", "--help"));
        Ended wrong = run(Map.of(), List.of(link.toString(), "gate", "--commit", "abc"));

        assertThat(help.exitCode()).as(help.err()).isZero();
        assertThat(help.out()).contains("Usage: itgc-gate gate");
        assertThat(wrong.exitCode()).isEqualTo(2);
    }

    private Ended java(Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return run(environment, command);
    }

    private Ended run(Map<String, String> environment, List<String> command) throws Exception {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Ended(
                exitCode, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
