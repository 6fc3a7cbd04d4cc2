package io.jenkins.plugins.itgc.ledger.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.EntryFilter;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.format.LedgerFiles;
import io.jenkins.plugins.itgc.ledger.format.LogIndex;
import io.jenkins.plugins.itgc.ledger.merkle.ConsistencyProof;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.merkle.InclusionProof;
import io.jenkins.plugins.itgc.ledger.merkle.Prover;
import io.jenkins.plugins.itgc.text.FileTrouble;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A ledger in a directory. One process at a time may write to it, any number may read; a reader sees the log as it was
 * when it opened it.
 */
public final class FileLedger implements Ledger {
    private final Parts parts;
    private final LogReader reader;
    private volatile boolean closed;

    /** What an open ledger stands on. */
    interface Parts extends Closeable {
        VerifierKey verifierKey();

        LedgerOpening opening();

        LogIndex index();

        LogReader reader();

        Entry append(String kind, JsonNode body) throws LedgerException;

        SignedCheckpoint checkpoint() throws LedgerException;

        Optional<LedgerException> failure();
    }

    private FileLedger(Parts parts) {
        this.parts = parts;
        this.reader = parts.reader();
    }

    /**
     * Opens the ledger in a directory for writing, and makes a new one if there is none.
     *
     * @throws LedgerException where somebody else writes to it, or its checkpoint contradicts it
     */
    public static FileLedger open(Path directory, LedgerOptions options) throws LedgerException {
        return asked("open the ledger in " + directory, () -> new FileLedger(WritableParts.open(directory, options)));
    }

    /**
     * Opens the ledger in a directory for reading, also while somebody writes to it. Nothing in the directory is
     * changed.
     *
     * @throws LedgerException where there is none, or its checkpoint contradicts it
     */
    public static FileLedger read(Path directory) throws LedgerException {
        return asked("read the ledger in " + directory, () -> new FileLedger(ReadOnlyParts.open(directory)));
    }

    /** Whether somebody, in this process or another, has the ledger in a directory open for writing. */
    public static boolean isBeingWritten(Path directory) throws LedgerException {
        return asked("see who writes to " + directory, () -> LedgerLock.isHeld(new LedgerFiles(directory).lock()));
    }

    @Override
    public VerifierKey verifierKey() {
        return parts.verifierKey();
    }

    /** What was found when it was opened. */
    public LedgerOpening opening() {
        return parts.opening();
    }

    /** Why it takes no more entries until it is opened again: an earlier write failed. Empty where none did. */
    public Optional<LedgerException> failure() {
        return parts.failure();
    }

    @Override
    public Entry append(String kind, JsonNode body) throws LedgerException {
        requireOpen();
        return parts.append(kind, body);
    }

    @Override
    public Optional<Entry> entry(long index) throws LedgerException {
        requireOpen();
        if (index < 0 || index >= size()) {
            return Optional.empty();
        }
        return asked("read entry " + index, () -> Optional.of(reader.entry(index)));
    }

    @Override
    public long size() {
        return parts.index().size();
    }

    @Override
    public Stream<Entry> entries(long fromIndex) throws LedgerException {
        requireOpen();
        return asked("read from entry " + fromIndex, () -> reader.entries(Math.max(0, fromIndex), size()));
    }

    @Override
    public Stream<Entry> entries(long fromIndex, Set<String> kinds, EntryFilter filter) throws LedgerException {
        requireOpen();
        return reader.entries(Math.max(0, fromIndex), size(), kinds, filter);
    }

    @Override
    public Stream<Entry> newestFirst(long beforeIndex, Set<String> kinds) throws LedgerException {
        requireOpen();
        return reader.newestFirst(Math.min(beforeIndex, size()), kinds);
    }

    @Override
    public long firstNotBefore(Instant time) throws LedgerException {
        requireOpen();
        return asked("look for " + time, () -> reader.firstNotBefore(time, size()));
    }

    @Override
    public Stream<Entry> newestFirst() throws LedgerException {
        requireOpen();
        return reader.newestFirst(size());
    }

    @Override
    public Stream<Entry> between(Instant fromInclusive, Instant toExclusive) throws LedgerException {
        requireOpen();
        long size = size();
        return asked(
                "read from " + fromInclusive + " to " + toExclusive,
                () -> reader.entries(
                        reader.firstNotBefore(fromInclusive, size), reader.firstNotBefore(toExclusive, size)));
    }

    @Override
    public SignedCheckpoint checkpoint() throws LedgerException {
        requireOpen();
        return parts.checkpoint();
    }

    @Override
    public HashValue root(long treeSize) throws LedgerException {
        requireOpen();
        if (treeSize < 0 || treeSize > size()) {
            throw new LedgerException(
                    Reason.ABSENT, "there is no tree of " + treeSize + " entries: the ledger has " + size());
        }
        return asked("compute the root of " + treeSize + " entries", () -> prover().root(treeSize));
    }

    @Override
    public InclusionProof prove(long index, long treeSize) throws LedgerException {
        requireOpen();
        if (index < 0 || index >= treeSize || treeSize > size()) {
            throw new LedgerException(
                    Reason.ABSENT,
                    "cannot prove entry " + index + " in the tree of " + treeSize + " entries: the ledger has "
                            + size());
        }
        return asked("prove entry " + index, () -> prover().inclusion(index, treeSize));
    }

    @Override
    public ConsistencyProof proveConsistency(long oldSize, long newSize) throws LedgerException {
        requireOpen();
        if (oldSize < 0 || oldSize > newSize || newSize > size()) {
            throw new LedgerException(
                    Reason.ABSENT,
                    "cannot prove that " + newSize + " entries begin with " + oldSize + ": the ledger has " + size());
        }
        return asked("prove consistency", () -> prover().consistency(oldSize, newSize));
    }

    /** Signs the last checkpoint, if this was open for writing, and lets others write. */
    @Override
    public void close() throws LedgerException {
        if (!closed) {
            closed = true;
            asked("close the ledger", () -> {
                parts.close();
                return this;
            });
        }
    }

    /** One for each call, since it hashes: no two threads share it. */
    private Prover prover() {
        return new Prover(parts.index());
    }

    private void requireOpen() throws LedgerException {
        if (closed) {
            throw new LedgerException(Reason.CLOSED, "the ledger was closed");
        }
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private static <T> T asked(String what, Action<T> action) throws LedgerException {
        try {
            return action.run();
        } catch (LedgerException e) {
            throw e;
        } catch (IOException e) {
            throw new LedgerException(Reason.IO, "cannot " + what + ": " + FileTrouble.words(e), e);
        }
    }
}
