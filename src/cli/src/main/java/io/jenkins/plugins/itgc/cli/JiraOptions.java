package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.evidence.Tickets;
import io.jenkins.plugins.itgc.evidence.jira.JiraCredentials;
import io.jenkins.plugins.itgc.evidence.jira.JiraSite;
import io.jenkins.plugins.itgc.evidence.jira.JiraTickets;
import io.jenkins.plugins.itgc.http.Budget;
import io.jenkins.plugins.itgc.http.Credentials;
import io.jenkins.plugins.itgc.http.Server;
import io.jenkins.plugins.itgc.policy.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The ticket server that evidence is read from. Its token comes from the environment alone. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class JiraOptions {
    @Option(names = "--jira-url", paramLabel = "URL", description = "Jira (default: $ITGC_JIRA_URL, else none).")
    private @Nullable String url;

    @Option(
            names = "--jira-kind",
            paramLabel = "KIND",
            description = "cloud or data-center (default: cloud for *.atlassian.net, else data-center).")
    private JiraSite.@Nullable Kind kind;

    /** A Jira that is asked for tickets. */
    record Jira(Server server, JiraSite site) {
        Tickets open(Budget budget) {
            return new JiraTickets(server.open(budget), site);
        }
    }

    /**
     * The Jira that is configured, if one is.
     *
     * @throws IllegalArgumentException where its URL, user or fields cannot be used
     */
    Optional<Jira> jira(Surroundings surroundings, Settings settings) {
        return Optional.ofNullable(url)
                .or(() -> surroundings.variable("ITGC_JIRA_URL"))
                .map(SafeUrl::of)
                .map(base -> jira(base, surroundings, settings));
    }

    private Jira jira(URI base, Surroundings surroundings, Settings settings) {
        JiraSite.Kind which = kind == null ? kindOf(base) : kind;
        List<String> fields = Stream.of(settings.rollbackPlan(), settings.riskAssessment())
                .flatMap(rules -> rules.ticketField().stream())
                .toList();
        return new Jira(
                new Server(SafeUrl.client(), base, credentials(which, surroundings)),
                new JiraSite(which, settings.tickets().serviceDesk(), fields));
    }

    private static JiraSite.Kind kindOf(URI base) {
        String host = String.valueOf(base.getHost());
        return host.endsWith(".atlassian.net") ? JiraSite.Kind.CLOUD : JiraSite.Kind.DATA_CENTER;
    }

    private static Credentials credentials(JiraSite.Kind kind, Surroundings surroundings) {
        Optional<String> token = surroundings.variable("ITGC_JIRA_TOKEN");
        Optional<String> user = surroundings.variable("ITGC_JIRA_USER");
        if (token.isEmpty()) {
            return Credentials.none();
        }
        return kind == JiraSite.Kind.CLOUD && user.isPresent()
                ? JiraCredentials.cloud(user.get(), token.get())
                : JiraCredentials.bearer(token.get());
    }
}
