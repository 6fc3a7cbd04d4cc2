package io.jenkins.plugins.itgc.jenkins.controltest;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import io.jenkins.plugins.itgc.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/** The tests of this controller, each in a folder of its own below {@code itgc-gate/testing} in Jenkins' home. */
@Extension
public final class TestFolders {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final int ID_BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    public static TestFolders get() {
        return ExtensionList.lookupSingleton(TestFolders.class);
    }

    private static Path root() {
        return Jenkins.get().getRootDir().toPath().resolve("itgc-gate").resolve("testing");
    }

    /** Begins a test. */
    public TestFolder create(TestPlan plan, Optional<InputStream> deployed) throws IOException {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        Path draft = Files.createDirectories(root().resolve(id + ".new"));
        if (deployed.isPresent()) {
            Files.copy(deployed.get(), new TestFolder(id, draft).source());
        }
        Files.write(draft.resolve(TestFolder.PLAN), Json.file(plan));
        Path directory = Files.move(draft, root().resolve(id), StandardCopyOption.ATOMIC_MOVE);
        return new TestFolder(id, directory);
    }

    /** Takes a test away: at once from what there is, then file by file. */
    void remove(TestFolder folder) throws IOException {
        Path leaving = folder.directory().resolveSibling(folder.id() + ".deleted");
        Files.move(folder.directory(), leaving, StandardCopyOption.ATOMIC_MOVE);
        Util.deleteRecursive(leaving.toFile());
    }

    /** The test of this id. The id is compared with what is there, and never made a path. */
    public Optional<TestFolder> find(String id) throws IOException {
        return all().stream().filter(folder -> folder.id().equals(id)).findFirst();
    }

    /** All of them, in no order. */
    public List<TestFolder> all() throws IOException {
        if (!Files.isDirectory(root())) {
            return List.of();
        }
        try (var folders = Files.list(root())) {
            return folders.filter(folder ->
                            ID.matcher(String.valueOf(folder.getFileName())).matches())
                    .map(folder -> new TestFolder(String.valueOf(folder.getFileName()), folder))
                    .toList();
        }
    }
}
