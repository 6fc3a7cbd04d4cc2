package io.jenkins.plugins.itgc.evidence.junit;

import io.jenkins.plugins.itgc.digest.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Bytes on their way to a parser: their digest is taken, and both the whole and what the parser takes in one bite are
 * limited. The second keeps a parser from collecting a name or an attribute without end.
 */
final class MeteredInput extends FilterInputStream {
    private final MessageDigest digest = Sha256.begin();
    private final long longest;
    private final long bite;
    private long read;
    private long bitten;

    /**
     * @param longest most bytes of the whole
     * @param bite most bytes between two calls of {@link #swallowed()}
     */
    MeteredInput(InputStream input, long longest, long bite) {
        super(input);
        this.longest = longest;
        this.bite = bite;
    }

    /** The parser is done with what it has read. */
    void swallowed() {
        bitten = 0;
    }

    /** Digest of what was read so far, hexadecimal. */
    String digest() {
        return Sha256.hex(digest);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count > 0) {
            digest.update(bytes, offset, count);
            read += count;
            bitten += count;
        }
        if (read > longest) {
            throw new IOException("longer than " + longest + " bytes");
        }
        if (bitten > bite) {
            throw new IOException("a single tag, comment or name is longer than " + bite + " bytes");
        }
        return count;
    }
}
