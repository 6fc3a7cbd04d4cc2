package io.jenkins.plugins.itgc.cli;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.regex.Pattern;

/** Addresses to which a token may travel: encrypted, or within this machine. */
final class SafeUrl {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private SafeUrl() {}

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException where it is none, or a plain one of another machine
     */
    static URI of(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no URL; write https://HOST/PATH");
        }
        boolean isPlain = "http".equalsIgnoreCase(uri.getScheme());
        if (isPlain
                && (uri.getHost() == null || !LOOPBACK.matcher(uri.getHost()).matches())) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is refused: over plain http everybody on the way could read the token; write https://");
        }
        return uri;
    }

    /** A client for such addresses. It follows no redirects: it would carry the token along. */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }
}
