package io.jenkins.plugins.itgc.http;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Scheme, host and port of an address: what a token is good for. */
record Origin(String scheme, String host, int port) {
    static Origin of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? 443 : 80;
        return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() < 0 ? standard : uri.getPort());
    }

    /** Whether an address is a plain one of the web: http or https, a host, and no user in it. */
    static boolean isWeb(URI uri) {
        return uri.getHost() != null && uri.getRawUserInfo() == null && isWeb(uri.getScheme());
    }

    private static boolean isWeb(@Nullable String scheme) {
        return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
    }

    /** Whether an address lies here. */
    boolean holds(URI uri) {
        return isWeb(uri) && of(uri).equals(this);
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
