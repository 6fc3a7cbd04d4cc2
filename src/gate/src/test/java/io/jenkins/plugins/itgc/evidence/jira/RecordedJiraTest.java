package io.jenkins.plugins.itgc.evidence.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.evidence.Ticket.Status;
import io.jenkins.plugins.itgc.evidence.Ticket.Transition;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.recorded.RecordedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Real answers of a Jira Cloud site, where they are at hand. */
@EnabledIfSystemProperty(named = "itgc.recorded", matches = ".+")
class RecordedJiraTest {
    private final Path folder = Path.of(System.getProperty("itgc.recorded"), "jira");

    @Test
    @DisplayName("every recorded issue can be read, with a history that leads to its status")
    void readsAll() throws IOException {
        List<String> keys;
        try (var files = Files.list(folder.resolve("rest/api/2/issue"))) {
            keys = files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .toList();
        }
        assertThat(keys).hasSize(33);
        try (var server = new RecordedServer(folder)) {
            var tickets = new JiraTickets(server.loopback().session(), JiraFixture.CLOUD);
            for (String key : keys) {
                var ticket = tickets.ticket(key).get();
                assertThat(ticket.key()).isEqualTo(key);
                assertThat(ticket.transitions().isEmpty()).isEqualTo(key.startsWith("K5-"));
            }
        }
    }

    @Test
    @DisplayName("EE-1 was closed on 2020-06-19, and left that status on 2021-03-28")
    void readsTransitions() {
        try (var server = new RecordedServer(folder)) {
            var transitions = new JiraTickets(server.loopback().session(), JiraFixture.CLOUD)
                    .ticket("EE-1")
                    .get()
                    .transitions();
            var closed = new Status("6", "Closed");
            var rankin = Optional.of(Identity.jira("5e9711ba34f7b90c0fbc37d3"));
            assertThat(transitions)
                    .hasSize(5)
                    .endsWith(
                            new Transition(
                                    rankin, Instant.parse("2020-06-19T06:31:18.526Z"), new Status("1", "Open"), closed),
                            new Transition(
                                    rankin,
                                    Instant.parse("2021-03-28T08:06:08.715Z"),
                                    closed,
                                    new Status("10068", "已完成")));
        }
    }
}
