package io.jenkins.plugins.itgc.evidence.junit;

import io.jenkins.plugins.itgc.evidence.TestEvidence;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestFile;
import io.jenkins.plugins.itgc.evidence.TestResults;
import io.jenkins.plugins.itgc.evidence.WorkspaceFiles;
import io.jenkins.plugins.itgc.reason.Gap;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.text.FileTrouble;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * JUnit XML files in a workspace. Links are followed to files inside of the workspace; folders that are links are not
 * searched, for what they hold inside of the workspace is found where it lies. A file, or a folder, that was asked for and
 * cannot be read takes its place among the results as a gap.
 */
public final class JUnitFiles implements TestResults {
    /** Most files that are read. */
    public static final int MOST_FILES = 10_000;

    private static final int MOST_VISITED = 1_000_000;
    private static final long MOST_BYTES = 2 * JUnitReport.LONGEST_FILE;

    private final Path workspace;
    private final List<String> patterns;

    /**
     * @param workspace where relative paths start, and what no path may leave
     * @param patterns paths, or Ant's patterns such as {@code **}{@code /TEST-*.xml}; one may hold several, with commas
     */
    public JUnitFiles(Path workspace, List<String> patterns) {
        this.workspace = workspace.toAbsolutePath().normalize();
        this.patterns = patterns.stream()
                .flatMap(pattern -> Arrays.stream(pattern.split(",")))
                .map(String::strip)
                .filter(pattern -> !pattern.isEmpty())
                .toList();
    }

    @Override
    public TestEvidence read() {
        var search = new Search();
        patterns.forEach(pattern -> search.find(FilePattern.parse(pattern)));
        var asked = PlainText.harmless(String.join(", ", patterns));
        return new TestEvidence(asked, List.copyOf(search.results.values()));
    }

    /** One reading of all patterns. */
    private final class Search {
        private final WorkspaceFiles files = new WorkspaceFiles(workspace);
        private final Map<String, TestFile> results = new TreeMap<>();
        private final Set<Path> seen = new HashSet<>();
        private int visited;
        private long bytes;

        void find(FilePattern pattern) {
            if (pattern.isPlain()) {
                read(pattern.folder());
                return;
            }
            var folder = files.resolve(pattern.folder());
            if (!folder.isPresent()) {
                if (folder.why().code() == ReasonCode.FILE_OUTSIDE_WORKSPACE) {
                    miss(pattern.folder(), folder.why());
                }
                return; // nothing lies where the pattern starts: no file matches it
            }
            for (String name : search(folder.get(), pattern)) {
                read(name);
            }
        }

        private List<String> search(Path folder, FilePattern pattern) {
            var found = new ArrayList<String>();
            try {
                Files.walkFileTree(folder, new Walk(folder, pattern, found));
            } catch (IOException e) {
                miss(pattern.folder(), "could not be searched: " + FileTrouble.words(e));
            }
            return found;
        }

        private void read(String name) {
            var path = files.locate(name);
            if (!path.isPresent()) {
                miss(name, path.why());
            } else if (seen.add(path.get())) {
                put(read(PlainText.harmless(name), path.get()));
            }
        }

        private TestFile read(String name, Path path) {
            try (var input = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                bytes += Files.size(path);
                return bytes > MOST_BYTES
                        ? JUnitReport.unreadable(name, "the files are longer than " + MOST_BYTES + " bytes together")
                        : JUnitReport.read(name, input);
            } catch (IOException e) {
                return JUnitReport.unreadable(name, "could not be read: " + FileTrouble.words(e));
            }
        }

        private void miss(String name, Gap gap) {
            if (gap.code() == ReasonCode.FILE_OUTSIDE_WORKSPACE) {
                put(new TestFile(PlainText.harmless(name), "", Reading.missing(gap)));
            } else {
                miss(name, gap.detail());
            }
        }

        private void miss(String name, String why) {
            put(JUnitReport.unreadable(PlainText.harmless(name), why));
        }

        private void put(TestFile result) {
            results.put(result.name(), result);
        }

        /** Looks at everything below a folder. */
        private final class Walk extends SimpleFileVisitor<Path> {
            private final Path folder;
            private final FilePattern pattern;
            private final List<String> found;

            Walk(Path folder, FilePattern pattern, List<String> found) {
                this.folder = folder;
                this.pattern = pattern;
                this.found = found;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var below = folder.relativize(file).toString().replace('\\', '/');
                if (++visited > MOST_VISITED) {
                    return stop("there are more than " + MOST_VISITED + " files; start the pattern with a folder");
                }
                if (!pattern.matches(below)) {
                    return FileVisitResult.CONTINUE;
                }
                if (found.size() + results.size() >= MOST_FILES) {
                    return stop("more than " + MOST_FILES + " files match; narrow the pattern");
                }
                found.add(pattern.folder() + below);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) {
                miss(pattern.folder() + folder.relativize(file), "could not be searched: " + why);
                return FileVisitResult.CONTINUE;
            }

            private FileVisitResult stop(String why) {
                miss(pattern.folder() + pattern.rest(), why);
                return FileVisitResult.TERMINATE;
            }
        }
    }
}
