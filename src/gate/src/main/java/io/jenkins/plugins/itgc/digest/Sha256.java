package io.jenkins.plugins.itgc.digest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every Java runtime has; written in lower case hexadecimal. */
public final class Sha256 {
    private static final int BUFFER = 1 << 16;

    private Sha256() {}

    /** A digest to be fed. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** What a digest that was fed gives; it begins anew. */
    public static String hex(MessageDigest fed) {
        return HexFormat.of().formatHex(fed.digest());
    }

    /** The digest of these bytes. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(begin().digest(bytes));
    }

    /** The digest of a text as UTF-8. */
    public static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The digest of a file of any size.
     *
     * @throws InterruptedIOException where the thread was interrupted
     */
    public static String hex(Path file) throws IOException {
        MessageDigest digest = begin();
        try (var in = Files.newInputStream(file)) {
            var block = new byte[BUFFER];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                if (Thread.interrupted()) {
                    throw new InterruptedIOException("cancelled; nothing was kept of it");
                }
                digest.update(block, 0, read);
            }
        }
        return hex(digest);
    }
}
