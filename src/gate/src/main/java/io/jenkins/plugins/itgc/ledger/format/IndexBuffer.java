package io.jenkins.plugins.itgc.ledger.format;

import io.jenkins.plugins.itgc.ledger.merkle.CompactTree;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Collects what a few entries add to the index. Not for use by several threads at once. */
public final class IndexBuffer {
    private final ByteArrayOutputStream nodes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream ends = new ByteArrayOutputStream();
    private int size;

    /** Appends an entry to the tree, and to this what it adds to the index. */
    public void add(CompactTree tree, byte[] leafHash, long end) {
        tree.append(leafHash, nodes::writeBytes);
        ends.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(end).array());
        size++;
    }

    public int size() {
        return size;
    }

    public byte[] nodes() {
        return nodes.toByteArray();
    }

    public byte[] ends() {
        return ends.toByteArray();
    }

    /** Empties this. */
    public void clear() {
        nodes.reset();
        ends.reset();
        size = 0;
    }
}
