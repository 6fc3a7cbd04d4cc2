package io.jenkins.plugins.itgc.bundle;

import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.merkle.InclusionProof;
import java.util.List;

/**
 * That an entry is in the tree that the bundle's checkpoint signs: a line of {@code ledger/proofs.jsonl}.
 *
 * @param index the entry's index
 * @param leafHash the hash of its line, base64
 * @param path the hashes beside the way to the root, base64
 */
record EntryProofLine(long index, String leafHash, List<String> path) {
    EntryProofLine {
        path = List.copyOf(path);
    }

    static EntryProofLine of(InclusionProof proof, HashValue leaf) {
        return new EntryProofLine(
                proof.leafIndex(),
                leaf.base64(),
                proof.path().stream().map(HashValue::base64).toList());
    }

    /**
     * The proof in a tree of that size.
     *
     * @throws IllegalArgumentException where a hash is none
     */
    InclusionProof in(long size) {
        return new InclusionProof(
                index, size, path.stream().map(HashValue::ofBase64).toList());
    }
}
