package io.jenkins.plugins.itgc.ledger.merkle;

/** Checks consistency proofs. */
public final class ConsistencyProofVerifier {
    private ConsistencyProofVerifier() {}

    /**
     * Returns where the proof shows that the later tree begins with the leaves of the earlier one (the algorithm of
     * RFC 9162, 2.1.4.2).
     *
     * @throws ProofException where it does not
     */
    public static void verify(ConsistencyProof proof, HashValue oldRoot, HashValue newRoot) throws ProofException {
        long oldSize = proof.oldSize();
        long newSize = proof.newSize();
        if (oldSize < 0 || oldSize > newSize) {
            throw new ProofException("no tree of " + newSize + " leaves comes after one of " + oldSize);
        }
        if (oldSize == 0 || oldSize == newSize) {
            trivial(proof, oldRoot, newRoot);
            return;
        }
        climb(proof, oldRoot, newRoot);
    }

    private static void trivial(ConsistencyProof proof, HashValue oldRoot, HashValue newRoot) throws ProofException {
        if (!proof.path().isEmpty()) {
            throw new ProofException("the proof has hashes where none is needed");
        }
        if (proof.oldSize() == 0) {
            require("earlier", HashValue.of(new MerkleHasher().emptyRoot()), oldRoot);
        }
        if (proof.oldSize() == proof.newSize()) {
            require("later", oldRoot, newRoot);
        }
    }

    private static void climb(ConsistencyProof proof, HashValue oldRoot, HashValue newRoot) throws ProofException {
        var hasher = new MerkleHasher();
        var path = proof.path().iterator();
        int complete = Long.numberOfTrailingZeros(proof.oldSize());
        long node = proof.oldSize() - 1 >> complete;
        long last = proof.newSize() - 1 >> complete;
        if (node != 0 && !path.hasNext()) {
            throw new ProofException("the proof has no hashes");
        }
        var oldHash = node == 0 ? oldRoot.bytes() : path.next().bytes();
        var newHash = oldHash;
        while (path.hasNext()) {
            var beside = path.next().bytes();
            if (last == 0) {
                throw new ProofException("the proof has more hashes than the tree is high");
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = hasher.node(beside, oldHash);
                newHash = hasher.node(beside, newHash);
                int risen = Long.numberOfTrailingZeros(node);
                node >>= risen;
                last >>= risen;
            } else {
                newHash = hasher.node(newHash, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new ProofException("the proof has fewer hashes than the tree is high");
        }
        require("earlier", HashValue.of(oldHash), oldRoot);
        require("later", HashValue.of(newHash), newRoot);
    }

    private static void require(String which, HashValue seen, HashValue expected) throws ProofException {
        if (!seen.equals(expected)) {
            throw new ProofException(
                    "the proof leads to the " + which + " root " + seen.base64() + ", not to " + expected.base64());
        }
    }
}
