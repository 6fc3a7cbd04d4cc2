package io.jenkins.plugins.itgc.ledger.merkle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes roots and proofs from the stored subtrees, reading about log<sub>2</sub> of the size many. Not for use by several
 * threads at once.
 */
public final class Prover {
    private final NodeStore store;
    private final MerkleHasher hasher = new MerkleHasher();

    public Prover(NodeStore store) {
        this.store = store;
    }

    /** The root of the tree of the first leaves. */
    public HashValue root(long size) throws IOException {
        return HashValue.of(size == 0 ? hasher.emptyRoot() : range(0, size));
    }

    /** PATH(m, D[n]) of RFC 6962, 2.1.1. */
    public InclusionProof inclusion(long index, long size) throws IOException {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has no leaf " + index);
        }
        var path = new ArrayList<HashValue>();
        path(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    /** PROOF(m, D[n]) of RFC 6962, 2.1.2; empty where there is nothing to show: from size 0, or to the same size. */
    public ConsistencyProof consistency(long oldSize, long newSize) throws IOException {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("no tree of " + newSize + " leaves comes after one of " + oldSize);
        }
        var path = new ArrayList<HashValue>();
        if (oldSize > 0 && oldSize < newSize) {
            subproof(oldSize, 0, newSize, true, path);
        }
        return new ConsistencyProof(oldSize, newSize, path);
    }

    private void path(long index, long from, long to, List<HashValue> path) throws IOException {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            path(index, from, middle, path);
            path.add(HashValue.of(range(middle, to)));
        } else {
            path(index, middle, to, path);
            path.add(HashValue.of(range(from, middle)));
        }
    }

    private void subproof(long oldEnd, long from, long to, boolean known, List<HashValue> path) throws IOException {
        if (oldEnd == to) {
            if (!known) {
                path.add(HashValue.of(range(from, to)));
            }
            return;
        }
        long middle = from + split(to - from);
        if (oldEnd <= middle) {
            subproof(oldEnd, from, middle, known, path);
            path.add(HashValue.of(range(middle, to)));
        } else {
            subproof(oldEnd, middle, to, false, path);
            path.add(HashValue.of(range(from, middle)));
        }
    }

    private byte[] range(long from, long to) throws IOException {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1) {
            int level = Long.numberOfTrailingZeros(leaves);
            return store.node(level, from >> level);
        }
        long middle = from + split(leaves);
        return hasher.node(range(from, middle), range(middle, to));
    }

    /** The largest power of two smaller than the number of leaves. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
