package io.jenkins.plugins.itgc.ledger.merkle;

import java.util.List;

/**
 * Shows that a leaf is in a tree (RFC 6962, 2.1.1): the roots of the subtrees beside the way from the leaf to the root.
 *
 * @param leafIndex the leaf's place, from 0
 * @param treeSize the number of leaves of the tree
 * @param path the hashes, from the leaf's side to the root's
 */
public record InclusionProof(long leafIndex, long treeSize, List<HashValue> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }
}
