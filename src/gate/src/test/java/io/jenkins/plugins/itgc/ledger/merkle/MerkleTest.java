package io.jenkins.plugins.itgc.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MerkleTest {
    private static final int LARGEST = 300;

    /** The inputs and roots that Certificate Transparency implementations share. */
    private static final List<String> INPUTS =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final MemoryTree TREE = new MemoryTree();
    private static final List<HashValue> ROOT_OF = new ArrayList<>();

    @BeforeAll
    static void grow() {
        ROOT_OF.add(TREE.tree().root());
        for (int i = 0; i < LARGEST; i++) {
            TREE.append(("leaf " + i).getBytes(StandardCharsets.UTF_8));
            ROOT_OF.add(TREE.tree().root());
        }
    }

    @Test
    void rootsAreThePublishedOnes() throws Exception {
        var tree = eight();

        for (int size = 0; size <= 8; size++) {
            assertThat(tree.definition(size).hex()).isEqualTo(ROOTS.get(size));
            assertThat(new Prover(tree).root(size).hex()).isEqualTo(ROOTS.get(size));
            assertThat(CompactTree.load(tree, size).root().hex()).isEqualTo(ROOTS.get(size));
        }
        assertThat(tree.tree().root().hex()).isEqualTo(ROOTS.get(8));
    }

    /** Cut anywhere, the parts give the tree that the leaves give one by one. */
    @Test
    void partsAreJoinedToTheSameTree() throws Exception {
        for (int first = 0; first < 70; first++) {
            for (int second = first; second < 140; second++) {
                var tree = CompactTree.load(TREE, first);
                part(first, second).appendTo(tree);
                part(second, 150).appendTo(tree);

                assertThat(tree.size()).isEqualTo(150);
                assertThat(tree.root()).isEqualTo(ROOT_OF.get(150));
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> part(3, 5).appendTo(CompactTree.load(TREE, 4)))
                .withMessage("leaf 3 does not follow 4 leaves");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompactTree.load(TREE, 5).append(1, TREE.node(1, 0)));
    }

    private static Subtrees part(int from, int to) throws Exception {
        var part = new Subtrees(from);
        for (int leaf = from; leaf < to; leaf++) {
            part.add(TREE.node(0, leaf));
        }
        return part;
    }

    @Test
    void proofsAreThePublishedOnes() throws Exception {
        var prover = new Prover(eight());

        assertThat(prover.inclusion(0, 8).path())
                .extracting(HashValue::hex)
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(prover.consistency(6, 8).path())
                .extracting(HashValue::hex)
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(prover.consistency(2, 5).path())
                .extracting(HashValue::hex)
                .containsExactly(
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    }

    @Test
    void theRootIsTheOneOfTheDefinitionAtEverySize() throws Exception {
        for (int size = 0; size <= LARGEST; size++) {
            assertThat(ROOT_OF.get(size)).isEqualTo(TREE.definition(size));
            assertThat(new Prover(TREE).root(size)).isEqualTo(ROOT_OF.get(size));
        }
    }

    @Test
    void everyInclusionProofHoldsAndNoAlteredOneDoes() throws Exception {
        var prover = new Prover(TREE);
        for (int size = 1; size <= LARGEST; size++) {
            for (int index = 0; index < size; index++) {
                var proof = prover.inclusion(index, size);
                InclusionProofVerifier.verify(proof, TREE.leaf(index), ROOT_OF.get(size));
                if (passedOver(index, size)) {
                    continue;
                }
                int other = (index + 1) % size;
                for (var altered : altered(proof.path(), size + index)) {
                    refused(() -> InclusionProofVerifier.verify(
                            new InclusionProof(proof.leafIndex(), proof.treeSize(), altered),
                            TREE.leaf((int) proof.leafIndex()),
                            ROOT_OF.get((int) proof.treeSize())));
                }
                if (size > 1) {
                    refused(() -> InclusionProofVerifier.verify(
                            proof, TREE.leaf(other), ROOT_OF.get((int) proof.treeSize())));
                    refused(() -> InclusionProofVerifier.verify(
                            new InclusionProof(other, proof.treeSize(), proof.path()),
                            TREE.leaf((int) proof.leafIndex()),
                            ROOT_OF.get((int) proof.treeSize())));
                }
            }
        }
    }

    @Test
    void everyConsistencyProofHoldsAndNoAlteredOneDoes() throws Exception {
        var prover = new Prover(TREE);
        for (int newSize = 0; newSize <= LARGEST; newSize++) {
            for (int oldSize = 0; oldSize <= newSize; oldSize++) {
                var proof = prover.consistency(oldSize, newSize);
                var oldRoot = ROOT_OF.get(oldSize);
                var newRoot = ROOT_OF.get(newSize);
                ConsistencyProofVerifier.verify(proof, oldRoot, newRoot);
                if (passedOver(oldSize, newSize)) {
                    continue;
                }
                for (var altered : altered(proof.path(), oldSize + newSize)) {
                    refused(() -> ConsistencyProofVerifier.verify(
                            new ConsistencyProof(proof.oldSize(), proof.newSize(), altered), oldRoot, newRoot));
                }
                if (oldSize > 0 && oldSize < newSize) {
                    refused(() -> ConsistencyProofVerifier.verify(proof, newRoot, newRoot));
                    refused(() -> ConsistencyProofVerifier.verify(proof, oldRoot, oldRoot));
                }
            }
        }
    }

    @Test
    void impossibleProofsAreRefused() {
        var root = ROOT_OF.get(4);

        refused(() -> InclusionProofVerifier.verify(new InclusionProof(4, 4, List.of()), TREE.leaf(0), root));
        refused(() -> InclusionProofVerifier.verify(new InclusionProof(-1, 4, List.of()), TREE.leaf(0), root));
        refused(() -> ConsistencyProofVerifier.verify(new ConsistencyProof(5, 4, List.of()), root, root));
        refused(() -> ConsistencyProofVerifier.verify(new ConsistencyProof(-1, 4, List.of()), root, root));
        refused(() -> ConsistencyProofVerifier.verify(new ConsistencyProof(4, 4, List.of()), root, ROOT_OF.get(3)));
        refused(() -> ConsistencyProofVerifier.verify(new ConsistencyProof(0, 4, List.of()), root, root));
        refused(() -> ConsistencyProofVerifier.verify(new ConsistencyProof(4, 4, List.of(root)), root, root));
        assertThatIllegalArgumentException().isThrownBy(() -> new Prover(TREE).inclusion(4, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new Prover(TREE).consistency(5, 4));
    }

    @Test
    void hashValuesAreReadAndWritten() {
        var hash = HashValue.ofHex(ROOTS.get(8));

        assertThat(HashValue.ofBase64(hash.base64())).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThat(hash).hasToString(ROOTS.get(8)).isNotEqualTo(HashValue.ofHex(ROOTS.get(7)));
        assertThatIllegalArgumentException().isThrownBy(() -> HashValue.of(new byte[31]));
    }

    private static MemoryTree eight() {
        var tree = new MemoryTree();
        INPUTS.forEach(input -> tree.append(HexFormat.of().parseHex(input)));
        return tree;
    }

    /** One hash less, one more, one bit changed, two swapped: which, turns with the case. */
    private static List<List<HashValue>> altered(List<HashValue> path, int turn) {
        var altered = new ArrayList<List<HashValue>>();
        var longer = new ArrayList<>(path);
        longer.add(ROOT_OF.get(1));
        altered.add(longer);
        if (!path.isEmpty()) {
            int at = turn % path.size();
            var shorter = new ArrayList<>(path);
            shorter.remove(at);
            altered.add(shorter);
            var bytes = path.get(at).bytes();
            bytes[turn % 32] ^= (byte) (1 << turn % 8);
            var changed = new ArrayList<>(path);
            changed.set(at, HashValue.of(bytes));
            altered.add(changed);
        }
        if (path.size() > 1) {
            var swapped = new ArrayList<>(path);
            Collections.swap(swapped, 0, path.size() - 1);
            altered.add(swapped);
        }
        return altered;
    }

    /** All proofs are checked; of those in larger trees, one in seven is altered too. */
    private static boolean passedOver(int index, int size) {
        return size > 64 && (size + index) % 7 != 0;
    }

    private interface Check {
        void run() throws ProofException;
    }

    /** Without the library's assertion, which costs more than a proof, some hundred thousand times. */
    private static void refused(Check check) {
        try {
            check.run();
        } catch (ProofException e) {
            return;
        }
        throw new AssertionError("the proof was accepted");
    }
}
