package io.jenkins.plugins.itgc.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/** A tree in memory, and beside it the definition of RFC 6962 in its own words, to compare with. */
final class MemoryTree implements NodeStore {
    private final List<byte[]> nodes = new ArrayList<>();
    private final List<byte[]> leaves = new ArrayList<>();
    private final CompactTree tree = new CompactTree();

    void append(byte[] data) {
        var leaf = new MerkleHasher().leaf(data);
        leaves.add(leaf);
        tree.append(leaf, nodes::add);
    }

    @Override
    public byte[] node(int level, long index) {
        return nodes.get((int) NodeStore.position(level, index));
    }

    CompactTree tree() {
        return tree;
    }

    HashValue leaf(int index) {
        return HashValue.of(leaves.get(index));
    }

    /** MTH(D[n]), section 2.1. */
    HashValue definition(int size) {
        return HashValue.of(size == 0 ? new MerkleHasher().emptyRoot() : definition(leaves.subList(0, size)));
    }

    private static byte[] definition(List<byte[]> of) {
        if (of.size() == 1) {
            return of.get(0);
        }
        int split = 1;
        while (split * 2 < of.size()) {
            split *= 2;
        }
        return new MerkleHasher().node(definition(of.subList(0, split)), definition(of.subList(split, of.size())));
    }
}
