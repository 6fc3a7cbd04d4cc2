package io.jenkins.plugins.itgc.population;

import io.jenkins.plugins.itgc.digest.Sha256;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A file that is written once from begin to end, and its SHA-256. */
final class DigestedFile implements Closeable {
    private static final int BUFFER = 1 << 18;

    private final MessageDigest digest = Sha256.begin();
    private final OutputStream out;

    DigestedFile(Path path) throws IOException {
        out = new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(path), digest), BUFFER);
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the file, and says its digest, hexadecimal. */
    String finish() throws IOException {
        out.close();
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
