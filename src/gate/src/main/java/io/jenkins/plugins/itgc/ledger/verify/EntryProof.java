package io.jenkins.plugins.itgc.ledger.verify;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.checkpoint.CheckpointException;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.merkle.ConsistencyProof;
import io.jenkins.plugins.itgc.ledger.merkle.ConsistencyProofVerifier;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.merkle.InclusionProof;
import io.jenkins.plugins.itgc.ledger.merkle.InclusionProofVerifier;
import io.jenkins.plugins.itgc.ledger.merkle.ProofException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A proof that needs nothing beside it but the ledger's key, all binary values in base64.
 *
 * @param entry the entry's index
 * @param line the entry's line without its end, base64: the leaf
 * @param leafHash the leaf's hash
 * @param root the root that the checkpoint signs
 * @param checkpoint the lines of the signed checkpoint
 * @param key the ledger's key, in verifier form
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record EntryProof(
        long entry,
        String line,
        String leafHash,
        String root,
        List<String> checkpoint,
        String key,
        Inclusion inclusion,
        Optional<Consistency> consistency) {
    /** The hashes beside the way from the leaf to the root. */
    public record Inclusion(long leafIndex, long treeSize, List<String> path) {}

    /** The hashes that lead to the roots of both sizes. */
    public record Consistency(long oldSize, long newSize, String oldRoot, List<String> path) {}

    /**
     * Proves an entry, and checks the proof as its reader would.
     *
     * @param fromSize the earlier size to be consistent with, if any
     * @throws LedgerException where the proof does not hold: the ledger is not what was signed
     */
    public static EntryProof of(Ledger ledger, Entry entry, Optional<Long> fromSize) throws LedgerException {
        SignedCheckpoint signed = ledger.checkpoint();
        HashValue root = signed.checkpoint().root();
        InclusionProof inclusion = ledger.prove(entry.index(), signed.size());
        try {
            signed.verify(ledger.verifierKey());
            InclusionProofVerifier.verify(inclusion, entry.leafHash(), root);
            return new EntryProof(
                    entry.index(),
                    Base64.getEncoder().encodeToString(EntryLine.of(entry)),
                    entry.leafHash().base64(),
                    root.base64(),
                    signed.note().toString().lines().toList(),
                    ledger.verifierKey().toString(),
                    new Inclusion(inclusion.leafIndex(), inclusion.treeSize(), texts(inclusion.path())),
                    fromSize.isEmpty() ? Optional.empty() : Optional.of(consistency(ledger, fromSize.get(), signed)));
        } catch (ProofException | CheckpointException e) {
            throw new LedgerException(
                    LedgerException.Reason.INCONSISTENT,
                    "entry " + entry.index() + " cannot be proved: " + e.getMessage()
                            + "; verify the ledger: that names what was changed",
                    e);
        }
    }

    private static Consistency consistency(Ledger ledger, long fromSize, SignedCheckpoint signed)
            throws LedgerException, ProofException {
        ConsistencyProof proof = ledger.proveConsistency(fromSize, signed.size());
        HashValue oldRoot = ledger.root(fromSize);
        ConsistencyProofVerifier.verify(proof, oldRoot, signed.checkpoint().root());
        return new Consistency(proof.oldSize(), proof.newSize(), oldRoot.base64(), texts(proof.path()));
    }

    private static List<String> texts(List<HashValue> hashes) {
        return hashes.stream().map(HashValue::base64).toList();
    }
}
