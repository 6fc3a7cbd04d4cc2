package io.jenkins.plugins.itgc.ledger.merkle;

import io.jenkins.plugins.itgc.digest.Sha256;
import java.security.MessageDigest;

/**
 * The hashes of RFC 6962, section 2.1: a leaf is hashed behind the byte 0, an inner node behind the byte 1, so that
 * neither can be passed off as the other. Not for use by several threads at once.
 */
public final class MerkleHasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest = Sha256.begin();
    private final byte[] pair = new byte[1 + 2 * HashValue.LENGTH];

    /** The hash of the leaf whose data is this part of an array. */
    public byte[] leaf(byte[] data, int offset, int length) {
        digest.update(LEAF);
        digest.update(data, offset, length);
        return digest.digest();
    }

    /**
     * The same, where the byte before the data may be overwritten: one pass over whole blocks is faster than putting the
     * prefix and the data together.
     */
    public byte[] leafInPlace(byte[] data, int offset, int length) {
        data[offset - 1] = LEAF;
        digest.update(data, offset - 1, length + 1);
        return digest.digest();
    }

    /** The hash of a leaf. */
    public byte[] leaf(byte[] data) {
        return leaf(data, 0, data.length);
    }

    /** The hash of the node above two others. */
    public byte[] node(byte[] left, byte[] right) {
        pair[0] = NODE;
        System.arraycopy(left, 0, pair, 1, HashValue.LENGTH);
        System.arraycopy(right, 0, pair, 1 + HashValue.LENGTH, HashValue.LENGTH);
        return digest.digest(pair);
    }

    /** The root of the tree without leaves. */
    public byte[] emptyRoot() {
        return digest.digest();
    }
}
