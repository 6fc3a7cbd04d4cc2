package io.jenkins.plugins.itgc.ledger.merkle;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A SHA-256 hash. */
public final class HashValue {
    /** How many bytes a hash has. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private HashValue(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 hash has 32 bytes, not " + bytes.length);
        }
        this.bytes = bytes;
    }

    public static HashValue of(byte[] bytes) {
        return new HashValue(bytes.clone());
    }

    /** Reads 64 hexadecimal digits. */
    public static HashValue ofHex(String hex) {
        return new HashValue(HexFormat.of().parseHex(hex));
    }

    /** Reads standard base64. */
    public static HashValue ofBase64(String base64) {
        return new HashValue(Base64.getDecoder().decode(base64));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HashValue that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
