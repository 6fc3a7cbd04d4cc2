package io.jenkins.plugins.itgc.ledger.merkle;

import java.util.List;

/**
 * Shows that a tree begins with all the leaves of an earlier tree (RFC 6962, 2.1.2).
 *
 * @param oldSize the number of leaves of the earlier tree
 * @param newSize the number of leaves of the later tree
 * @param path the hashes, from the leaves' side to the root's
 */
public record ConsistencyProof(long oldSize, long newSize, List<HashValue> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }
}
