package io.jenkins.plugins.itgc.trace.github;

import io.jenkins.plugins.itgc.http.Credentials;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.function.Supplier;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.authorization.AppInstallationAuthorizationProvider;
import org.kohsuke.github.authorization.AuthorizationProvider;
import org.kohsuke.github.extras.HttpClientGitHubConnector;

/** What GitHub is shown: a token that somebody made, or the hourly tokens of a GitHub App. */
public final class GitHubCredentials {
    private GitHubCredentials() {}

    /**
     * A personal or fine-grained access token.
     *
     * @param token asked at each use
     */
    public static Credentials token(Supplier<String> token) {
        return () -> Optional.of("Bearer " + token.get().strip());
    }

    /**
     * The installation of a GitHub App on a repository. Its tokens live for an hour and are fetched and renewed as they are
     * needed, once more where the server refuses one early.
     *
     * @param base the API's address, as of the server that is read
     * @param repository any repository that the App is installed on
     */
    public static Credentials app(HttpClient client, URI base, GitHubApp app, RepositoryName repository) {
        return new Installation(client, base, app, repository);
    }

    private static final class Installation implements Credentials {
        private final HttpClient client;
        private final URI base;
        private final GitHubApp app;
        private final RepositoryName repository;
        private AuthorizationProvider tokens;

        Installation(HttpClient client, URI base, GitHubApp app, RepositoryName repository) {
            this.client = client;
            this.base = base;
            this.app = app;
            this.repository = repository;
            this.tokens = start();
        }

        @Override
        public synchronized Optional<String> authorization() throws IOException {
            try {
                return Optional.of(tokens.getEncodedAuthorization());
            } catch (IOException | GHException | IllegalStateException e) {
                throw new IOException(
                        "GitHub App " + app.id() + " got no installation token for " + repository + ": "
                                + e.getMessage(),
                        e);
            }
        }

        /** Threads that were refused the same token get the one that the first of them fetched. */
        @Override
        public synchronized Optional<String> renewed(String refused) throws IOException {
            Optional<String> present = authorization();
            if (present.filter(refused::equals).isEmpty()) {
                return present;
            }
            tokens = start();
            return authorization();
        }

        /** Begins without a token; the library fetches one when first asked, and keeps it until shortly before its end. */
        private AuthorizationProvider start() {
            var provider = new AppInstallationAuthorizationProvider(
                    github -> github.getInstallationByRepository(repository.owner(), repository.name()),
                    app.authorization());
            connect(provider);
            return provider;
        }

        /** Ties the provider to a connection; nothing is asked yet. The library's own waits would not know the budget. */
        private void connect(AuthorizationProvider provider) {
            try {
                new GitHubBuilder()
                        .withEndpoint(base.toString())
                        .withConnector(new PromptConnector(new HttpClientGitHubConnector(client)))
                        .withAuthorizationProvider(provider)
                        .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                        .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
                        .build();
            } catch (IOException e) {
                throw new IllegalStateException("connecting asks nothing", e);
            }
        }
    }
}
