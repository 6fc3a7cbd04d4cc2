package io.jenkins.plugins.itgc.jenkins.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.jenkins.testing.SimulatedChange;
import io.jenkins.plugins.itgc.jenkins.testing.SimulatedTickets;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.PullRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebLinksTest {
    private static final Instant NOW = Instant.parse("2026-11-03T15:00:00Z");

    private final WebLinks links = new WebLinks(
            List.of("https://github.com", "https://ghe.example", "javascript:alert(1)//"),
            List.of("https://jira.example"));

    private static PullRequest pull(String url) {
        var change =
                new SimulatedChange(RepositoryName.parse("acme/payments-api"), 7, "Title", url, Optional.empty(), NOW);
        return change.pullRequest(change.repository(), 7).get();
    }

    @Test
    @DisplayName("an address from outside says which server is meant, and nothing else of it is used")
    void ownParts() {
        assertThat(links.pullRequest(pull("https://ghe.example/evil/repo/pull/1?x=\"><script>")))
                .contains("https://ghe.example/acme/payments-api/pull/7");
        assertThat(links.ticket(new SimulatedTickets("https://jira.example", "Done", NOW)
                        .ticket("PAY-7")
                        .get()))
                .contains("https://jira.example/browse/PAY-7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)//github.com/",
                "https://github.com.evil.example/acme/payments-api/pull/7",
                "//github.com/acme",
                "data:text/html,x",
                ""
            })
    @DisplayName("what lies on no configured server is not linked to")
    void foreign(String url) {
        assertThat(links.pullRequest(pull(url))).isEmpty();
    }

    @Test
    @DisplayName("a ticket's key that is none is not linked to")
    void foreignKey() {
        assertThat(links.ticket(new SimulatedTickets("https://jira.example", "Done", NOW)
                        .ticket("PAY-7\" onclick=\"x")
                        .get()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.github.com, https://github.com",
        "https://api.github.com/, https://github.com",
        "https://ghe.example/api/v3, https://ghe.example",
        "http://127.0.0.1:8080, http://127.0.0.1:8080"
    })
    @DisplayName("people look at a server beside its API")
    void web(String api, String web) {
        assertThat(WebLinks.webOf(api)).isEqualTo(web);
    }
}
