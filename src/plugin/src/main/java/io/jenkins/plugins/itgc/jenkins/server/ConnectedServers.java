package io.jenkins.plugins.itgc.jenkins.server;

import hudson.AbortException;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import io.jenkins.plugins.itgc.evidence.Tickets;
import io.jenkins.plugins.itgc.evidence.jira.JiraSite;
import io.jenkins.plugins.itgc.evidence.jira.JiraTickets;
import io.jenkins.plugins.itgc.http.Budget;
import io.jenkins.plugins.itgc.http.Credentials;
import io.jenkins.plugins.itgc.http.Server;
import io.jenkins.plugins.itgc.http.Shown;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.GitHubServer;
import io.jenkins.plugins.itgc.jenkins.config.InvalidSetting;
import io.jenkins.plugins.itgc.jenkins.config.JiraServer;
import io.jenkins.plugins.itgc.jenkins.config.ServiceProperty;
import io.jenkins.plugins.itgc.jenkins.connection.AuthorizationHeader;
import io.jenkins.plugins.itgc.jenkins.connection.SharedServers;
import io.jenkins.plugins.itgc.policy.Settings;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.github.GitHubSourceControl;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The servers that a run's evidence is read from, with the credentials that the run may use. */
@Extension
public final class ConnectedServers {
    private final SharedServers shared = new SharedServers();

    public static ConnectedServers get() {
        return ExtensionList.lookupSingleton(ConnectedServers.class);
    }

    /**
     * Which configured GitHub a repository belongs to.
     *
     * @param remoteUrlOrName a remote of Git (https or ssh form), or {@code owner/name} where one GitHub is configured
     * @throws AbortException where it belongs to none; the message says which are configured
     */
    public RepositoryPlace locate(String remoteUrlOrName) throws AbortException {
        String text = remoteUrlOrName.strip();
        List<GitHubServer> servers = ChangeGateConfiguration.get().getGitHubServers();
        if (servers.isEmpty()) {
            throw new AbortException("No GitHub server is configured; add one in Manage Jenkins, System, Change gate.");
        }
        Optional<RemoteUrl> remote = RemoteUrl.parse(text);
        if (remote.isPresent()) {
            return locate(remote.get(), servers);
        }
        RepositoryName name = name(text);
        if (servers.size() > 1) {
            throw new AbortException(name + " may lie on each of the configured GitHub servers (" + listed(servers)
                    + "); give the repository as https://HOST/" + name);
        }
        return new RepositoryPlace(servers.get(0).getName(), name);
    }

    private static RepositoryPlace locate(RemoteUrl remote, List<GitHubServer> servers) throws AbortException {
        List<GitHubServer> matching =
                servers.stream().filter(server -> remote.isOn(server.address())).toList();
        if (matching.size() != 1) {
            throw new AbortException("The repository " + remote.repository() + " on " + remote.host() + " belongs to "
                    + (matching.isEmpty() ? "none" : "more than one") + " of the configured GitHub servers ("
                    + listed(servers) + "); " + "check them in Manage Jenkins, System, Change gate.");
        }
        return new RepositoryPlace(matching.get(0).getName(), remote.repository());
    }

    private static RepositoryName name(String text) throws AbortException {
        try {
            return RepositoryName.parse(text);
        } catch (IllegalArgumentException e) {
            // A remote may carry a password before its host.
            throw new AbortException("\"" + Shown.text(text.replaceFirst("//[^/]*@", "//"))
                    + "\" is no repository; give it as https://HOST/OWNER/NAME, git@HOST:OWNER/NAME or OWNER/NAME");
        }
    }

    private static String listed(List<GitHubServer> servers) {
        return servers.stream()
                .map(server -> server.getName() + " at " + server.getApiUrl())
                .collect(Collectors.joining(", "));
    }

    /**
     * Opens the sources of one decision.
     *
     * @throws AbortException where the run may not use the credentials of its GitHub, or the server is not configured; a Jira
     *     that cannot be asked is a gap in the tickets that are asked of it
     */
    public Opened open(Run<?, ?> run, RepositoryPlace where, Settings settings, Budget budget) throws IOException {
        var configuration = ChangeGateConfiguration.get();
        GitHubServer gitHub = configuration.getGitHubServers().stream()
                .filter(server -> server.getName().equals(where.serverId()))
                .findFirst()
                .orElseThrow(() -> new AbortException("No GitHub server named \"" + where.serverId()
                        + "\" is configured (there are: " + listed(configuration.getGitHubServers())
                        + "); add it in Manage Jenkins, System, Change gate."));
        try {
            return new Opened(
                    new GitHubSourceControl(open(run, gitHub).open(budget)),
                    tickets(run, configuration.getJiraSites(), settings, budget),
                    budget::answers);
        } catch (InvalidSetting e) {
            throw new AbortException("The configuration of the change gate cannot be used: " + e.getMessage());
        }
    }

    private Server open(Run<?, ?> run, GitHubServer server) throws AbortException {
        String id = credentialsId(run, server.getName(), server.getCredentialsId());
        if (id.isEmpty()) {
            return shared.at(server.address(), id, Credentials.none());
        }
        var credentials = new RunCredentials(run, server.getName(), server.address(), id, AuthorizationHeader.gitHub());
        credentials.find();
        return shared.at(server.address(), id, credentials);
    }

    private Optional<Tickets> tickets(Run<?, ?> run, List<JiraServer> sites, Settings settings, Budget budget) {
        List<String> fields = Stream.of(settings.rollbackPlan(), settings.riskAssessment())
                .flatMap(rules -> rules.ticketField().stream())
                .distinct()
                .toList();
        List<RoutedTickets.Site> opened = sites.stream()
                .map(site -> {
                    var known = new JiraSite(site.kind(), settings.tickets().serviceDesk(), fields);
                    return new RoutedTickets.Site(
                            site.getName(),
                            site.projects(),
                            new JiraTickets(open(run, site).open(budget), known));
                })
                .toList();
        return opened.isEmpty() ? Optional.empty() : Optional.of(new RoutedTickets(opened));
    }

    private Server open(Run<?, ?> run, JiraServer site) {
        URI address = site.address();
        String id = credentialsId(run, site.getName(), site.getCredentialsId());
        return shared.at(
                address,
                id,
                id.isEmpty()
                        ? Credentials.none()
                        : new RunCredentials(run, site.getName(), address, id, AuthorizationHeader.jira(site.kind())));
    }

    private static String credentialsId(Run<?, ?> run, String server, String configured) {
        return ServiceProperty.credentialsFor(run.getParent(), server).orElse(configured);
    }
}
