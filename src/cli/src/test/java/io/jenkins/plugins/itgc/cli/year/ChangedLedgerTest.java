package io.jenkins.plugins.itgc.cli.year;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.cli.Shell.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What somebody changes in a copy of the year's ledger, or in the files of its test. */
@DisplayName("Found and named is, in the ledger and beside it,")
@ExtendWith(ActedOutOnce.class)
class ChangedLedgerTest {
    @TempDir
    private Path temporary;

    private final Analyst analyst;
    private final String id;
    private final long decision;

    ChangedLedgerTest(TestedYear year) {
        analyst = year.analyst();
        id = year.sampled("standard").iterator().next();
        decision = year.book().decision(id);
    }

    private DirectoryCopy copy(Path original) throws Exception {
        return DirectoryCopy.of(original, temporary.resolve("copy"));
    }

    private DirectoryCopy ledger() throws Exception {
        return copy(analyst.ledger());
    }

    private JsonNode findings(DirectoryCopy changed) {
        Ended verified = analyst.verifyLedger(changed.directory());
        assertThat(verified.exitCode()).isEqualTo(4);
        return verified.json().path("findings");
    }

    private void assertNamed(DirectoryCopy changed, String kind, long entry) {
        assertThat(findings(changed)).anySatisfy(finding -> {
            assertThat(finding.path("kind").asText()).isEqualTo(kind);
            assertThat(finding.path("entry").asLong(-1)).isEqualTo(entry);
            assertThat(finding.path("segment").asText()).endsWith(".jsonl");
            assertThat(finding.path("line").asLong()).isPositive();
        });
    }

    @Test
    @DisplayName("one byte of one line")
    void oneByte() throws Exception {
        assertNamed(
                ledger().change(decision, line -> line.replace("\"skipped\":3", "\"skipped\":2")), "CHANGED", decision);
    }

    @Test
    @DisplayName("a sampled id")
    void sampledId() throws Exception {
        assertNamed(ledger().change(decision, line -> line.replace(id, "x" + id.substring(1))), "CHANGED", decision);
    }

    @Test
    @DisplayName("a digest of evidence")
    void digest() throws Exception {
        String other = Digests.sha256("other tests");
        assertNamed(ledger().change(decision, line -> line.replace(Digests.sha256(id), other)), "CHANGED", decision);
    }

    @Test
    @DisplayName("the order of two entries")
    void order() throws Exception {
        assertNamed(ledger().exchange(decision), "OUT_OF_ORDER", decision + 1);
    }

    @Test
    @DisplayName("a tail that was cut off, within a line and at its end")
    void tail() throws Exception {
        DirectoryCopy torn = ledger().cut("2026-01.jsonl", 10);
        assertThat(TestedYear.texts(findings(torn), "/kind")).contains("TORN", "TRUNCATED");

        DirectoryCopy shorter = torn.cutLastLine("2026-01.jsonl");
        assertThat(TestedYear.texts(findings(shorter), "/kind"))
                .contains("TRUNCATED")
                .doesNotContain("TORN");
        assertThat(TestedYear.texts(findings(shorter), "/message"))
                .anySatisfy(message -> assertThat(message).contains("covers"));
    }

    @Test
    @DisplayName("a sampled id in the sample, and in the population")
    void files() throws Exception {
        DirectoryCopy sample = copy(analyst.population()).replace("sample.json", "\"" + id + "\"", "\"another\"");
        Ended ofSample = analyst.verifySample(sample.directory());
        assertThat(ofSample.exitCode()).isEqualTo(4);
        assertThat(TestedYear.texts(ofSample.json().path("findings"), ""))
                .anySatisfy(finding -> assertThat(finding).contains("another", id));

        Ended ofPopulation = analyst.verifySample(
                sample.replace("population.csv", "," + id + ",", ",another,").directory());
        assertThat(ofPopulation.exitCode()).isNotZero();
        assertThat(ofPopulation.out() + ofPopulation.err()).contains("population.csv");
    }
}
