package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.jenkins.controltest.TestFolder;
import io.jenkins.plugins.itgc.worksheet.format.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a test that can be saved, by step. */
public final class TestFiles {
    private final TestFolder folder;

    TestFiles(TestFolder folder) {
        this.folder = folder;
    }

    public List<Download> getPopulation() throws IOException {
        return there(Stream.of(Download.POPULATION, Download.DEPLOYMENTS, Download.EXCLUSIONS, Download.DISCREPANCIES));
    }

    public List<Download> getSample() throws IOException {
        return there(Stream.of(Download.SAMPLE));
    }

    public List<Download> getWorksheet() throws IOException {
        return there(Stream.of(Download.XLSX, Download.ITEMS, Download.WORKSHEET, Download.OSCAL, Download.REPORT));
    }

    private List<Download> there(Stream<Download> wanted) throws IOException {
        var there = new ArrayList<Download>();
        for (Download download : wanted.toList()) {
            if (download.isIn(folder)) {
                there.add(download);
            }
        }
        return there;
    }

    /** Whether a form of the worksheet is not written, as after a step that was stopped. */
    public boolean isFormMissing() throws IOException {
        return getWorksheet().size() <= Format.values().length;
    }

    /** The names of the bundles. */
    public List<String> getBundles() throws IOException {
        return folder.bundles().stream().map(TestFiles::name).toList();
    }

    /** The bundle of this name. */
    Optional<Path> bundle(@Nullable String name) throws IOException {
        return folder.bundles().stream()
                .filter(bundle -> name(bundle).equals(name))
                .findFirst();
    }

    /** The file of this name, ready to be sent. */
    Optional<FileAnswer> find(@Nullable String name) throws IOException {
        Optional<Download> download = Download.of(name);
        return download.isPresent()
                ? download.get().in(folder)
                : bundle(name).map(zip -> new FileAnswer(zip, name(zip), Download.Type.ZIP));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
