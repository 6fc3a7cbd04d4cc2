package io.jenkins.plugins.itgc.jenkins.connection;

import hudson.ProxyConfiguration;
import io.jenkins.plugins.itgc.http.AnswerCache;
import io.jenkins.plugins.itgc.http.Credentials;
import io.jenkins.plugins.itgc.http.Limits;
import io.jenkins.plugins.itgc.http.Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** One server for each address and credentials id, so that all decisions share its limit and its known answers. */
public final class SharedServers {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final AnswerCache answers = new AnswerCache();
    private final Map<Key, Server> servers = new HashMap<>();
    private @Nullable HttpClient client;
    private @Nullable ProxyConfiguration proxy;

    private record Key(URI address, String credentialsId) {}

    /** The server at an address, shown these credentials; they hold for what is opened from it alone. */
    public synchronized Server at(URI address, String credentialsId, Credentials credentials) {
        HttpClient current = client();
        return servers.computeIfAbsent(
                        new Key(address, credentialsId),
                        key -> new Server(current, address, Credentials.none(), answers, Limits.DEFAULT))
                .with(credentials);
    }

    /** The client for the proxy that is configured now. Jenkins makes a new object of a proxy's configuration at each change. */
    private HttpClient client() {
        ProxyConfiguration configured = Jenkins.get().getProxy();
        if (client == null || configured != proxy) {
            servers.clear();
            proxy = configured;
            client = newClient();
        }
        return client;
    }

    /** A client for the proxy that is configured now. It follows no redirects: it would carry the token along. */
    static HttpClient newClient() {
        return ProxyConfiguration.newHttpClientBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }
}
