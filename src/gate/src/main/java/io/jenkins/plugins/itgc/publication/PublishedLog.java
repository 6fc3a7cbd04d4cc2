package io.jenkins.plugins.itgc.publication;

import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.checkpoint.CheckpointException;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.merkle.CompactTree;
import io.jenkins.plugins.itgc.ledger.merkle.ConsistencyProofVerifier;
import io.jenkins.plugins.itgc.ledger.merkle.ProofException;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is published already, as its newest manifest says. It is read as anybody's word: only what the ledger's key signed and
 * the ledger continues is gone on with.
 */
final class PublishedLog {
    private static final int MAX_NOTE = 1 << 20;

    private final Archive archive;
    private final VerifierKey key;

    PublishedLog(Archive archive, VerifierKey key) {
        this.archive = archive;
        this.key = key;
    }

    /**
     * Where a publication stands.
     *
     * @param manifest its manifest
     * @param tree over all that is published
     * @param checkpoint the signed word for it
     */
    record Head(PublishedObject manifest, CompactTree tree, SignedCheckpoint checkpoint) {
        long size() {
            return tree.size();
        }
    }

    /** The key that was published first is the key of all publications. */
    void requireKey() throws PublicationException {
        var known = archive.read(Keys.PUBLIC_KEY, MAX_NOTE);
        if (known.isPresent()
                && !Content.of(known.get()).sha256().equals(keyFile(key).sha256())) {
            throw new PublicationException(
                    Reason.SIGNATURE,
                    archive.location(Keys.PUBLIC_KEY) + " is not the key " + key
                            + ": this is another ledger, or it has another key. Publish it to a place of its own.");
        }
    }

    /** A key as it is published. */
    static Content keyFile(VerifierKey key) {
        return Content.of((key + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The newest complete publication, if there is one; what was broken off later does not count. */
    Optional<Head> head() throws PublicationException {
        if (archive.names(Keys.MANIFESTS).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(head(newest(Keys.MANIFESTS)));
    }

    /** The last name behind a prefix: names are in the order of entries. */
    private String newest(String prefix) throws PublicationException {
        var names = archive.names(prefix);
        if (names.isEmpty()) {
            throw damaged(prefix, "holds nothing");
        }
        var name = prefix + names.get(names.size() - 1);
        return name.endsWith("/") ? newest(name) : name;
    }

    private Head head(String key) throws PublicationException {
        byte[] bytes = required(key, Manifest.MAX_LENGTH);
        try {
            var manifest = Manifest.parse(bytes);
            var tree = manifest.tree();
            var checkpoint = checkpoint(manifest.checkpoint().key());
            if (checkpoint.size() != tree.size()
                    || !checkpoint.checkpoint().root().equals(tree.root())) {
                throw damaged(
                        key,
                        "does not fit its signed checkpoint "
                                + manifest.checkpoint().key());
            }
            return new Head(PublishedObject.of(key, Content.of(bytes), 0), tree, checkpoint);
        } catch (IllegalArgumentException e) {
            throw new PublicationException(
                    Reason.DAMAGED, "cannot trust " + archive.location(key) + ": it " + e.getMessage(), e);
        }
    }

    /** A published checkpoint, whose signature holds. */
    SignedCheckpoint checkpoint(String key) throws PublicationException {
        return signed(required(key, MAX_NOTE), archive.location(key));
    }

    /** The checkpoint that a publication was begun with, if one was. */
    Optional<SignedCheckpoint> begun(String key) throws PublicationException {
        var note = archive.read(key, MAX_NOTE);
        return note.isEmpty() ? Optional.empty() : Optional.of(signed(note.get(), archive.location(key)));
    }

    /** Reads a checkpoint and checks its signature. */
    SignedCheckpoint signed(byte[] note, String where) throws PublicationException {
        try {
            var checkpoint = SignedCheckpoint.parse(note);
            checkpoint.verify(key);
            return checkpoint;
        } catch (CheckpointException e) {
            throw new PublicationException(
                    Reason.SIGNATURE,
                    "cannot trust the checkpoint " + where + ": " + e.getMessage()
                            + ". Nothing was published. Find out who wrote it, and with which key.",
                    e);
        }
    }

    /**
     * Returns where the ledger begins with all that a checkpoint covers.
     *
     * @param published a checkpoint that is out of our hands
     * @param target the ledger's own, later one
     */
    static void requireContinued(SignedCheckpoint published, Ledger ledger, SignedCheckpoint target)
            throws LedgerException, PublicationException {
        long known = published.size();
        if (target.size() < known || ledger.size() < known) {
            throw inconsistent(
                    "it has " + target.size() + " entries, of which its checkpoint speaks, and " + known
                            + " are published",
                    null);
        }
        try {
            ConsistencyProofVerifier.verify(
                    ledger.proveConsistency(known, target.size()),
                    published.checkpoint().root(),
                    target.checkpoint().root());
        } catch (ProofException e) {
            throw inconsistent(
                    "its first " + known + " entries are not those that are published: " + e.getMessage(), e);
        }
    }

    static PublicationException inconsistent(String what, @Nullable Throwable cause) {
        return new PublicationException(
                Reason.INCONSISTENT,
                "THE LEDGER CONTRADICTS WHAT WAS PUBLISHED: " + what
                        + ". Nothing was published. Entries were changed or"
                        + " removed, or an old copy was put back: keep both, and compare them (ledger verify).",
                cause);
    }

    private byte[] required(String key, int limit) throws PublicationException {
        return archive.read(key, limit)
                .orElseThrow(() -> new PublicationException(
                        Reason.DAMAGED, archive.location(key) + " should have been published, and is not there"));
    }

    private PublicationException damaged(String key, String why) {
        return new PublicationException(Reason.DAMAGED, "cannot trust " + archive.location(key) + ": it " + why);
    }
}
