package io.jenkins.plugins.itgc.jenkins.server;

import io.jenkins.plugins.itgc.evidence.Ticket;
import io.jenkins.plugins.itgc.evidence.Tickets;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.util.List;
import java.util.Optional;

/** Tickets of several Jira sites: a key is asked of the site that lists its project, or of the only one without a list. */
final class RoutedTickets implements Tickets {
    private final List<Site> sites;

    /** @param projects keys of the projects that the site holds; empty where it does not say */
    record Site(String name, List<String> projects, Tickets tickets) {}

    RoutedTickets(List<Site> sites) {
        this.sites = List.copyOf(sites);
    }

    @Override
    public Reading<Ticket> ticket(String key) {
        String project = key.substring(0, Math.max(0, key.lastIndexOf('-')));
        Optional<Site> site = only(sites.stream()
                        .filter(candidate -> candidate.projects().contains(project))
                        .toList())
                .or(() -> only(sites.stream()
                        .filter(candidate -> candidate.projects().isEmpty())
                        .toList()));
        return site.isPresent()
                ? site.get().tickets().ticket(key)
                : Reading.missing(
                        ReasonCode.SERVER_NOT_CONFIGURED,
                        key + " was not asked for: of the Jira sites ("
                                + String.join(
                                        ", ", sites.stream().map(Site::name).toList())
                                + ") none alone is configured for project " + project);
    }

    private static Optional<Site> only(List<Site> candidates) {
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }
}
