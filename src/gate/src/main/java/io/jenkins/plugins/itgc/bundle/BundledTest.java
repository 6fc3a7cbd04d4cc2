package io.jenkins.plugins.itgc.bundle;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a test, taken out of a bundle into a temporary directory, so that they are read as they were when they were
 * made. Only files with the names that a bundle has are taken out; all of it is gone when this is closed.
 */
final class BundledTest implements Closeable {
    private final Path directory;
    private final List<Path> files = new ArrayList<>();

    private BundledTest(Path directory) {
        this.directory = directory;
    }

    static BundledTest of(ZipReader zip) throws IOException {
        var test = new BundledTest(Files.createTempDirectory("itgc-bundle"));
        try {
            for (String name : BundleFiles.OF_POPULATION) {
                test.take(zip, BundleFiles.POPULATION + name, test.directory.resolve(name));
            }
            test.take(zip, BundleFiles.SAMPLE, test.sample());
            test.take(zip, BundleFiles.WORKSHEET, test.directory.resolve("worksheet.json"));
            return test;
        } catch (IOException | RuntimeException e) {
            test.close();
            throw e;
        }
    }

    private void take(ZipReader zip, String name, Path target) throws IOException {
        var member = zip.members().get(name);
        if (member != null) {
            files.add(target);
            try (var in = zip.open(member)) {
                Files.copy(in, target);
            }
        }
    }

    /** Where population and worksheet are. */
    Path directory() {
        return directory;
    }

    Path sample() {
        return directory.resolve("sample.json");
    }

    @Override
    public void close() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(directory);
    }
}
