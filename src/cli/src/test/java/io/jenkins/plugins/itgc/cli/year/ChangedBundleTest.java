package io.jenkins.plugins.itgc.cli.year;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.cli.Shell.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What somebody changes in a copy of the year's bundle, who also makes its manifest fit again. */
@DisplayName("Found and named is, in the bundle,")
@ExtendWith(ActedOutOnce.class)
class ChangedBundleTest {
    private static final String ENTRIES = "ledger/entries.jsonl";

    @TempDir
    private Path temporary;

    private final Analyst analyst;
    private final BundleCopy bundle;
    private final String id;
    private final long decision;

    ChangedBundleTest(TestedYear year) throws Exception {
        analyst = year.analyst();
        bundle = new BundleCopy(analyst.bundle());
        id = year.sampled("standard").iterator().next();
        decision = year.book().decision(id);
    }

    private JsonNode findings(BundleCopy changed) throws Exception {
        Ended verified = analyst.verifyBundle(changed.pack(temporary.resolve("changed.zip")));
        assertThat(verified.exitCode()).isEqualTo(4);
        return verified.json().path("findings");
    }

    private void assertNamed(JsonNode findings, String kind, String file, long entry) {
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.path("kind").asText()).isEqualTo(kind);
            assertThat(finding.path("file").asText()).isEqualTo(file);
            assertThat(finding.path("entry").asLong(-1)).isEqualTo(entry);
        });
    }

    private String line(String text) {
        return text.lines()
                .filter(line -> line.contains(",\"index\":" + decision + ",\"kind\":"))
                .findFirst()
                .orElseThrow();
    }

    private BundleCopy inLine(String what, String by) {
        return bundle.change(
                ENTRIES, text -> text.replace(line(text), line(text).replace(what, by)));
    }

    @Test
    @DisplayName("nothing, where it is packed again as it was")
    void unchanged() throws Exception {
        Path again = bundle.pack(temporary.resolve("again.zip"));

        assertThat(again).hasSameBinaryContentAs(analyst.bundle());
        TestedYear.done(analyst.verifyBundle(again));
    }

    @Test
    @DisplayName("one byte of one ledger line")
    void oneByte() throws Exception {
        assertNamed(findings(inLine("\"skipped\":3", "\"skipped\":2")), "ENTRY", ENTRIES, decision);
    }

    @Test
    @DisplayName("a sampled id, in the ledger's line and in the sample")
    void sampledId() throws Exception {
        assertNamed(findings(inLine(id, "x" + id.substring(1))), "ENTRY", ENTRIES, decision);

        JsonNode findings = findings(new BundleCopy(analyst.bundle())
                .change("sample/sample.json", text -> text.replace("\"" + id + "\"", "\"another\"")));
        assertThat(TestedYear.texts(findings, "/kind")).contains("SAMPLE", "SIGN_OFF");
        assertThat(TestedYear.texts(findings, "/message"))
                .anySatisfy(message -> assertThat(message).contains("another", id));
    }

    @Test
    @DisplayName("a digest of evidence")
    void digest() throws Exception {
        assertNamed(findings(inLine(Digests.sha256(id), Digests.sha256("other tests"))), "ENTRY", ENTRIES, decision);
    }

    @Test
    @DisplayName("the order of two entries")
    void order() throws Exception {
        JsonNode findings = findings(bundle.lines(ENTRIES, lines -> {
            var exchanged = new ArrayList<>(lines);
            Collections.swap(exchanged, 10, 11);
            return exchanged;
        }));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.path("kind").asText()).isEqualTo("ORDER");
            assertThat(finding.path("message").asText()).contains("exchanged");
        });
    }

    @Test
    @DisplayName("a tail that was cut off: of the entries, and of the zip itself")
    void tail() throws Exception {
        JsonNode findings = findings(bundle.lines(ENTRIES, lines -> lines.subList(0, lines.size() - 1)));
        assertThat(TestedYear.texts(findings, "/kind")).containsExactly("MISSING");
        assertThat(findings.get(0).path("entry").isNumber()).isTrue();

        byte[] whole = Files.readAllBytes(analyst.bundle());
        Path shorter = Files.write(temporary.resolve("shorter.zip"), Arrays.copyOf(whole, whole.length - 10));
        Ended verified = analyst.verifyBundle(shorter);
        assertThat(verified.exitCode()).isEqualTo(4);
        assertThat(TestedYear.texts(verified.json().path("findings"), "/kind")).containsExactly("FORM");
    }

    @Test
    @DisplayName("one byte of the zip")
    void oneByteOfTheZip() throws Exception {
        byte[] whole = Files.readAllBytes(analyst.bundle());
        whole[whole.length / 2] ^= 1;
        Ended verified = analyst.verifyBundle(Files.write(temporary.resolve("byte.zip"), whole));

        assertThat(verified.exitCode()).isEqualTo(4);
        assertThat(TestedYear.texts(verified.json().path("findings"), "/kind")).contains("CHANGED");
        assertThat(TestedYear.texts(verified.json().path("findings"), "/file"))
                .anySatisfy(file -> assertThat(file).isNotEmpty());
    }
}
