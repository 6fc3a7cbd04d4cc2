package io.jenkins.plugins.itgc.ledger.merkle;

import java.io.IOException;

/** Keeps the hashes of the complete subtrees of a growing tree. */
@FunctionalInterface
public interface NodeStore {
    /**
     * The hash of a complete subtree.
     *
     * @param level 0 for a leaf; the subtree has 2<sup>level</sup> leaves
     * @param index which of that level, from the left, from 0
     */
    byte[] node(int level, long index) throws IOException;

    /**
     * Where a node stands when nodes are stored in the order in which they become complete: each leaf, and right
     * behind it the subtrees that it completes, the small ones first.
     */
    static long position(int level, long index) {
        long lastLeaf = ((index + 1) << level) - 1;
        return count(lastLeaf) + level;
    }

    /** How many nodes are complete in a tree of this size. */
    static long count(long size) {
        return 2 * size - Long.bitCount(size);
    }
}
