package io.jenkins.plugins.itgc.ledger.merkle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Merkle tree that remembers just the roots of its largest complete subtrees, at most one for each power of two:
 * enough to append and to know the root. Not for use by several threads at once.
 */
public final class CompactTree {
    private final MerkleHasher hasher = new MerkleHasher();
    private final byte[][] subtrees = new byte[Long.SIZE][];
    private long size;

    /** The tree that a store holds at a size. */
    public static CompactTree load(NodeStore store, long size) throws IOException {
        var tree = new CompactTree();
        tree.size = size;
        for (int level = 0; level < Long.SIZE; level++) {
            if ((size >> level & 1) == 1) {
                tree.subtrees[level] = store.node(level, (size >> level) - 1);
            }
        }
        return tree;
    }

    /**
     * The tree that is made up of complete subtrees.
     *
     * @param subtrees their roots as {@link #subtrees} gives them
     * @throws IllegalArgumentException where a tree of that size has another number of them
     */
    public static CompactTree of(long size, List<HashValue> subtrees) {
        if (size < 0 || Long.bitCount(size) != subtrees.size()) {
            throw new IllegalArgumentException(
                    "a tree of " + size + " leaves is not made up of " + subtrees.size() + " complete subtrees");
        }
        var tree = new CompactTree();
        tree.size = size;
        var next = subtrees.iterator();
        for (int level = 0; level < Long.SIZE; level++) {
            if ((size >> level & 1) == 1) {
                tree.subtrees[level] = next.next().bytes();
            }
        }
        return tree;
    }

    public long size() {
        return size;
    }

    /** The roots of the complete subtrees that this is made up of, one for each power of two in the size, the lowest first. */
    public List<HashValue> subtrees() {
        var roots = new ArrayList<HashValue>();
        for (int level = 0; level < Long.SIZE; level++) {
            if ((size >> level & 1) == 1) {
                roots.add(HashValue.of(subtrees[level]));
            }
        }
        return roots;
    }

    /**
     * Appends a leaf.
     *
     * @param completed receives the leaf's hash and then each subtree that it completes, the small ones first: the
     *     order of {@link NodeStore#position}
     */
    public void append(byte[] leafHash, Consumer<byte[]> completed) {
        var hash = leafHash;
        completed.accept(hash);
        int level = 0;
        for (; (size >> level & 1) == 1; level++) {
            hash = hasher.node(subtrees[level], hash);
            completed.accept(hash);
        }
        subtrees[level] = hash;
        size++;
    }

    /**
     * Appends a complete subtree.
     *
     * @param level its height, 0 for a leaf
     * @throws IllegalArgumentException where no subtree of that height may begin here
     */
    public void append(int level, byte[] root) {
        if ((size & (1L << level) - 1) != 0) {
            throw new IllegalArgumentException("no subtree of height " + level + " begins with leaf " + size);
        }
        var hash = root;
        int at = level;
        for (; (size >> at & 1) == 1; at++) {
            hash = hasher.node(subtrees[at], hash);
        }
        subtrees[at] = hash;
        size += 1L << level;
    }

    /** The root of RFC 6962: the subtrees joined from the right. */
    public HashValue root() {
        byte @Nullable [] root = null;
        for (int level = 0; level < Long.SIZE; level++) {
            if ((size >> level & 1) == 1) {
                root = root == null ? subtrees[level] : hasher.node(subtrees[level], root);
            }
        }
        return HashValue.of(root == null ? hasher.emptyRoot() : root);
    }
}
