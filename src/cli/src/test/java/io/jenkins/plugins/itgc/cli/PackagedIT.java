package io.jenkins.plugins.itgc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

    /** The SDK finds what it needs in the one file, speaks HTTP, signs, and reads an error. */
    @Test
    void itPublishesToADirectoryAndSpeaksToAServerOfS3() throws Exception {
        Path kept = directory.resolve("to-publish");
        assertThat(java(Map.of(), "demo", "--keep", kept.toString()).exitCode()).isZero();
        Path place = Files.createDirectory(directory.resolve("published"));
        String ledger = kept.resolve("ledger").toString();
        Ended published = java(Map.of(), "publish", "--ledger", ledger, "--to", place.toString());
        assertThat(published.exitCode()).as(published.err()).isZero();
        assertThat(place.resolve("ledger.pub")).exists();

        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/acme-audit", exchange -> {
            boolean signed = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=AKIATEST/");
            byte[] body = ("<Error><Code>" + (signed ? "NoSuchBucket" : "AccessDenied") + "</Code></Error>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            Ended ended = java(
                    Map.of("AWS_ACCESS_KEY_ID", "AKIATEST", "AWS_SECRET_ACCESS_KEY", "never-to-be-seen"),
                    "publish",
                    "--quiet",
                    "--ledger",
                    ledger,
                    "--to",
                    "s3://acme-audit/itgc",
                    "--region",
                    "eu-central-1",
                    "--endpoint",
                    "http://127.0.0.1:" + server.getAddress().getPort());

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.err())
                    .isEqualTo("cannot list what is published in s3://acme-audit/itgc/: there is no such bucket."
                            + " Make it, or mend its name.\n");
        } finally {
            server.stop(0);
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
