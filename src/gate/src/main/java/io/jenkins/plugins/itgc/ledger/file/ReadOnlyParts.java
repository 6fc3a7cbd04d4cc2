package io.jenkins.plugins.itgc.ledger.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.format.IndexFiles;
import io.jenkins.plugins.itgc.ledger.format.JoinedIndex;
import io.jenkins.plugins.itgc.ledger.format.LedgerFiles;
import io.jenkins.plugins.itgc.ledger.format.LogIndex;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a ledger stands on that is open for reading: the index that is there, as far as the checkpoint vouches for it, and
 * a temporary one behind it.
 */
final class ReadOnlyParts implements FileLedger.Parts {
    private final VerifierKey key;
    private final Optional<SignedCheckpoint> checkpoint;
    private final SegmentList segments;
    private final TemporaryIndex tail;
    private final Optional<IndexFiles> head;
    private final JoinedIndex index;
    private final LedgerOpening opening;

    private ReadOnlyParts(LedgerFiles files, TemporaryIndex tail) throws IOException {
        this.tail = tail;
        this.key = KeyFiles.publicKey(files);
        this.checkpoint = CheckpointFile.read(files.checkpoint(), key);
        this.segments = SegmentList.of(files.directory());
        this.head = derived(files);
        var covered = Recovery.covered(checkpoint);
        var known = head.map(found -> KnownPart.of(covered, found, segments)).orElseGet(KnownPart::none);
        long headSize = known.size();
        var fresh = tail.beginAt(headSize);
        var scan = new LogScan(segments, covered, fresh, known.tree(), known.lastTime());
        scan.run(known.offset());
        this.index = new JoinedIndex(head.<LogIndex>map(found -> found).orElse(fresh), headSize, fresh);
        this.opening = new LedgerOpening(
                index.size(),
                covered.size(),
                LedgerLock.isHeld(files.lock()) ? Optional.empty() : scan.torn(),
                headSize == 0 && covered.size() > 0);
    }

    static ReadOnlyParts open(Path directory) throws IOException {
        var files = new LedgerFiles(directory);
        files.requireThere();
        var tail = new TemporaryIndex();
        try {
            return new ReadOnlyParts(files, tail);
        } catch (IOException | RuntimeException e) {
            tail.close();
            throw e;
        }
    }

    private static Optional<IndexFiles> derived(LedgerFiles files) throws IOException {
        try {
            return Optional.of(IndexFiles.read(files.derived()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public VerifierKey verifierKey() {
        return key;
    }

    @Override
    public LedgerOpening opening() {
        return opening;
    }

    @Override
    public LogIndex index() {
        return index;
    }

    @Override
    public LogReader reader() {
        return new LogReader(index, () -> segments);
    }

    @Override
    public Entry append(String kind, JsonNode body) throws LedgerException {
        throw new LedgerException(Reason.CLOSED, "cannot append: the ledger was opened for reading only");
    }

    /** The checkpoint that was signed last; only a writer can sign a newer one. */
    @Override
    public SignedCheckpoint checkpoint() throws LedgerException {
        return checkpoint.orElseThrow(() -> new LedgerException(
                Reason.ABSENT, "no checkpoint has been signed yet; open the ledger for writing to have one signed"));
    }

    @Override
    public Optional<LedgerException> failure() {
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        try (tail) {
            if (head.isPresent()) {
                head.get().close();
            }
        }
    }
}
