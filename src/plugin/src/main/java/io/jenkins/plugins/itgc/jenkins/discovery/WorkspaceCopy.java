package io.jenkins.plugins.itgc.jenkins.discovery;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Util;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import jenkins.MasterToSlaveFileCallable;

/**
 * Some files of a build's workspace, on the controller: the engine reads there, and none of its classes go to agents. Both
 * sides count, since an agent may say anything.
 */
final class WorkspaceCopy implements AutoCloseable {
    static final int MOST_FILES = 5_000;
    static final long MOST_BYTES = 256L << 20;

    private final FilePath workspace;
    private final Path copy;
    private int files;
    private long bytes;

    WorkspaceCopy(FilePath workspace) throws IOException {
        this.workspace = workspace;
        this.copy = Files.createTempDirectory("itgc-gate");
    }

    /** Where the files are, by the names that they have in the workspace. */
    Path root() {
        return copy;
    }

    /**
     * Copies what the patterns match.
     *
     * @param patterns Ant's patterns, separated by commas
     * @return how many files matched
     * @throws AbortException where a file is a link that leaves the workspace, or there are too many
     */
    int add(String patterns) throws IOException, InterruptedException {
        String[] found = workspace.act(new Matching(patterns));
        for (String name : found) {
            add(name.replace('\\', '/'), workspace.child(name));
        }
        return found.length;
    }

    private void add(String name, FilePath file) throws IOException, InterruptedException {
        Path target = copy.resolve(name).normalize();
        if (!target.startsWith(copy) || ++files > MOST_FILES) {
            throw tooMany();
        }
        Files.createDirectories(Objects.requireNonNull(target.getParent(), "a file lies in a folder"));
        try (InputStream from = file.read();
                var to = Files.newOutputStream(target)) {
            var buffer = new byte[1 << 16];
            for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                bytes += length;
                if (bytes > MOST_BYTES) {
                    throw tooMany();
                }
                to.write(buffer, 0, length);
            }
        }
    }

    private static AbortException tooMany() {
        return new AbortException("the named files are more than " + MOST_FILES + ", or longer than "
                + (MOST_BYTES >> 20) + " MiB together; narrow the pattern");
    }

    @Override
    public void close() throws IOException {
        Util.deleteRecursive(copy.toFile());
    }

    /** Finds files where the workspace is. */
    private static final class Matching extends MasterToSlaveFileCallable<String[]> {
        private static final long serialVersionUID = 1;

        private final String patterns;

        Matching(String patterns) {
            this.patterns = patterns;
        }

        @Override
        public String[] invoke(File root, VirtualChannel channel) throws IOException {
            if (!root.isDirectory()) {
                return new String[0];
            }
            String[] found = Util.createFileSet(root, inside(patterns))
                    .getDirectoryScanner()
                    .getIncludedFiles();
            if (found.length > MOST_FILES) {
                throw tooMany();
            }
            Path real = root.toPath().toRealPath();
            for (String name : found) {
                if (!root.toPath().resolve(name).toRealPath().startsWith(real)) {
                    throw new AbortException(name + " is a link that leaves the workspace; it is not read");
                }
            }
            return found;
        }

        /** Absolute patterns match nothing here, and would make Ant search the disk. */
        private static String inside(String patterns) {
            List<String> relative = new ArrayList<>();
            Arrays.stream(patterns.split(","))
                    .map(String::strip)
                    .filter(pattern -> !pattern.isEmpty() && !pattern.startsWith("/") && !pattern.contains(".."))
                    .forEach(relative::add);
            // An empty pattern would match everything.
            return relative.isEmpty() ? "?no such file?" : String.join(",", relative);
        }
    }
}
