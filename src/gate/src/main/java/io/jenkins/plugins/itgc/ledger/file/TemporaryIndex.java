package io.jenkins.plugins.itgc.ledger.file;

import io.jenkins.plugins.itgc.ledger.format.IndexFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An index that is gone when it is closed. */
final class TemporaryIndex implements Closeable {
    private final Path directory = Files.createTempDirectory("itgc-ledger-index");
    private @Nullable IndexFiles index;

    TemporaryIndex() throws IOException {}

    /** An empty index whose first entry will be that one. */
    IndexFiles beginAt(long first) throws IOException {
        var fresh = IndexFiles.write(directory, first);
        index = fresh;
        return fresh;
    }

    @Override
    public void close() throws IOException {
        if (index != null) {
            index.close();
        }
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
