package io.jenkins.plugins.itgc.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.merkle.ConsistencyProof;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.merkle.InclusionProof;
import java.io.Closeable;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An append-only log of entries over which a Merkle tree stands. Safe for use by several threads.
 *
 * <p>Streams read as they go and must be closed; they end with the entry that was the last when they were made. What
 * fails in them comes as an {@link java.io.UncheckedIOException} around a {@link LedgerException}.
 */
public interface Ledger extends Closeable {
    /**
     * Appends an entry and returns once it is durable. Where this throws, the entry may or may not be in the log: as
     * after a crash, opening the ledger again decides.
     *
     * @param kind lower-case letters, digits and hyphens, at most 64, a letter first
     * @param body an object with nothing that canonical JSON lacks; it must not be changed afterwards
     */
    Entry append(String kind, JsonNode body) throws LedgerException;

    /** The entry at a place, if the log is that long. */
    Optional<Entry> entry(long index) throws LedgerException;

    /** The number of entries that are durable. */
    long size();

    /** The entries from a place on, oldest first. */
    Stream<Entry> entries(long fromIndex) throws LedgerException;

    /** The entries of some kinds from a place on, oldest first; the bodies of others are left unread. */
    default Stream<Entry> entries(long fromIndex, Set<String> kinds) throws LedgerException {
        return entries(fromIndex, kinds, (index, line) -> true);
    }

    /** Those of them that are wanted; the bodies of the others are not parsed. */
    Stream<Entry> entries(long fromIndex, Set<String> kinds, EntryFilter filter) throws LedgerException;

    /** The entries of some kinds before a place, newest first. */
    Stream<Entry> newestFirst(long beforeIndex, Set<String> kinds) throws LedgerException;

    /** The place of the first entry that is not before a time; the size where there is none. */
    long firstNotBefore(Instant time) throws LedgerException;

    /** All entries, newest first. */
    Stream<Entry> newestFirst() throws LedgerException;

    /** The entries of a period, oldest first. */
    Stream<Entry> between(Instant fromInclusive, Instant toExclusive) throws LedgerException;

    /** The key that this ledger's checkpoints are checked with. */
    VerifierKey verifierKey();

    /** A checkpoint that covers every entry acknowledged so far. */
    SignedCheckpoint checkpoint() throws LedgerException;

    /** The root of the tree of the first entries. */
    HashValue root(long treeSize) throws LedgerException;

    /** Shows that an entry is in the tree of which the checkpoint speaks that this has signed, if it must. */
    default InclusionProof prove(long index) throws LedgerException {
        return prove(index, checkpoint().size());
    }

    /** Shows that an entry is in the tree of that size. */
    InclusionProof prove(long index, long treeSize) throws LedgerException;

    /** Shows that the tree of one size begins with that of a smaller size. */
    ConsistencyProof proveConsistency(long oldSize, long newSize) throws LedgerException;

    @Override
    void close() throws LedgerException;
}
