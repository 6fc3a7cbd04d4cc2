package io.jenkins.plugins.itgc.publication.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.itgc.publication.Archive;
import io.jenkins.plugins.itgc.publication.ArchiveContractTest;
import io.jenkins.plugins.itgc.publication.Content;
import io.jenkins.plugins.itgc.publication.PublicationException;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryArchiveTest extends ArchiveContractTest {
    @TempDir
    private Path root;

    @Override
    protected Archive archive() {
        return new DirectoryArchive(root);
    }

    @Test
    void shouldSayThatItDoesNotLock() {
        assertThat(archive().protection()).startsWith("not locked");
    }

    @Test
    void shouldMakeFilesReadOnly() throws Exception {
        archive().store("a", content("x"));

        assertThat(root.resolve("a").toFile().canRead()).isTrue();
        assertThat(Files.getPosixFilePermissions(root.resolve("a")))
                .noneMatch(right -> right.name().endsWith("WRITE"));
    }

    @Test
    void shouldRefuseADirectoryThatIsNotThere() {
        assertThatExceptionOfType(PublicationException.class)
                .isThrownBy(() -> new DirectoryArchive(root.resolve("none")).requireReady())
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_PLACE))
                .withMessageContaining("make it, or mend its name");
    }

    @Test
    void shouldLeaveNothingOfAFileThatChangedMeanwhile(@TempDir Path elsewhere) throws Exception {
        Path file = Files.writeString(elsewhere.resolve("f"), "before");
        var content = Content.of(file);
        Files.writeString(file, "behind");

        assertThatExceptionOfType(PublicationException.class)
                .isThrownBy(() -> archive().store("a", content))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CHECKSUM));
        try (var files = Files.list(root)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void shouldIgnoreWhatACrashLeftOnItsWay() throws Exception {
        Files.writeString(root.resolve(".1234.new"), "half of");

        assertThat(archive().names("")).isEmpty();
    }
}
