package io.jenkins.plugins.itgc.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.Semaphore;

/** A configured server; lives as long as its configuration, and is shared by all decisions. */
public final class Server {
    private final HttpClient client;
    private final URI base;
    private final Credentials credentials;
    private final AnswerCache cache;
    private final Limits limits;
    private final Semaphore slots;

    public Server(HttpClient client, URI base, Credentials credentials) {
        this(client, base, credentials, new AnswerCache(), Limits.DEFAULT);
    }

    /**
     * A server with limits of its own.
     *
     * @param client must follow no redirects: it would carry the token to other hosts
     * @param base the address that paths are added to, {@code https://host/api/v3}
     */
    public Server(HttpClient client, URI base, Credentials credentials, AnswerCache cache, Limits limits) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the HTTP client must follow no redirects by itself");
        }
        if (!Origin.isWeb(base) || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the server's URL must be http(s)://HOST[:PORT][/PATH], without user, query and fragment");
        }
        this.client = client;
        this.base = base;
        this.credentials = credentials;
        this.cache = cache;
        this.limits = limits;
        this.slots = new Semaphore(limits.atATime(), true);
    }

    private Server(Server other, Credentials credentials) {
        this.client = other.client;
        this.base = other.base;
        this.credentials = credentials;
        this.cache = other.cache;
        this.limits = other.limits;
        this.slots = other.slots;
    }

    /** The same server shown other credentials; answers kept and limits are shared with this one. */
    public Server with(Credentials others) {
        return new Server(this, others);
    }

    public URI base() {
        return base;
    }

    /** Starts to read for one decision. */
    public ReadSession open(Budget budget) {
        var authority = new Authority(base, credentials);
        return new ReadSession(
                base, new Retries(new Exchange(client, limits, slots, authority, budget), budget), cache, budget);
    }
}
