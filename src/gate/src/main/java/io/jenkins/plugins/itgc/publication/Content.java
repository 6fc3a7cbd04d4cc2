package io.jenkins.plugins.itgc.publication;

import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;

/** Bytes of known length and digest that can be read again and again. */
public final class Content {
    private final Source source;
    private final long length;
    private final HashValue sha256;

    private interface Source {
        InputStream open() throws IOException;
    }

    private Content(Source source) throws IOException {
        this.source = source;
        var digest = Sha256.begin();
        try (var in = new DigestInputStream(source.open(), digest)) {
            this.length = in.transferTo(OutputStream.nullOutputStream());
        }
        this.sha256 = HashValue.of(digest.digest());
    }

    public static Content of(byte[] bytes) {
        var own = bytes.clone();
        try {
            return new Content(() -> new ByteArrayInputStream(own));
        } catch (IOException e) {
            throw new IllegalStateException("memory can be read", e);
        }
    }

    /** The content of a file, which must not change as long as this is used; if it does, storing it fails. */
    public static Content of(Path file) throws IOException {
        return new Content(() -> Files.newInputStream(file));
    }

    public long length() {
        return length;
    }

    public HashValue sha256() {
        return sha256;
    }

    public InputStream open() throws IOException {
        return source.open();
    }
}
