package io.jenkins.plugins.itgc.evidence.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.evidence.TestEvidence;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestFile;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JUnitFilesTest {
    private static final String PASSED = "<testsuite><testcase/></testsuite>";

    @TempDir
    private Path folder;

    private Path workspace;

    @BeforeEach
    void fill() throws IOException {
        workspace = folder.resolve("workspace");
        write("workspace/TEST-root.xml", PASSED);
        write("workspace/a/target/TEST-a.xml", PASSED);
        write("workspace/a/target/TEST-a.txt", "no report");
        write("workspace/b/deep/er/TEST-b.xml", "<testsuite><testcase><failure/></testcase></testsuite>");
        write("outside/TEST-outside.xml", PASSED);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "**/TEST-*.xml | TEST-root.xml a/target/TEST-a.xml b/deep/er/TEST-b.xml",
                "**\\TEST-*.xml | TEST-root.xml a/target/TEST-a.xml b/deep/er/TEST-b.xml",
                "*.xml | TEST-root.xml",
                "a/target/TEST-a.xml | a/target/TEST-a.xml",
                "a/target/TEST-?.xml | a/target/TEST-a.xml",
                "*/target/*.xml | a/target/TEST-a.xml",
                "b/ | b/deep/er/TEST-b.xml",
                "b/** | b/deep/er/TEST-b.xml",
                "b/**/**//er/*T*-*.x*l | b/deep/er/TEST-b.xml",
                "**/deep/** | b/deep/er/TEST-b.xml",
                "a/**/*.xml, b/**/*.xml | a/target/TEST-a.xml b/deep/er/TEST-b.xml",
                "**/*.xml, TEST-root.xml, ./TEST-root.xml | TEST-root.xml a/target/TEST-a.xml b/deep/er/TEST-b.xml",
                "none/**/*.xml | ~~",
                "**/test-*.xml | ~~",
                "~~ | ~~",
            })
    @DisplayName("files are found by Ant's patterns and by plain paths, each once, in the order of their names")
    void finds(String pattern, String names) {
        var evidence = read(pattern);
        assertThat(evidence.files())
                .extracting(TestFile::name)
                .containsExactly(names.isEmpty() ? new String[0] : names.split(" "));
        assertThat(evidence.files()).allMatch(file -> file.totals().isPresent());
    }

    @Test
    @DisplayName("what was asked for, digests and totals are given")
    void gives() {
        var evidence = read("**/TEST-?.xml");
        assertThat(evidence.asked()).isEqualTo("**/TEST-?.xml");
        assertThat(evidence.files())
                .extracting(file -> file.totals().get())
                .containsExactly(new TestTotals(1, 0, 0, 0), new TestTotals(0, 1, 0, 0));
        assertThat(evidence.files().get(0).sha256())
                .hasSize(64)
                .isNotEqualTo(evidence.files().get(1).sha256());
    }

    @ParameterizedTest
    @CsvSource({
        "../outside/TEST-outside.xml, ../outside/TEST-outside.xml",
        "../outside/*.xml, ../outside/",
        "../**/TEST-*.xml, ../",
        "/etc/*.xml, /etc/",
        "link/*.xml, link/",
        "link/TEST-outside.xml, link/TEST-outside.xml",
        "a/**/*.xml, a/TEST-link.xml",
    })
    @DisplayName("Bad input: nothing outside the workspace is read, by .., by an absolute path or by a link")
    void refusesOutside(String pattern, String name) throws IOException {
        Files.createSymbolicLink(workspace.resolve("link"), folder.resolve("outside"));
        Files.createSymbolicLink(workspace.resolve("a/TEST-link.xml"), folder.resolve("outside/TEST-outside.xml"));
        assertThat(read(pattern).files()).anySatisfy(file -> {
            assertThat(file.name()).isEqualTo(name);
            assertThat(file.sha256()).isEmpty();
            assertThat(file.totals().why().code()).isEqualTo(ReasonCode.FILE_OUTSIDE_WORKSPACE);
        });
    }

    @Test
    @DisplayName("links inside the workspace give no file twice, and lead no search in circles")
    void followsLinksInside() throws IOException {
        Files.createSymbolicLink(workspace.resolve("a/TEST-again.xml"), Path.of("target/TEST-a.xml"));
        Files.createSymbolicLink(workspace.resolve("a/up"), workspace);
        assertThat(read("a/**/*.xml").files()).hasSize(1).allMatch(file -> file.totals()
                .isPresent());
        assertThat(read("a/up/*.xml").files()).extracting(TestFile::name).containsExactly("a/up/TEST-root.xml");
    }

    @Test
    @DisplayName("Test evidence: a file that is named and cannot be read is a gap in its place")
    void keepsPlaces() throws Exception {
        write("workspace/TEST-cut.xml", "<testsuite>");
        assertThat(new ProcessBuilder(
                                "mkfifo", workspace.resolve("TEST-pipe.xml").toString())
                        .start()
                        .waitFor())
                .isZero();
        var files = Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(10), () -> read("TEST-*.xml, none.xml, a", "TEST-\u001b[1m.xml"))
                .files();
        assertThat(files)
                .extracting(TestFile::name)
                .containsExactly(
                        "TEST-\\u001B[1m.xml", "TEST-cut.xml", "TEST-pipe.xml", "TEST-root.xml", "a", "none.xml");
        assertThat(files)
                .filteredOn(file -> !file.totals().isPresent())
                .extracting(file -> file.totals().why().code())
                .hasSize(5)
                .containsOnly(ReasonCode.TEST_UNREADABLE);
    }

    @Test
    @DisplayName("more files than the limit are a gap, not a part of them")
    void isBounded() throws IOException {
        for (int i = 0; i <= JUnitFiles.MOST_FILES; i++) {
            Files.createFile(workspace.resolve("empty-" + i + ".xml"));
        }
        assertThat(read("empty-*.xml").files()).anySatisfy(file -> {
            assertThat(file.name()).isEqualTo("empty-*.xml");
            assertThat(file.totals().why().detail()).contains("more than 10000 files match");
        });
    }

    @Test
    @DisplayName("a pattern full of wildcards takes no time")
    void matchesFast() throws IOException {
        write("workspace/" + "a".repeat(200) + ".xml", PASSED);
        assertThat(Assertions.assertTimeoutPreemptively(
                                Duration.ofSeconds(10), () -> read("**/" + "*a".repeat(60) + "b.xml"))
                        .files())
                .isEmpty();
    }

    @Test
    @DisplayName("a workspace that is not there has no files")
    void needsWorkspace() {
        assertThat(new JUnitFiles(folder.resolve("none"), List.of("**/*.xml"))
                        .read()
                        .files())
                .isEmpty();
    }

    private TestEvidence read(String... patterns) {
        return new JUnitFiles(workspace, List.of(patterns)).read();
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
