package io.jenkins.plugins.itgc.trace.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.itgc.http.Budget;
import io.jenkins.plugins.itgc.http.Credentials;
import io.jenkins.plugins.itgc.http.FakeTime;
import io.jenkins.plugins.itgc.http.Loopback;
import io.jenkins.plugins.itgc.http.ReadSession;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GitHubCredentialsTest {
    private static final KeyPair KEY = key();

    private final AtomicInteger tokens = new AtomicInteger();

    /** Gives a numbered token each time one is made, and answers questions that show the newest one. */
    private final Loopback loopback = new Loopback(this::answer);

    private volatile int refusedTokens;

    @AfterEach
    void close() {
        loopback.close();
    }

    private static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(KEY.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String said =
                switch (exchange.getRequestURI().getPath()) {
                    case "/app" -> "{\"id\":7,\"slug\":\"gate\"}";
                    case "/repos/acme/payments-api/installation" -> "{\"id\":11}";
                    case "/app/installations/11/access_tokens" ->
                        "{\"token\":\"t" + tokens.incrementAndGet() + "\",\"expires_at\":\""
                                + Instant.now().plusSeconds(3600) + "\"}";
                    case "/thing" -> "{}";
                    default -> "";
                };
        boolean refused = exchange.getRequestURI().getPath().equals("/thing") && tokens.get() <= refusedTokens;
        int status = said.isEmpty() ? 404 : refused ? 401 : said.contains("token") ? 201 : 200;
        Loopback.Said.of(status, said.isEmpty() ? "{}" : said).to(exchange);
    }

    private Credentials app(String repository) {
        return GitHubCredentials.app(
                HttpClient.newHttpClient(),
                loopback.base(),
                new GitHubApp("7", pem()),
                RepositoryName.parse(repository));
    }

    private ReadSession session(Credentials credentials) {
        return loopback.server(credentials).open(new Budget(Budget.DEFAULT, new FakeTime()));
    }

    private String shown(int request) {
        return loopback.asked().stream()
                .filter(asked -> asked.uri().equals("/thing"))
                .toList()
                .get(request)
                .header("Authorization");
    }

    @Test
    void aTokenIsAskedForAtEachUse() {
        var uses = new AtomicInteger();
        var session = session(GitHubCredentials.token(() -> "ghp_" + uses.incrementAndGet() + "\n"));
        session.get("/app", Map.of());
        session.get("/app", Map.of());

        assertThat(loopback.asked())
                .extracting(asked -> asked.header("Authorization"))
                .containsExactly("Bearer ghp_1", "Bearer ghp_2");
    }

    @Test
    @DisplayName("GitHub 22: an App's installation token is fetched when it is needed, and kept while it is good")
    void installationToken() {
        var session = session(app("acme/payments-api"));

        assertThat(session.get("/thing", Map.of()).isPresent()).isTrue();
        assertThat(session.get("/thing", Map.of()).isPresent()).isTrue();
        assertThat(shown(0)).isEqualTo("token t1");
        assertThat(shown(1)).isEqualTo("token t1");
        assertThat(loopback.asked()).hasSize(5);
    }

    @Test
    void theAppSignsWithItsKey() throws Exception {
        app("acme/payments-api").authorization();
        String[] token = loopback.asked()
                .get(0)
                .header("Authorization")
                .replace("Bearer ", "")
                .split("\\.");
        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(KEY.getPublic());
        verifier.update((token[0] + "." + token[1]).getBytes());

        assertThat(verifier.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
        assertThat(new String(Base64.getUrlDecoder().decode(token[1]))).contains("\"iss\":\"7\"");
    }

    @Test
    @DisplayName("GitHub 22: a refused installation token is renewed once")
    void renewal() {
        refusedTokens = 1;
        assertThat(session(app("acme/payments-api")).get("/thing", Map.of()).isPresent())
                .isTrue();
        assertThat(shown(1)).isEqualTo("token t2");

        refusedTokens = 100;
        assertThat(session(app("acme/payments-api"))
                        .get("/thing", Map.of())
                        .why()
                        .code())
                .isEqualTo(ReasonCode.NOT_PERMITTED);
        assertThat(tokens).hasValue(4);
    }

    @Test
    void threadsThatWereRefusedTheSameTokenShareTheNextOne() throws IOException {
        var credentials = app("acme/payments-api");
        String refused = credentials.authorization().orElseThrow();

        assertThat(credentials.renewed(refused)).contains("token t2");
        assertThat(credentials.renewed(refused)).contains("token t2");
    }

    @Test
    void anAppThatIsNotInstalledHasNoToken() {
        var gap = session(app("acme/other")).get("/thing", Map.of()).why();

        assertThat(gap.code()).isEqualTo(ReasonCode.NOT_PERMITTED);
        assertThat(gap.detail()).contains("GitHub App 7 got no installation token for acme/other");
    }

    @Test
    void aServerThatIsGoneGivesNoToken() {
        var credentials = app("acme/payments-api");
        loopback.close();

        assertThatThrownBy(credentials::authorization)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("got no installation token");
    }

    @Test
    void keysThatCannotBeReadAreRefusedWithoutQuotingThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GitHubApp("7", "-----BEGIN RSA PRIVATE KEY-----\nsecret"))
                .withMessageContaining("openssl pkcs8 -topk8")
                .withMessageNotContaining("secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GitHubApp("7", "c2VjcmV0"))
                .withMessageNotContaining("c2VjcmV0");
    }
}
