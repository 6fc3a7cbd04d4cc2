package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.http.Budget;
import io.jenkins.plugins.itgc.http.Credentials;
import io.jenkins.plugins.itgc.http.Server;
import io.jenkins.plugins.itgc.http.Time;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.github.GitHubApp;
import io.jenkins.plugins.itgc.trace.github.GitHubCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The servers that evidence is read from. Their tokens come from the environment alone. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ServerOptions {
    private static final String GITHUB = "https://api.github.com";

    /** The two kinds of Jira, which differ in their API and in how they are asked. */
    enum JiraKind {
        CLOUD,
        DATA_CENTER
    }

    @Option(
            names = "--github-url",
            paramLabel = "URL",
            description = "GitHub's API (default: $ITGC_GITHUB_URL, else " + GITHUB + ").")
    private @Nullable String gitHubUrl;

    @Option(names = "--jira-url", paramLabel = "URL", description = "Jira (default: $ITGC_JIRA_URL, else none).")
    private @Nullable String jiraUrl;

    @Option(
            names = "--jira-kind",
            paramLabel = "KIND",
            description = "cloud or data-center (default: cloud for *.atlassian.net, else data-center).")
    private @Nullable JiraKind jiraKind;

    @Option(
            names = "--time-budget",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "How long reading may take, all servers and retries together (default: 60s).")
    private Duration timeBudget;

    /** The time for one decision, which begins now. */
    Budget budget() {
        return new Budget(timeBudget, Time.system());
    }

    /**
     * GitHub, asked with an App's tokens, a token, or as nobody.
     *
     * @throws IllegalArgumentException where the URL or the App's key cannot be used
     */
    Server gitHub(Surroundings surroundings, RepositoryName repository) throws IOException {
        String url = Optional.ofNullable(gitHubUrl)
                .or(() -> surroundings.variable("ITGC_GITHUB_URL"))
                .orElse(GITHUB);
        URI base = SafeUrl.of(url);
        HttpClient client = client();
        return new Server(client, base, gitHubCredentials(surroundings, client, base, repository));
    }

    private static Credentials gitHubCredentials(
            Surroundings surroundings, HttpClient client, URI base, RepositoryName repository) throws IOException {
        Optional<String> app = surroundings.variable("ITGC_GITHUB_APP_ID");
        if (app.isPresent()) {
            String file = surroundings
                    .variable("ITGC_GITHUB_APP_KEY_FILE")
                    .orElseThrow(() -> new IllegalArgumentException(
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
            throw new IllegalArgumentException("ITGC_GITHUB_APP_KEY_FILE names " + file
                    + ", which cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }
}
