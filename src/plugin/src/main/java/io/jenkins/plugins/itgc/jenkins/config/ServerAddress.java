package io.jenkins.plugins.itgc.jenkins.config;

import hudson.Util;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rule for addresses to which credentials travel: encrypted, or within this machine. */
public final class ServerAddress {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private ServerAddress() {}

    /**
     * Reads a server's address; a slash at its end is dropped.
     *
     * @throws InvalidSetting where credentials must not be sent there
     */
    public static URI parse(@Nullable String text) {
        String written = Util.fixNull(text).strip();
        if (written.isEmpty()) {
            throw new InvalidSetting(Messages.ServerAddress_missing());
        }
        URI uri;
        try {
            uri = URI.create(written.replaceFirst("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(Messages.ServerAddress_malformed());
        }
        String scheme = Util.fixNull(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = Util.fixNull(uri.getHost());
        // The address itself is not repeated: a user in it may come with a password.
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new InvalidSetting(Messages.ServerAddress_parts());
        }
        if (host.isEmpty() || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new InvalidSetting(Messages.ServerAddress_malformed());
        }
        if (scheme.equals("http")
                && !LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            throw new InvalidSetting(Messages.ServerAddress_plain());
        }
        return uri;
    }
}
