package io.jenkins.plugins.itgc.publication.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A server that speaks S3 (Adobe's S3Mock), as a process of its own on loopback; one for all tests. It keeps objects,
 * conditions, checksums, parts and the settings of locks. It enforces no lock, and forgets one that comes with an upload.
 */
final class S3Server {
    static final String SECRET = "never-to-be-seen-7d1f";
    static final String KMS_KEY = "5f3a6c1e-6d0b-4a43-9c1e-0c7f0e0d9a11";
    static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", SECRET));

    /** So that tests do not wait for what is retried. */
    static final BackoffStrategy IMPATIENT =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(1), Duration.ofMillis(20));

    private static final Path JAR = Path.of("target/s3mock/s3mock.jar");
    private static final Pattern PORT = Pattern.compile("Tomcat started on ports? .*?(\\d+) \\(http\\)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final URI ADDRESS = start();

    private S3Server() {}

    static URI address() {
        return ADDRESS;
    }

    /** A new bucket. */
    static String bucket(boolean lock) {
        var name = "b" + UUID.randomUUID();
        try (var client = client()) {
            client.createBucket(request -> request.bucket(name).objectLockEnabledForBucket(lock));
        }
        return name;
    }

    /** A place in a new bucket, asked for at an address. */
    static S3Place place(boolean lock, URI endpoint) {
        return S3Place.parse("s3://" + bucket(lock) + "/itgc")
                .withRegion(Optional.of("eu-central-1"))
                .withEndpoint(Optional.of(endpoint));
    }

    /** What a test looks at the server with. */
    static S3Client client() {
        try {
            return S3Connection.open(
                    S3Place.parse("s3://any")
                            .withRegion(Optional.of("eu-central-1"))
                            .withEndpoint(Optional.of(ADDRESS)),
                    Optional.of(CREDENTIALS),
                    IMPATIENT);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static URI start() {
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
                            "--http.port=0",
                            "--com.adobe.testing.s3mock.store.validKmsKeys=arn:aws:kms:eu-central-1:123456789012:key/"
                                    + KMS_KEY))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return URI.create("http://127.0.0.1:" + port(process, log));
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
