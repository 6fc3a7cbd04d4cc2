package io.jenkins.plugins.itgc.jenkins.connection;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.Util;
import hudson.security.ACL;
import io.jenkins.plugins.itgc.evidence.jira.JiraAccess;
import io.jenkins.plugins.itgc.evidence.jira.JiraSite;
import io.jenkins.plugins.itgc.http.Budget;
import io.jenkins.plugins.itgc.http.Credentials;
import io.jenkins.plugins.itgc.http.ReadSession;
import io.jenkins.plugins.itgc.http.Server;
import io.jenkins.plugins.itgc.http.Time;
import io.jenkins.plugins.itgc.reason.AccessLine;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.github.GitHubAccess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Tries a server with credentials of the whole controller, as an administrator asks for it. */
public final class ConnectionTest {
    /** Somebody waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI address;
    private final String credentialsId;

    private ConnectionTest(URI address, String credentialsId) {
        this.address = address;
        this.credentialsId = credentialsId;
    }

    /** @param credentialsId empty to ask as nobody */
    public static ConnectionTest at(URI address, String credentialsId) {
        return new ConnectionTest(address, credentialsId);
    }

    /**
     * Tries GitHub.
     *
     * @param repository {@code owner/name}, or blank
     * @throws IOException where there are no such credentials, or they are of a wrong kind
     * @throws IllegalArgumentException where the repository is none
     */
    public List<AccessLine> gitHub(String repository) throws IOException {
        Optional<RepositoryName> name =
                Optional.ofNullable(Util.fixEmptyAndTrim(repository)).map(RepositoryName::parse);
        return new GitHubAccess(session(AuthorizationHeader.gitHub())).look(name);
    }

    /**
     * Tries Jira.
     *
     * @param projectOrTicket a key, or blank
     * @throws IOException where there are no such credentials, or they are of a wrong kind
     */
    public List<AccessLine> jira(JiraSite.Kind kind, String projectOrTicket) throws IOException {
        return new JiraAccess(session(AuthorizationHeader.jira(kind)), kind)
                .look(Optional.ofNullable(Util.fixEmptyAndTrim(projectOrTicket)));
    }

    private ReadSession session(AuthorizationHeader header) throws IOException {
        Credentials credentials = credentialsId.isEmpty() ? Credentials.none() : shown(find(), header);
        return new Server(SharedServers.newClient(), address, credentials).open(new Budget(PATIENCE, Time.system()));
    }

    /** Tries once whether they give a header at all. */
    private static Credentials shown(StandardCredentials found, AuthorizationHeader header) throws IOException {
        Optional<String> value = header.value(found);
        return () -> value;
    }

    private StandardCredentials find() throws IOException {
        List<StandardCredentials> visible = CredentialsProvider.lookupCredentialsInItemGroup(
                StandardCredentials.class,
                Jenkins.get(),
                ACL.SYSTEM2,
                URIRequirementBuilder.fromUri(address.toString()).build());
        return visible.stream()
                .filter(CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM))::matches)
                .filter(candidate -> candidate.getId().equals(credentialsId))
                .findFirst()
                .orElseThrow(() -> new IOException("There are no credentials \"" + credentialsId + "\" for " + address
                        + " that runs everywhere may use. Check the id, the domain and the scope (system scope is not for"
                        + " runs). Credentials of a folder are tried by its jobs alone."));
    }
}
