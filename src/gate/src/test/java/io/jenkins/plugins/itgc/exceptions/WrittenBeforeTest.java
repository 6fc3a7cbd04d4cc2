package io.jenkins.plugins.itgc.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.simulated.SimulatedPeriod;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries as they were written before findings of a deployment were followed up together. */
class WrittenBeforeTest {
    private static List<JsonNode> entries() throws Exception {
        try (InputStream in = WrittenBeforeTest.class.getResourceAsStream("entries-of-1.0.json")) {
            var all = new ArrayList<JsonNode>();
            JsonMapper.builder().build().readTree(in).forEach(all::add);
            return all;
        }
    }

    @Test
    @DisplayName("are read, an exception for each finding, with the whole follow-up")
    void read(@TempDir Path directory) throws Exception {
        try (var period = new SimulatedPeriod(directory)) {
            var written = new ArrayList<Entry>();
            for (JsonNode entry : entries()) {
                var body = (ObjectNode) entry.path("body");
                if (body.has("exception")) {
                    body.put("exception", written.get(0).index());
                }
                written.add(period.ledger().ledger().append(entry.path("kind").asText(), body));
            }
            ExceptionRegister register = ExceptionRegister.of(written);

            ControlException closed = register.inOrder().get(0);
            assertThat(closed.status()).isEqualTo(Status.CLOSED);
            assertThat(closed.owner()).contains(Identity.gitHub("ann"));
            assertThat(closed.type()).isEqualTo(ExceptionType.EXECUTION);
            assertThat(closed.cause()).contains("Deployed by hand.");
            assertThat(closed.compensatingControl()).contains("Reviewed the day after.");
            assertThat(closed.response()).contains("The right is revoked.");
            assertThat(closed.retest())
                    .hasValueSatisfying(retest -> assertThat(retest.passed()).isTrue());
            assertThat(closed.acceptance()).contains("RISK-12.");
            assertThat(closed.changes()).hasSize(4);
            assertThat(closed.findings()).hasSize(1);
            assertThat(register.inOrder().get(1).status()).isEqualTo(Status.UNOWNED);
            var again = new Deviation(
                    1,
                    "payments-api-1",
                    "payments-api",
                    "production",
                    Instant.EPOCH,
                    "B",
                    ExceptionType.TIMING,
                    "seen");
            assertThat(register.missing(List.of(again.found()))).isEmpty();
        }
    }

    @Test
    @DisplayName("are written in the same form today")
    void written() throws Exception {
        for (JsonNode entry : entries()) {
            Class<?> type = entry.path("kind").asText().equals("exception-opened")
                    ? ExceptionOpened.class
                    : ExceptionChanged.class;

            assertThat(CanonicalJson.bytes(Json.tree(Json.read(entry.path("body"), type))))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(new String(CanonicalJson.bytes(entry.path("body")), StandardCharsets.UTF_8));
        }
    }
}
