package io.jenkins.plugins.itgc.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.verify.LedgerVerifier;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of docs/ledger-format.md is a ledger, byte for byte. */
class DocumentedExampleTest {
    private static final Path DOCUMENT = Path.of("../../docs/ledger-format.md");

    @TempDir
    private Path directory;

    private String document;

    @BeforeEach
    void layOut() throws Exception {
        document = Files.readString(DOCUMENT);
        Files.writeString(directory.resolve("2026-11.jsonl"), block("jsonl"));
        Files.writeString(directory.resolve("ledger.pub"), block("verifier-key"));
        Files.writeString(directory.resolve("checkpoint"), block("checkpoint"));
    }

    @Test
    void itVerifies() throws Exception {
        var report = LedgerVerifier.verify(directory, Optional.empty(), VerifyProgress.NONE);

        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(3);
        assertThat(report.entriesAfterCheckpoint()).isZero();
        assertThat(report.root().hex()).isEqualTo(hashes().get("root"));
    }

    @Test
    void itsHashesAndProofsAreThoseOfTheLog() throws Exception {
        var hashes = hashes();
        try (var ledger = FileLedger.read(directory);
                var entries = ledger.entries(0)) {
            assertThat(entries.map(entry -> entry.leafHash().hex()))
                    .containsExactly(hashes.get("leaf 0"), hashes.get("leaf 1"), hashes.get("leaf 2"));
            assertThat(ledger.prove(1).path())
                    .extracting(HashValue::hex)
                    .containsExactly(hashes.get("leaf 0"), hashes.get("leaf 2"));
            assertThat(ledger.prove(2).path()).extracting(HashValue::hex).containsExactly(hashes.get("node 0-1"));
            assertThat(ledger.proveConsistency(2, 3).path())
                    .extracting(HashValue::hex)
                    .containsExactly(hashes.get("leaf 2"));
        }
    }

    private Map<String, String> hashes() {
        return block("hashes")
                .lines()
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> line.substring(line.lastIndexOf(' ') + 1)));
    }

    private String block(String language) {
        var fence =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(document);
        assertThat(fence.find()).as(language).isTrue();
        return fence.group(1);
    }
}
