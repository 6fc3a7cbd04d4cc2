package io.jenkins.plugins.itgc.worksheet;

import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.checkpoint.CheckpointException;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.merkle.ConsistencyProofVerifier;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.merkle.InclusionProofVerifier;
import io.jenkins.plugins.itgc.ledger.merkle.MerkleHasher;
import io.jenkins.plugins.itgc.ledger.merkle.ProofException;
import io.jenkins.plugins.itgc.population.Item;
import io.jenkins.plugins.itgc.population.LedgerEvidence;
import io.jenkins.plugins.itgc.worksheet.attribute.Proof;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Proves the entries of items. What let a deployment go on is proved in the tree that the population's checkpoint signed; what
 * followed it in the tree of the ledger's present checkpoint, which was shown to continue the other.
 */
final class ItemProofs {
    private final Ledger ledger;
    private final SignedCheckpoint frozen;
    private final SignedCheckpoint present;
    private final VerifierKey key;

    /** Why something is not what was signed. */
    private static final class NotProved extends Exception {
        private static final long serialVersionUID = 1;

        NotProved(String message) {
            super(message);
        }
    }

    private ItemProofs(Ledger ledger, SignedCheckpoint frozen, SignedCheckpoint present, VerifierKey key) {
        this.ledger = ledger;
        this.frozen = frozen;
        this.present = present;
        this.key = key;
    }

    /**
     * Shows that the ledger continues the one whose population was frozen.
     *
     * @throws WorksheetException where it does not: nothing about it can then be concluded
     */
    static ItemProofs of(Ledger ledger, LedgerEvidence evidence) throws WorksheetException, LedgerException {
        try {
            VerifierKey key = VerifierKey.parse(evidence.key());
            SignedCheckpoint frozen = SignedCheckpoint.parse(
                    (String.join("\n", evidence.checkpoint()) + "\n").getBytes(StandardCharsets.UTF_8));
            frozen.verify(key);
            SignedCheckpoint present = ledger.checkpoint();
            present.verify(key);
            if (frozen.size() > present.size()) {
                throw new NotProved("it has " + present.size() + " entries, and had " + frozen.size()
                        + " when the population was frozen");
            }
            ConsistencyProofVerifier.verify(
                    ledger.proveConsistency(frozen.size(), present.size()),
                    frozen.checkpoint().root(),
                    present.checkpoint().root());
            return new ItemProofs(ledger, frozen, present, key);
        } catch (CheckpointException | ProofException | NotProved e) {
            throw new WorksheetException(
                    "the ledger does not continue the one whose population was frozen: " + e.getMessage()
                            + "; no worksheet is made of it. Verify the ledger: that names what was changed",
                    e);
        }
    }

    Header.LedgerState state() {
        return new Header.LedgerState(
                present.size(),
                present.checkpoint().root().base64(),
                present.note().toString().lines().toList(),
                key.toString());
    }

    /** Proves the entries of an item. */
    Proof prove(Item item, Entry decision, AuditTrail trail) throws LedgerException {
        var proved = new ArrayList<Long>();
        try {
            HashValue leaf = leaf(decision);
            if (!leaf.hex().equals(item.leafHash())) {
                throw new NotProved(
                        "its leaf hash is " + leaf.hex() + ", in the frozen population it was " + item.leafHash());
            }
            prove(decision, leaf, frozen);
            proved.add(decision.index());
            for (Entry later : later(trail)) {
                boolean letGoOn = item.override().isPresent() && item.override().getAsLong() == later.index();
                prove(later, leaf(later), letGoOn ? frozen : present);
                proved.add(later.index());
            }
        } catch (ProofException | NotProved e) {
            return new Proof(false, "an entry of it is not the one that was signed: " + e.getMessage());
        }
        return new Proof(
                true,
                (proved.size() == 1 ? "entry " : "entries ")
                        + String.join(", ", proved.stream().map(String::valueOf).toList())
                        + " proved in the tree of " + frozen.size()
                        + (proved.size() > 1 && present.size() > frozen.size() ? " and " + present.size() : "")
                        + " entries");
    }

    private static List<Entry> later(AuditTrail trail) {
        return Stream.<Optional<Entry>>of(
                        trail.override().map(filed -> filed.entry()),
                        trail.start().map(filed -> filed.entry()),
                        trail.result().map(filed -> filed.entry()),
                        trail.review().map(filed -> filed.entry()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** From the entry's own bytes: what an index says of them is not believed. */
    private static HashValue leaf(Entry entry) {
        return HashValue.of(new MerkleHasher().leaf(EntryLine.of(entry)));
    }

    private void prove(Entry entry, HashValue leaf, SignedCheckpoint checkpoint)
            throws ProofException, NotProved, LedgerException {
        if (entry.index() >= checkpoint.size()) {
            throw new NotProved("entry " + entry.index() + " is not covered by the checkpoint of " + checkpoint.size()
                    + " entries");
        }
        InclusionProofVerifier.verify(
                ledger.prove(entry.index(), checkpoint.size()),
                leaf,
                checkpoint.checkpoint().root());
    }
}
