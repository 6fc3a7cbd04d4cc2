package io.jenkins.plugins.itgc.ledger.checkpoint;

import io.jenkins.plugins.itgc.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a log's Ed25519 key with the log's name, in the C2SP form {@code name+id+base64}.
 *
 * @see <a href="https://c2sp.org/signed-note">C2SP signed-note</a>
 */
public final class VerifierKey {
    private static final byte ED25519 = 1;
    private static final int RAW_LENGTH = 32;
    private static final int ID_LENGTH = 4;
    /** What stands before the 32 bytes in the X.509 form of an Ed25519 key (RFC 8410). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] raw;
    private final byte[] id;
    private final PublicKey key;

    private VerifierKey(String name, byte[] raw) throws CheckpointException {
        this.name = name;
        this.raw = raw;
        this.id = id(name, raw);
        this.key = decode(raw);
    }

    /** The key of that name. */
    public static VerifierKey of(String name, PublicKey key) throws CheckpointException {
        if (!isName(name)) {
            throw new CheckpointException("a key's name is not empty and holds neither space, '+' nor control"
                    + " characters; this is '" + name + "'");
        }
        var encoded = key.getEncoded();
        if (encoded == null
                || encoded.length != X509_PREFIX.length + RAW_LENGTH
                || !Arrays.equals(encoded, 0, X509_PREFIX.length, X509_PREFIX, 0, X509_PREFIX.length)) {
            throw new CheckpointException("the key '" + name + "' is " + key.getAlgorithm() + ", not Ed25519");
        }
        return new VerifierKey(name, Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length));
    }

    /** Reads the form {@code name+id+base64}. */
    public static VerifierKey parse(String text) throws CheckpointException {
        var parts = text.split("\\+", 3);
        if (parts.length < 3 || !isName(parts[0])) {
            throw new CheckpointException("a verifier key looks like name+id+base64; this is '" + text + "'");
        }
        var keyed = base64(parts[2]);
        if (keyed.length != 1 + RAW_LENGTH || keyed[0] != ED25519) {
            throw new CheckpointException("the verifier key of '" + parts[0] + "' is not an Ed25519 key");
        }
        var parsed = new VerifierKey(parts[0], Arrays.copyOfRange(keyed, 1, keyed.length));
        if (!parsed.toString().equals(text)) {
            throw new CheckpointException("the verifier key of '" + parts[0] + "' has the id " + parts[1]
                    + ", but its name and bytes give " + HexFormat.of().formatHex(parsed.id));
        }
        return parsed;
    }

    public String name() {
        return name;
    }

    /** The first four bytes of the SHA-256 of name, line end, algorithm and key. */
    public byte[] id() {
        return id.clone();
    }

    /** Whether this key made the signature. */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The form {@code name+id+base64}. */
    @Override
    public String toString() {
        return name
                + '+'
                + HexFormat.of().formatHex(id)
                + '+'
                + Base64.getEncoder().encodeToString(keyed(raw));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(id);
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(point -> point == '+'
                                || Character.isISOControl(point)
                                || Character.isWhitespace(point)
                                || Character.isSpaceChar(point)
                                || isSurrogate(point));
    }

    static byte[] base64(String text) throws CheckpointException {
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new CheckpointException("'" + text + "' is not base64", e);
        }
        throw new CheckpointException("'" + text + "' is not base64 with its padding");
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private static byte[] keyed(byte[] raw) {
        var keyed = new byte[1 + raw.length];
        keyed[0] = ED25519;
        System.arraycopy(raw, 0, keyed, 1, raw.length);
        return keyed;
    }

    private static byte[] id(String name, byte[] raw) {
        MessageDigest digest = Sha256.begin();
        digest.update((name + '\n').getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(digest.digest(keyed(raw)), ID_LENGTH);
    }

    private static PublicKey decode(byte[] raw) throws CheckpointException {
        var encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + RAW_LENGTH);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, RAW_LENGTH);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new CheckpointException("the 32 bytes are no Ed25519 public key", e);
        }
    }
}
