package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.http.Credentials;
import io.jenkins.plugins.itgc.http.Server;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.text.FileTrouble;
import io.jenkins.plugins.itgc.trace.github.GitHubApp;
import io.jenkins.plugins.itgc.trace.github.GitHubCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The source control server that evidence is read from. Its token comes from the environment alone. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class GitHubOptions {
    private static final String GITHUB = "https://api.github.com";

    @Option(
            names = "--github-url",
            paramLabel = "URL",
            description = "GitHub's API (default: $ITGC_GITHUB_URL, else " + GITHUB + ").")
    private @Nullable String url;

    /**
     * GitHub, asked with an App's tokens, a token, or as nobody.
     *
     * @throws IllegalArgumentException where the URL or the App's key cannot be used
     */
    Server server(Surroundings surroundings, RepositoryName repository) {
        String address = Optional.ofNullable(url)
                .or(() -> surroundings.variable("ITGC_GITHUB_URL"))
                .orElse(GITHUB);
        URI base = SafeUrl.of(address);
        HttpClient client = SafeUrl.client();
        return new Server(client, base, credentials(surroundings, client, base, repository));
    }

    private static Credentials credentials(
            Surroundings surroundings, HttpClient client, URI base, RepositoryName repository) {
        Optional<String> app = surroundings.variable("ITGC_GITHUB_APP_ID");
        if (app.isPresent()) {
            String file = surroundings
                    .variable("ITGC_GITHUB_APP_KEY_FILE")
                    .orElseThrow(
                            () -> new IllegalArgumentException(
                                    "ITGC_GITHUB_APP_ID is set, but ITGC_GITHUB_APP_KEY_FILE is not: the path of the App's key"));
            var key = new GitHubApp(app.get(), readKey(Path.of(file)));
            return GitHubCredentials.app(client, base, key, repository);
        }
        return surroundings
                .variable("ITGC_GITHUB_TOKEN")
                .map(token -> GitHubCredentials.token(() -> token))
                .orElseGet(Credentials::none);
    }

    private static String readKey(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "ITGC_GITHUB_APP_KEY_FILE names " + file + ", which cannot be read: " + FileTrouble.words(e));
        }
    }
}
