package io.jenkins.plugins.itgc.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.worksheet.TestedPeriod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailsTest {
    @Test
    @DisplayName("finds what followed each decision, wherever it stands, and says what was read")
    void trails(@TempDir Path directory) throws Exception {
        try (var period = new TestedPeriod(directory)) {
            long first = period.deploy(scenario -> {});
            long emergency = period.deploy(period.emergency());
            for (int i = 0; i < 5; i++) {
                period.deploy(scenario -> {});
            }
            period.review(emergency);
            long open = period.decide(period.scenario());
            long last = period.deploy(scenario -> {});
            period.deployments().ledger().checkpoint();
            try (FileLedger ledger = FileLedger.read(period.ledger())) {
                List<Long> read = new ArrayList<>();

                var trails = AuditTrails.of(
                        ledger,
                        new TreeMap<>(Map.of(first, false, emergency, true, open, false, last, false)),
                        read::add);

                assertThat(trails.about(first).result()).isPresent();
                assertThat(trails.about(first).review()).isEmpty();
                assertThat(trails.about(emergency).review())
                        .hasValueSatisfying(
                                filed -> assertThat(filed.body().decision()).isEqualTo(emergency));
                assertThat(trails.about(open)).isEqualTo(AuditTrail.NOTHING);
                assertThat(trails.about(last).start()).isPresent();
                assertThat(read).doesNotHaveDuplicates().contains(ledger.size() - 1);
            }
        }
    }

    @Test
    @DisplayName("reads no further than what it awaits: a sample costs its items, not the ledger")
    void cost(@TempDir Path directory) throws Exception {
        try (var period = new TestedPeriod(directory)) {
            long first = period.deploy(scenario -> {});
            for (int i = 0; i < 20; i++) {
                period.deploy(scenario -> {});
            }
            List<Long> read = new ArrayList<>();

            AuditTrails.of(period.deployments().ledger(), new TreeMap<>(Map.of(first, false)), read::add);

            assertThat(read).containsExactly(first + 1, first + 2);
        }
    }

    @Test
    @DisplayName("the policy of a decision is found, also where others came between and it came back")
    void policies(@TempDir Path directory) throws Exception {
        try (var period = new TestedPeriod(directory)) {
            for (int i = 0; i < 40; i++) {
                period.deploy(scenario -> {});
            }
            long relaxed = period.deploy(scenario -> scenario.policy("rollback-plan: {required: false}"));
            for (int i = 0; i < 40; i++) {
                period.deploy(scenario -> {});
            }
            long newest = period.deploy(scenario -> {});
            var ledger = period.deployments().ledger();

            assertThat(found(ledger, newest)).isPresent();
            assertThat(found(ledger, relaxed))
                    .hasValueSatisfying(filed ->
                            assertThat(filed.body().policy().toString()).contains("\"required\":false"));
            assertThat(new PolicyEntries(ledger).find("00", newest)).isEmpty();
        }
    }

    private static Optional<Filed<PolicySeen>> found(Ledger ledger, long decision) throws Exception {
        String hash = ledger.entry(decision)
                .orElseThrow()
                .body()
                .at("/decision/policyHash")
                .asText();
        return new PolicyEntries(ledger).find(hash, decision);
    }
}
