package io.jenkins.plugins.itgc.publication;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lines that are collected in a temporary file until they are published. */
final class Spool implements Closeable {
    private final Path file;
    private final OutputStream out;
    private long lines;

    Spool(Path directory) throws IOException {
        file = Files.createTempFile(directory, "part", ".jsonl");
        try {
            out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    void line(byte[] line) throws IOException {
        out.write(line);
        out.write('\n');
        lines++;
    }

    long lines() {
        return lines;
    }

    /** All lines; no more can be added. */
    Content content() throws IOException {
        out.close();
        return Content.of(file);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            Files.deleteIfExists(file);
        }
    }
}
