package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.checkpoint.Checkpoint;
import io.jenkins.plugins.itgc.ledger.format.IndexFiles;
import io.jenkins.plugins.itgc.ledger.merkle.CompactTree;
import io.jenkins.plugins.itgc.ledger.merkle.ConsistencyProofVerifier;
import io.jenkins.plugins.itgc.ledger.merkle.MerkleHasher;
import io.jenkins.plugins.itgc.ledger.merkle.ProofException;
import io.jenkins.plugins.itgc.ledger.merkle.Prover;
import io.jenkins.plugins.itgc.ledger.verify.Finding.Kind;
import io.jenkins.plugins.itgc.ledger.verify.NeighbourLines.Neighbour;
import java.io.IOException;
import java.util.Optional;

/** Proves that lines that follow one another are those of the signed tree. */
final class PeriodProof {
    private final Optional<IndexFiles> index;
    private final Optional<Checkpoint> checkpoint;
    private final Findings findings;
    private final MerkleHasher hasher = new MerkleHasher();
    private Optional<CompactTree> tree;
    private boolean holds;

    /**
     * @param index the index, if there is one
     * @param before the line before the first that is added
     */
    PeriodProof(
            Optional<IndexFiles> index, Optional<Checkpoint> checkpoint, Optional<Neighbour> before, Findings findings)
            throws IOException {
        this.index = index;
        this.checkpoint = checkpoint;
        this.findings = findings;
        this.tree = begin(before);
    }

    /** The tree up to the line before; none where it cannot be made, so that nothing can be proved. */
    private Optional<CompactTree> begin(Optional<Neighbour> before) throws IOException {
        if (index.isEmpty()
                || checkpoint.isEmpty()
                || index.get().size() < checkpoint.get().size()) {
            return Optional.empty();
        }
        if (before.isEmpty()) {
            return Optional.of(new CompactTree());
        }
        long last = before.get().envelope().map(envelope -> envelope.index()).orElse(-1L);
        if (last < 0 || last >= checkpoint.get().size()) {
            return Optional.empty();
        }
        var known = CompactTree.load(index.get(), last);
        known.append(0, hasher.leaf(before.get().line()));
        return Optional.of(known);
    }

    /** Adds the first lines of a part. */
    void add(RangeResult result, PeriodPart<?> part, int lines) {
        if (tree.isEmpty()) {
            return;
        }
        var known = tree.get();
        long first = result.first() == null ? known.size() : result.first().index() - result.linesBeforeFirst();
        if (first != known.size()) {
            tree = Optional.empty();
            return;
        }
        boolean whole = lines == result.lines() && first + lines <= covered();
        if (whole && part.subtrees().isPresent()) {
            part.subtrees().get().appendTo(known);
            return;
        }
        for (int line = 0; line < lines; line++) {
            add(result.leafHash(line));
        }
    }

    /** Adds one line. */
    void add(Neighbour after) {
        if (tree.isPresent()
                && after.envelope()
                        .filter(envelope -> envelope.index() == tree.get().size())
                        .isPresent()) {
            add(hasher.leaf(after.line()));
        }
    }

    private void add(byte[] leafHash) {
        var known = tree.orElseThrow();
        if (known.size() < covered()) {
            known.append(0, leafHash);
        }
    }

    private long covered() {
        return checkpoint.map(Checkpoint::size).orElse(0L);
    }

    /**
     * Compares with the signed tree.
     *
     * @param end index of the first entry behind those that must be proved
     * @param further whether an entry stands there
     */
    void finish(long end, boolean further) throws IOException {
        if (checkpoint.isPresent() && end > covered()) {
            findings.add(Finding.of(
                    Kind.CHECKPOINT,
                    "the last " + (end - covered())
                            + " entries of the period are not covered by the checkpoint yet, which" + " covers "
                            + covered() + "; open the ledger for writing, and they are signed"));
        }
        if (checkpoint.isPresent() && !further && end < covered()) {
            findings.add(Finding.of(
                    Kind.TRUNCATED,
                    "the log has " + end + " entries, but its checkpoint covers " + covered() + ": " + (covered() - end)
                            + " are missing"));
        } else if (tree.isPresent() && findings.isEmpty()) {
            compare(tree.get());
        }
    }

    private void compare(CompactTree known) throws IOException {
        var signed = checkpoint.orElseThrow();
        try {
            ConsistencyProofVerifier.verify(
                    new Prover(index.orElseThrow()).consistency(known.size(), signed.size()),
                    known.root(),
                    signed.root());
            holds = true;
        } catch (ProofException e) {
            findings.add(Finding.of(
                    Kind.ROOT,
                    "the entries up to " + (known.size() - 1) + " are not those that the checkpoint of " + signed.size()
                            + " entries signs: " + e.getMessage()));
        }
    }

    /** Whether they are. */
    boolean holds() {
        return holds;
    }
}
