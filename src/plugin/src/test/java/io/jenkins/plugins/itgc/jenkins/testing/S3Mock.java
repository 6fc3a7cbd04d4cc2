package io.jenkins.plugins.itgc.jenkins.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A server that speaks S3 (Adobe's S3Mock), as a process of its own on loopback; one for all tests. Tests look at it by plain
 * HTTP, which it answers to anybody: what the plugin's client says of the bucket is not what is believed.
 */
public final class S3Mock {
    private static final Path JAR = Path.of("target/s3mock/s3mock.jar");
    private static final Pattern PORT = Pattern.compile("Tomcat started on ports? .*?(\\d+) \\(http\\)");
    private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final String ADDRESS = start();

    private S3Mock() {}

    public static String address() {
        return ADDRESS;
    }

    /** A new bucket. */
    public static String bucket(boolean lock) throws Exception {
        String name = "b" + UUID.randomUUID();
        var request = HttpRequest.newBuilder(URI.create(ADDRESS + "/" + name))
                .header("x-amz-bucket-object-lock-enabled", String.valueOf(lock))
                .PUT(BodyPublishers.noBody())
                .build();
        assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        return name;
    }

    /** The keys in a bucket. */
    public static List<String> keys(String bucket) throws Exception {
        return KEY.matcher(read(bucket, "?list-type=2"))
                .results()
                .map((MatchResult key) -> key.group(1))
                .toList();
    }

    /** An object, or what is asked of it behind a question mark. */
    public static String read(String bucket, String key) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(ADDRESS + "/" + bucket + "/" + key))
                .build();
        var answer = CLIENT.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String start() {
        try {
            Path directory = Files.createTempDirectory("s3mock");
            Path log = directory.resolve("log");
            var process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx192m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Djava.io.tmpdir=" + directory,
                            "-jar",
                            JAR.toAbsolutePath().toString(),
                            "--server.address=127.0.0.1",
                            "--server.port=0",
                            "--http.port=0"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return "http://127.0.0.1:" + port(process, log);
        } catch (IOException e) {
            throw new AssertionError("cannot start " + JAR.toAbsolutePath(), e);
        }
    }

    private static String port(Process process, Path log) throws IOException {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end && process.isAlive(); ) {
            var found = PORT.matcher(Files.readString(log));
            if (found.find()) {
                return found.group(1);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new AssertionError("the server of S3 did not start:\n" + Files.readString(log));
    }
}
