package io.jenkins.plugins.itgc.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceFilesTest {
    @TempDir
    private Path folder;

    private Path workspace;

    @BeforeEach
    void fill() throws IOException {
        workspace = Files.createDirectories(folder.resolve("workspace"));
        Files.createDirectories(folder.resolve("workspace-2"));
        write("workspace/docs/rollback.md", "Redeploy 41.\r\n");
        write("workspace-2/plan.md", "another's");
        write("secret.md", "a secret");
        Files.createSymbolicLink(workspace.resolve("link.md"), folder.resolve("secret.md"));
        Files.createSymbolicLink(workspace.resolve("up"), folder);
        Files.createSymbolicLink(workspace.resolve("inside.md"), Path.of("docs/rollback.md"));
        Files.createSymbolicLink(workspace.resolve("circle"), Path.of("circle"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/rollback.md", "./docs/../docs/rollback.md", "inside.md", "up/workspace/inside.md"})
    @DisplayName("a text inside the workspace is read")
    void reads(String name) {
        var passage = new WorkspaceFiles(workspace).read(name).get();
        assertThat(passage).isEqualTo(Passage.of("file " + name, "Redeploy 41."));
    }

    @Test
    @DisplayName("an absolute path into the workspace is read, also where the workspace is a link")
    void readsAbsolute() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("ws"), workspace);
        var files = new WorkspaceFiles(link);
        assertThat(files.read(link.resolve("docs/rollback.md").toString()).isPresent())
                .isTrue();
        assertThat(files.read(workspace.resolve("docs/rollback.md").toString()).isPresent())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.md",
                "docs/../../secret.md",
                "../workspace-2/plan.md",
                "link.md",
                "up/secret.md",
                "/etc/passwd",
                "../not-there.md",
                "..",
            })
    @DisplayName("what lies outside is refused: by .., by its path, by a link")
    void refusesOutside(String name) {
        var gap = new WorkspaceFiles(workspace).read(name).why();
        assertThat(gap.code()).isEqualTo(ReasonCode.FILE_OUTSIDE_WORKSPACE);
        assertThat(gap.detail()).isEqualTo(name + " lies outside the workspace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.md", "docs", "", "circle", "docs/rollback.md/x", "a\0b"})
    @DisplayName("what is no file is not readable")
    void missesFiles(String name) {
        assertThat(new WorkspaceFiles(workspace).read(name).why().code()).isEqualTo(ReasonCode.FILE_UNREADABLE);
    }

    @Test
    @DisplayName("a file of another encoding, or longer than a megabyte, is not readable")
    void refusesOtherFiles() throws IOException {
        Files.write(workspace.resolve("latin.md"), "zurück".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(workspace.resolve("long.md"), new byte[1_000_001]);
        var files = new WorkspaceFiles(workspace);
        assertThat(files.read("latin.md").why().detail()).isEqualTo("latin.md is no text in UTF-8");
        assertThat(files.read("long.md").why().detail()).isEqualTo("long.md is longer than 1000000 bytes");
        assertThat(files.read("long.md").why().code()).isEqualTo(ReasonCode.FILE_UNREADABLE);
    }

    @Test
    @DisplayName("a pipe is not waited for")
    void refusesPipes() throws Exception {
        var pipe = workspace.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(new WorkspaceFiles(workspace).read("pipe").why().detail()).isEqualTo("pipe is no regular file");
    }

    @Test
    @DisplayName("a name with an escape sequence is harmless in the message")
    void disarmsNames() {
        assertThat(new WorkspaceFiles(workspace).read("\u001b[31m").why().detail())
                .isEqualTo("\\u001B[31m does not exist");
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
