package io.jenkins.plugins.itgc.jenkins.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.sun.net.httpserver.HttpServer;
import hudson.ExtensionList;
import hudson.model.TaskListener;
import io.jenkins.plugins.itgc.jenkins.config.BucketPlace;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.PublicationSettings;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.testing.ChangeControlFixture;
import io.jenkins.plugins.itgc.jenkins.testing.ControlTestBrowser;
import io.jenkins.plugins.itgc.jenkins.testing.S3Mock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The ledger in a bucket: by itself and when somebody asks, and what is said where that fails. */
@WithJenkins
class BucketPublicationTest {
    private static final String SECRET = "the-secret-key-of-tests";
    private static final String KEY_ID = "aws.accessKeyId";
    private static final String KEY = "aws.secretAccessKey";

    private ChangeControlFixture world;

    @BeforeEach
    void record(JenkinsRule jenkins) throws Exception {
        world = new ChangeControlFixture(jenkins);
        world.deployments().allowed();
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(CredentialsScope.SYSTEM, "itgc-aws", "AKIAJENKINS", SECRET, "For audits"));
    }

    @AfterEach
    void forget() {
        System.clearProperty(KEY_ID);
        System.clearProperty(KEY);
    }

    private static BucketPlace bucket(String name, String endpoint) {
        var place = new BucketPlace(name);
        place.setPrefix("itgc");
        place.setRegion("eu-central-1");
        place.setEndpoint(endpoint);
        place.setCredentialsId("itgc-aws");
        return place;
    }

    private static void configure(BucketPlace place, int everyMinutes) {
        var settings = new PublicationSettings(place);
        settings.setEveryMinutes(everyMinutes);
        ChangeGateConfiguration.get().setPublication(settings);
    }

    /** Presses the button, and reads what the page says afterwards. */
    private String publishNow() throws Exception {
        world.post(world.browser("ann"), "change-control/verification/publish");
        ControlTestBrowser.waitFor(LedgerPublication.PLACE);
        HtmlPage page = world.browser("ann").goTo("change-control/verification/");
        return page.getElementById("publication").asNormalizedText();
    }

    /** What administrators are told; the same as the page says. */
    private String manage() throws Exception {
        return world.browser("admin").goTo("manage/").asNormalizedText();
    }

    @Test
    @DisplayName("what is published lies in the bucket, locked, and only what is new is published after that")
    void onDemand() throws Exception {
        String name = S3Mock.bucket(true);
        BucketPlace place = bucket(name, S3Mock.address());
        place.setLock("governance");
        place.setYears(3);
        configure(place, 0);

        assertThat(publishNow())
                .contains("Published", "published: entries 0 to 2", "locked for 3 years (governance mode)");

        List<String> keys = S3Mock.keys(name);
        assertThat(keys)
                .contains("itgc/ledger.pub")
                .anyMatch(key -> key.startsWith("itgc/ledger/") && key.endsWith(".jsonl"))
                .anyMatch(key -> key.startsWith("itgc/deployments/year="))
                .anyMatch(key -> key.startsWith("itgc/manifests/"));
        assertThat(S3Mock.read(name, "itgc/ledger.pub").strip())
                .isEqualTo(ControllerLedger.get().open().ledger().verifierKey().toString());
        for (String key : keys) {
            assertThat(S3Mock.read(name, key + "?retention")).contains("GOVERNANCE");
        }
        assertThat(publishNow()).contains("nothing new: 3 entries");
        assertThat(S3Mock.keys(name)).isEqualTo(keys);
    }

    @Test
    @DisplayName("it is published by itself, with the credentials that the SDK finds where none are configured")
    void byItself() throws Exception {
        System.setProperty(KEY_ID, "AKIACHAIN");
        System.setProperty(KEY, SECRET);
        String name = S3Mock.bucket(false);
        BucketPlace place = bucket(name, S3Mock.address());
        place.setCredentialsId("");
        configure(place, 60);

        ExtensionList.lookupSingleton(PeriodicPublication.class).execute(TaskListener.NULL);
        ControlTestBrowser.waitFor(LedgerPublication.PLACE);

        assertThat(LedgerPublication.get().last().orElseThrow().text()).contains("entries 0 to 2", "not locked");
        assertThat(S3Mock.keys(name)).contains("itgc/ledger.pub");
    }

    @Test
    @DisplayName(
            "a bucket without Object Lock gets nothing where a lock is asked for; once mended, nobody is told any more")
    void noLock() throws Exception {
        String name = S3Mock.bucket(false);
        BucketPlace place = bucket(name, S3Mock.address());
        place.setLock("compliance");
        configure(place, 0);

        assertThat(publishNow()).contains("Failed", "has no Object Lock");
        assertThat(manage()).contains("could not be published", "has no Object Lock");
        assertThat(S3Mock.keys(name)).isEmpty();

        configure(bucket(name, S3Mock.address()), 0);
        assertThat(publishNow()).contains("Published");
        assertThat(manage()).doesNotContain("could not be published");
    }

    @Test
    @DisplayName("no such bucket, and no server at all")
    void unreachable() throws Exception {
        configure(bucket("nobody-made-it", S3Mock.address()), 0);
        assertThat(publishNow()).contains("Failed", "there is no such bucket. Make it, or mend its name.");

        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        configure(bucket("acme-audit", "http://127.0.0.1:" + free), 0);
        assertThat(publishNow()).contains("there was no whole answer", "See that the server can be reached");
        assertThat(manage()).contains("could not be published", "there was no whole answer");
    }

    @Test
    @DisplayName("a server that refuses these credentials, and one of another region")
    void refused() throws Exception {
        try (var server = new Refusing(403, "AccessDenied", "User is not allowed to list")) {
            configure(bucket("acme-audit", server.url()), 0);

            assertThat(publishNow())
                    .contains(
                            "Failed", "the server refused (403 AccessDenied", "rights that docs/publication.md lists");
            assertThat(manage())
                    .contains("could not be published", "403 AccessDenied")
                    .doesNotContain(SECRET);
            assertThat(server.signedBy).isNotEmpty().allMatch(header -> header.contains("Credential=AKIAJENKINS/"));
        }
        try (var server = new Refusing(301, "PermanentRedirect", "Ask at the region of the bucket")) {
            configure(bucket("acme-audit", server.url()), 0);

            assertThat(publishNow()).contains("the bucket lies in the region us-west-2");
            assertThat(manage()).contains("the bucket lies in the region us-west-2");
        }
    }

    /** A server that gives each question the same answer, of an error, as S3 does. */
    private static final class Refusing implements AutoCloseable {
        private final List<String> signedBy = new CopyOnWriteArrayList<>();
        private final HttpServer server;

        Refusing(int status, String code, String message) throws Exception {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/", exchange -> {
                signedBy.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                byte[] body = ("<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/xml");
                exchange.getResponseHeaders().set("x-amz-bucket-region", "us-west-2");
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
