package io.jenkins.plugins.itgc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.cli.Shell.Ended;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that is no bundle: said to be none, and why, in place of numbers about nothing. */
class NoBundleTest {
    @TempDir
    private Path directory;

    private final Shell shell = new Shell();

    private void assertNone(Path file, String why) {
        Ended ended = shell.run("verify-bundle", file.toString());

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(4);
        assertThat(ended.out()).isEqualTo("  ✗ NO BUNDLE: " + file + ": " + why + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'', the file is empty",
        "text, the file is no zip",
        "a text that is longer than the end of a zip would be, the file is no zip",
    })
    void aFileThatIsNoZip(String content, String why) throws Exception {
        assertNone(Files.writeString(directory.resolve("file"), content), why);
    }

    @Test
    void aZipWithNothingInIt() throws Exception {
        Path empty = directory.resolve("empty.zip");
        new ZipOutputStream(Files.newOutputStream(empty)).close();

        assertNone(empty, "the zip is empty");
    }

    @Test
    void anotherZip() throws Exception {
        Path other = directory.resolve("other.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(other))) {
            zip.putNextEntry(new ZipEntry("README.txt"));
            zip.write("No bundle.".getBytes(StandardCharsets.UTF_8));
        }

        assertNone(
                other,
                "the zip stores \"README.txt\" in another form (packed, dated or commented); a bundle is stored in one"
                        + " form only, so one that was unpacked and packed again is none any more");
    }

    @Test
    void machinesAreToldSoToo() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty"));

        Ended ended = shell.run("verify-bundle", empty.toString(), "--json");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.json().path("bundle").asBoolean(true)).isFalse();
        assertThat(ended.json().path("findings")).hasSize(1);
        assertThat(ended.json().path("warnings")).isEmpty();
    }
}
