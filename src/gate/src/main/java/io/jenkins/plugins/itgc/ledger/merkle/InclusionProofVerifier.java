package io.jenkins.plugins.itgc.ledger.merkle;

/** Checks inclusion proofs. */
public final class InclusionProofVerifier {
    private InclusionProofVerifier() {}

    /**
     * Returns where the proof shows that the leaf is in the tree of that root (the algorithm of RFC 9162, 2.1.3.2).
     *
     * @throws ProofException where it does not
     */
    public static void verify(InclusionProof proof, HashValue leafHash, HashValue root) throws ProofException {
        if (proof.leafIndex() < 0 || proof.leafIndex() >= proof.treeSize()) {
            throw new ProofException("a tree of " + proof.treeSize() + " leaves has no leaf " + proof.leafIndex());
        }
        var hasher = new MerkleHasher();
        long node = proof.leafIndex();
        long last = proof.treeSize() - 1;
        var hash = leafHash.bytes();
        for (var beside : proof.path()) {
            if (last == 0) {
                throw new ProofException("the proof has more hashes than the tree is high");
            }
            if ((node & 1) == 1 || node == last) {
                hash = hasher.node(beside.bytes(), hash);
                int risen = Long.numberOfTrailingZeros(node);
                node >>= risen;
                last >>= risen;
            } else {
                hash = hasher.node(hash, beside.bytes());
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new ProofException("the proof has fewer hashes than the tree is high");
        }
        if (!HashValue.of(hash).equals(root)) {
            throw new ProofException("leaf " + proof.leafIndex() + " leads to the root "
                    + HashValue.of(hash).base64() + ", not to " + root.base64());
        }
    }
}
