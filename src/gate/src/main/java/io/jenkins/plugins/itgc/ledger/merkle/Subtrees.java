package io.jenkins.plugins.itgc.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The complete subtrees over some leaves that follow one another, as large as they can be without those before: what a
 * {@link CompactTree} takes in place of the leaves, so that parts of a log are hashed side by side. Not for use by several
 * threads at once.
 */
public final class Subtrees {
    private final MerkleHasher hasher = new MerkleHasher();
    private final List<Subtree> subtrees = new ArrayList<>();
    private final long first;
    private long next;

    /** A complete subtree of 2<sup>level</sup> leaves. */
    private record Subtree(int level, byte[] root) {}

    /**
     * @param first index of the first leaf
     */
    public Subtrees(long first) {
        this.first = first;
        this.next = first;
    }

    /** Index of the first leaf. */
    public long first() {
        return first;
    }

    /** Adds the next leaf. */
    public void add(byte[] leafHash) {
        var hash = leafHash;
        int level = 0;
        for (; (next >> level & 1) == 1 && isLast(level); level++) {
            hash = hasher.node(subtrees.remove(subtrees.size() - 1).root(), hash);
        }
        subtrees.add(new Subtree(level, hash));
        next++;
    }

    private boolean isLast(int level) {
        return !subtrees.isEmpty() && subtrees.get(subtrees.size() - 1).level() == level;
    }

    /**
     * Appends all leaves to a tree.
     *
     * @throws IllegalArgumentException where they do not follow its leaves
     */
    public void appendTo(CompactTree tree) {
        if (tree.size() != first) {
            throw new IllegalArgumentException("leaf " + first + " does not follow " + tree.size() + " leaves");
        }
        subtrees.forEach(subtree -> tree.append(subtree.level(), subtree.root()));
    }
}
