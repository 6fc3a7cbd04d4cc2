package io.jenkins.plugins.itgc.jenkins.server;

import io.jenkins.plugins.itgc.request.RepositoryName;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a remote of Git lies: {@code https://HOST/OWNER/NAME.git}, {@code ssh://git@HOST/OWNER/NAME.git} or
 * {@code git@HOST:OWNER/NAME.git}. Users and passwords in it are dropped.
 *
 * @param host in small letters
 * @param port of an http(s) address that gives one, otherwise -1: the port for ssh says nothing about the API's
 */
record RemoteUrl(String host, int port, RepositoryName repository) {
    private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git", "git+ssh");

    /** Git's short form for ssh; a host of one letter would be a drive of Windows. */
    private static final Pattern SCP = Pattern.compile("(?:[^@/\\s]+@)?([A-Za-z0-9.-]{2,}):(?!//)/?([^:\\s]+)");

    /** Empty where the text is no remote address of a repository with an owner. */
    static Optional<RemoteUrl> parse(String text) {
        Matcher scp = SCP.matcher(text);
        if (scp.matches()) {
            return repository(scp.group(2)).map(name -> new RemoteUrl(lower(scp.group(1)), -1, name));
        }
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (uri.getScheme() == null || uri.getHost() == null || !SCHEMES.contains(lower(uri.getScheme()))) {
            return Optional.empty();
        }
        int port = lower(uri.getScheme()).startsWith("http") ? uri.getPort() : -1;
        return repository(uri.getPath().replaceFirst("^/", ""))
                .map(name -> new RemoteUrl(lower(uri.getHost()), port, name));
    }

    private static Optional<RepositoryName> repository(String path) {
        try {
            return Optional.of(RepositoryName.parse(path.replaceFirst("/+$", "").replaceFirst("\\.git$", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether it lies on the GitHub that has its API at an address. The API of GitHub.com and of GHE.com has a host of its own;
     * GitHub.com takes ssh at another one, too.
     */
    boolean isOn(URI api) {
        String apiHost = lower(api.getHost());
        String web = apiHost.startsWith("api.") && (apiHost.equals("api.github.com") || apiHost.endsWith(".ghe.com"))
                ? apiHost.substring("api.".length())
                : apiHost;
        boolean sameHost = host.equals(web)
                || web.equals("github.com") && (host.equals("www.github.com") || host.equals("ssh.github.com"));
        return sameHost && (port < 0 || isStandard(port) || port == api.getPort());
    }

    private static boolean isStandard(int port) {
        return port == 443 || port == 80;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
