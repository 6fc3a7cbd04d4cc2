package io.jenkins.plugins.itgc.jenkins.connection;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import io.jenkins.plugins.itgc.evidence.jira.JiraCredentials;
import io.jenkins.plugins.itgc.evidence.jira.JiraSite;
import io.jenkins.plugins.itgc.http.Credentials;
import io.jenkins.plugins.itgc.trace.github.GitHubCredentials;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** How credentials of Jenkins are shown to a kind of server. */
@FunctionalInterface
public interface AuthorizationHeader {
    /** @throws IOException where this kind of credentials does not fit; the message says which does */
    Credentials of(StandardCredentials credentials) throws IOException;

    /** GitHub: a token as a password (the tokens of GitHub Apps come so) or as a secret text. */
    static AuthorizationHeader gitHub() {
        return credentials -> {
            if (credentials instanceof StandardUsernamePasswordCredentials pair) {
                return GitHubCredentials.token(() -> pair.getPassword().getPlainText());
            }
            if (credentials instanceof StringCredentials secret) {
                return GitHubCredentials.token(() -> secret.getSecret().getPlainText());
            }
            throw unfit(credentials, "a GitHub App, a username with the token as password, or a secret text");
        };
    }

    /** Jira Cloud: the account's e-mail address with an API token. Both kinds: a secret text as bearer token. */
    static AuthorizationHeader jira(JiraSite.Kind kind) {
        return credentials -> {
            if (credentials instanceof StringCredentials secret) {
                return JiraCredentials.bearer(secret.getSecret().getPlainText());
            }
            if (kind == JiraSite.Kind.CLOUD && credentials instanceof StandardUsernamePasswordCredentials pair) {
                return cloud(pair);
            }
            throw unfit(
                    credentials,
                    kind == JiraSite.Kind.CLOUD
                            ? "the account's e-mail address as username with an API token as password, or a secret text"
                            : "a secret text that holds a personal access token");
        };
    }

    private static Credentials cloud(StandardUsernamePasswordCredentials pair) throws IOException {
        try {
            return JiraCredentials.cloud(pair.getUsername(), pair.getPassword().getPlainText());
        } catch (IllegalArgumentException e) {
            throw new IOException("the credentials \"" + pair.getId() + "\" cannot be used: " + e.getMessage(), e);
        }
    }

    private static IOException unfit(StandardCredentials credentials, String fit) {
        return new IOException("the credentials \"" + credentials.getId()
                + "\" are of a kind that this server does not take; it takes " + fit);
    }

    /** The value of the header; empty to ask as nobody. */
    default Optional<String> value(StandardCredentials credentials) throws IOException {
        try {
            return of(credentials).authorization();
        } catch (RuntimeException e) {
            // Credentials come from other plugins; those of GitHub Apps fail with exceptions of several kinds, each of
            // which
            // says why.
            throw new IOException(
                    "the credentials \"" + credentials.getId() + "\" gave no token: " + e.getMessage(), e);
        }
    }
}
