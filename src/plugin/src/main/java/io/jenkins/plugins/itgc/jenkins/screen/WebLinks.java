package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.evidence.Ticket;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.PullRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/**
 * Addresses that are linked to. Each is put together from the address of a configured server and a number, key or hash of
 * known form; an address that came from outside only says which of the configured servers is meant.
 */
final class WebLinks {
    private static final Pattern TICKET = Pattern.compile("[A-Z][A-Z0-9_]{0,99}-[0-9]{1,18}");

    /** Parts of a path without any that leads elsewhere. */
    private static final Pattern BUILD = Pattern.compile("(?:[A-Za-z0-9._~%+@ -]+/)*");

    private final List<String> repositories;
    private final List<String> ticketSites;

    /**
     * @param repositories where people look at repositories, without a slash at the end
     * @param ticketSites where they look at tickets
     */
    WebLinks(List<String> repositories, List<String> ticketSites) {
        this.repositories = repositories.stream().filter(WebLinks::isWeb).toList();
        this.ticketSites = ticketSites.stream().filter(WebLinks::isWeb).toList();
    }

    private static boolean isWeb(String address) {
        try {
            String scheme = String.valueOf(URI.create(address).getScheme()).toLowerCase(Locale.ROOT);
            return scheme.equals("https") || scheme.equals("http");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Where people look at what an API serves: GitHub's own lies elsewhere, an enterprise server's beside it. */
    static String webOf(String apiUrl) {
        String url = apiUrl.replaceFirst("/+$", "");
        return url.equals("https://api.github.com") ? "https://github.com" : url.replaceFirst("/api/v3$", "");
    }

    Optional<String> pullRequest(PullRequest pullRequest) {
        return repository(pullRequest.baseRepository(), Optional.of(pullRequest.url()))
                .map(repository -> repository + "/pull/" + pullRequest.number());
    }

    /**
     * @param near an address on the same server, if one is known
     */
    Optional<String> commit(RepositoryName name, CommitId commit, Optional<String> near) {
        return repository(name, near).map(repository -> repository + "/commit/" + commit.hex());
    }

    private Optional<String> repository(RepositoryName name, Optional<String> near) {
        return server(repositories, near).map(server -> server + "/" + name);
    }

    Optional<String> ticket(Ticket ticket) {
        return TICKET.matcher(ticket.key()).matches()
                ? server(ticketSites, Optional.of(ticket.url())).map(site -> site + "/browse/" + ticket.key())
                : Optional.empty();
    }

    /** The server of an address; where none is known, the only one that there is. */
    private static Optional<String> server(List<String> servers, Optional<String> address) {
        if (address.isEmpty()) {
            return servers.size() == 1 ? Optional.of(servers.get(0)) : Optional.empty();
        }
        return servers.stream()
                .filter(server -> address.get().startsWith(server + "/"))
                .findFirst();
    }

    /** A run of this Jenkins, by the path below its root; nothing for any other address. */
    static Optional<String> build(Optional<String> address) {
        String root = Jenkins.get().getRootUrl();
        return address.filter(url -> root != null && url.startsWith(root + "job/"))
                .map(url -> url.substring(String.valueOf(root).length()))
                .filter(path -> BUILD.matcher(path).matches() && !path.contains(".."));
    }
}
