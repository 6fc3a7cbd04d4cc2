package io.jenkins.plugins.itgc.ledger.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.CanonicalJsonException;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import io.jenkins.plugins.itgc.text.FileTrouble;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The writing half of a ledger: takes entries from many threads, and remembers when something went wrong. */
final class Appender implements Closeable {
    private static final int ENVELOPE_MARGIN = 256;

    private final LogWriter writer;
    private final CheckpointKeeper keeper;
    private final GroupCommit<Pending> commits = new GroupCommit<>(this::write);
    private final ReentrantLock writing = new ReentrantLock();
    /** Taken before {@link #writing} where both are. */
    private final ReentrantLock signing = new ReentrantLock();

    private volatile @Nullable LedgerException failure;

    Appender(LogWriter writer, CheckpointKeeper keeper) {
        this.writer = writer;
        this.keeper = keeper;
    }

    SegmentList segments() {
        return writer.segments();
    }

    Optional<LedgerException> failure() {
        return Optional.ofNullable(failure);
    }

    Entry append(String kind, JsonNode body) throws LedgerException {
        var pending = new Pending(kind, body, canonical(kind, body));
        commits.submit(pending);
        return pending.outcome();
    }

    /** Signs a checkpoint over all that is written. */
    SignedCheckpoint checkpoint() throws LedgerException {
        signing.lock();
        try {
            var head = head();
            return keeper.sign(head.size(), head.root());
        } catch (LedgerException e) {
            fail(e);
            throw e;
        } catch (IOException e) {
            throw fail(new LedgerException(Reason.IO, "cannot store a checkpoint: " + FileTrouble.words(e), e));
        } finally {
            signing.unlock();
        }
    }

    /** Signs a checkpoint if the last one is behind. */
    void catchUp() throws LedgerException {
        if (failure == null && !keeper.covers(head().size())) {
            checkpoint();
        }
    }

    private void write(List<Pending> batch) {
        writing.lock();
        try {
            writeOrFail(batch);
        } finally {
            writing.unlock();
        }
        var why = failure;
        if (why != null) {
            batch.forEach(pending -> pending.failed(why));
        }
    }

    private void writeOrFail(List<Pending> batch) {
        boolean ended = false;
        try {
            if (failure == null) {
                writer.write(batch);
            }
            ended = true;
        } catch (IOException e) {
            fail(new LedgerException(Reason.IO, "cannot write to the ledger: " + FileTrouble.words(e), e));
            ended = true;
        } catch (RuntimeException e) {
            fail(new LedgerException(Reason.IO, "cannot write to the ledger: " + e, e));
            ended = true;
        } finally {
            if (!ended) {
                fail(new LedgerException(Reason.IO, "cannot write to the ledger: the thread that wrote died"));
            }
        }
    }

    private LedgerException fail(LedgerException why) {
        if (failure == null) {
            failure = new LedgerException(
                    why.reason() == Reason.INCONSISTENT ? why.reason() : Reason.FAILED,
                    "the ledger takes no more entries until it is opened again: " + why.getMessage(),
                    why);
        }
        return why;
    }

    private LogWriter.Head head() {
        writing.lock();
        try {
            return writer.head();
        } finally {
            writing.unlock();
        }
    }

    private static byte[] canonical(String kind, JsonNode body) throws LedgerException {
        if (!Envelope.isKind(kind)) {
            throw new LedgerException(
                    Reason.REFUSED,
                    "'" + kind
                            + "' is no kind of entry: 1 to 64 lower-case letters, digits and hyphens, a letter first");
        }
        if (!body.isObject()) {
            throw new LedgerException(Reason.REFUSED, "the body of an entry is an object, not " + body.getNodeType());
        }
        try {
            var bytes = CanonicalJson.bytes(body);
            if (bytes.length > EntryLine.MAX_LENGTH - ENVELOPE_MARGIN) {
                throw new LedgerException(
                        Reason.REFUSED,
                        "the body has " + bytes.length + " bytes; an entry has at most " + EntryLine.MAX_LENGTH);
            }
            return bytes;
        } catch (CanonicalJsonException e) {
            throw new LedgerException(Reason.REFUSED, "the body has no canonical form: " + e.getMessage(), e);
        }
    }

    /** Signs the last checkpoint, unless something went wrong before; what comes later is refused. */
    @Override
    public void close() throws IOException {
        signing.lock();
        try {
            writing.lock();
            try (writer) {
                catchUp();
            } finally {
                failure = new LedgerException(Reason.CLOSED, "the ledger was closed");
                writing.unlock();
            }
        } finally {
            signing.unlock();
        }
    }
}
