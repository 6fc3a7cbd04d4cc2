package io.jenkins.plugins.itgc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.itgc.cli.Shell.Ended;
import io.jenkins.plugins.itgc.cli.demo.Shop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code publish}, on a ledger that holds a policy and two decisions. */
@TestInstance(Lifecycle.PER_CLASS)
class PublishCommandTest {
    private final Shell shell = new Shell();
    private Shop shop;

    @TempDir
    private Path scratch;

    private Path place;

    @BeforeAll
    void fill(@TempDir Path directory) throws Exception {
        shop = new Shop(directory);
        assertThat(shell.run(shop.gate("payments-api")).exitCode()).isZero();
        assertThat(shell.run(shop.gate("orders-api")).exitCode()).isEqualTo(1);
    }

    @BeforeEach
    void empty() throws Exception {
        place = Files.createTempDirectory(scratch, "published");
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void whatIsNewIsPublishedAndNothingTwice() {
        Ended first = publish("--to", place.toString());
        Ended second = publish("--to", place.toString());
        Ended json = publish("--to", place.toString(), "--json");

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).contains("✓ published entries 0 to 2").contains("not locked");
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).contains("✓ nothing new: 3 entries are published");
        assertThat(json.json().path("size").asLong()).isEqualTo(3);
        assertThat(json.json().path("objects")).isEmpty();
        assertThat(json.json().path("manifest").asText()).startsWith(place.toString());
    }

    @Test
    void aBundleIsFiledUnderItsMonth() throws Exception {
        Path bundle = Files.writeString(scratch.resolve("q1.zip"), "PK");

        Ended ended =
                publish("--to", place.toString(), "--bundle", bundle.toString(), "--bundle-month", "2026-03", "--json");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.json().at("/bundles/0/file/key").asText()).isEqualTo("bundles/year=2026/month=03/q1.zip");
        assertThat(place.resolve("bundles/year=2026/month=03/q1.zip")).hasContent("PK");
    }

    @Test
    void aLedgerThatContradictsWhatWasPublishedIsFoundOut(@TempDir Path elsewhere) throws Exception {
        assertThat(publish("--to", place.toString()).exitCode()).isZero();
        try (var other = new Shop(elsewhere)) {
            assertThat(shell.run(other.gate("payments-api")).exitCode()).isZero();

            Ended ended = shell.run("publish", "--ledger", other.ledger().toString(), "--to", place.toString());

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.err()).contains("this is another ledger, or it has another key");
        }
    }

    @Test
    void misuseIsTold() {
        assertThat(publish("--to", place.toString(), "--lock", "compliance").err())
                .contains("--lock and --retain-years go together");
        assertThat(publish("--to", place.toString(), "--lock", "compliance", "--retain-years", "7")
                        .err())
                .contains("a directory has no lock");
        assertThat(publish("--to", "s3://acme-audit", "--lock", "compliance", "--retain-years", "0")
                        .err())
                .contains("1 to 100 years");
        assertThat(publish("--to", "s3://acme-audit", "--endpoint", "http://storage.example.org")
                        .err())
                .contains("over plain http");
        assertThat(publish("--to", "s3://Acme").exitCode()).isEqualTo(2);
        assertThat(publish("--to", place.toString(), "--key", "nonsense").exitCode())
                .isEqualTo(2);
        assertThat(publish("--to", place.toString(), "--bundle", "none.zip").err())
                .contains("there is no file none.zip");
        assertThat(publish("--to", place.toString(), "--bundle-month", "March").err())
                .contains("write 2026-03");
        assertThat(publish("--to", scratch.resolve("none").toString()).exitCode())
                .isEqualTo(4);
        assertThat(publish("--to", place.toString(), "--secret-key", "hunter2").err())
                .contains("never arguments")
                .doesNotContain("hunter2");
    }

    @Test
    void whatTheServerRefusesIsToldInWords() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body =
                    "<Error><Code>NoSuchBucket</Code><Message>none</Message></Error>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        System.setProperty("aws.accessKeyId", "AKIATEST");
        System.setProperty("aws.secretAccessKey", "never-to-be-seen");
        try {
            Ended ended = publish(
                    "--to",
                    "s3://acme-audit/itgc",
                    "--region",
                    "eu-central-1",
                    "--endpoint",
                    "http://127.0.0.1:" + server.getAddress().getPort());

            assertThat(ended.exitCode()).isEqualTo(4);
            assertThat(ended.err())
                    .contains("cannot list what is published in s3://acme-audit/itgc/: there is no such bucket")
                    .doesNotContain("never-to-be-seen");
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
            server.stop(0);
        }
    }

    private Ended publish(String... arguments) {
        var all = new ArrayList<>(List.of("publish", "--ledger", shop.ledger().toString()));
        all.addAll(List.of(arguments));
        return shell.run(all.toArray(String[]::new));
    }
}
