package io.jenkins.plugins.itgc.worksheet.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * UUIDs of version 5 (RFC 4122, section 4.3): the same worksheet always has the same ones. The digest in them is no
 * protection, it names.
 */
final class NamedUuid {
    /** The name space for URLs, of RFC 4122's appendix C. */
    private static final UUID URLS = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    private NamedUuid() {}

    static UUID of(String worksheet, String part) {
        var digest = sha1();
        digest.update(ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(URLS.getMostSignificantBits())
                .putLong(URLS.getLeastSignificantBits())
                .array());
        byte[] hash =
                digest.digest(("urn:itgc-gate:worksheet:" + worksheet + ":" + part).getBytes(StandardCharsets.UTF_8));
        var bits = ByteBuffer.wrap(hash);
        long most = bits.getLong() & 0xffffffffffff0fffL | 0x5000L;
        long least = bits.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(most, least);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }
}
