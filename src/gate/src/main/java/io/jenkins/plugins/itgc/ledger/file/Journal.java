package io.jenkins.plugins.itgc.ledger.file;

import com.sun.nio.file.ExtendedOpenOption;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.format.AppendFile;
import io.jenkins.plugins.itgc.ledger.format.LedgerFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.YearMonth;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines durable before the segment's own file is forced. Forcing a file that grows makes the file system write down
 * its new length each time; this one keeps its length, so one write of it costs little more than the disk needs. The lines
 * are in the segment as well; a crash can take from it only what stands here, and the next opening puts that back.
 */
final class Journal implements Closeable {
    private static final int CAPACITY = 4 << 20;
    private static final int LARGEST_RECORD = 256 << 10;

    private final LedgerFiles files;
    private final ByteBuffer record =
            ByteBuffer.allocateDirect(LARGEST_RECORD + JournalRecord.ALIGNMENT).alignedSlice(JournalRecord.ALIGNMENT);
    private @Nullable FileChannel channel;
    private int position;

    Journal(LedgerFiles files) {
        this.files = files;
    }

    /** Makes lines durable that belong at an offset of a month's segment, if there is room for them. */
    boolean write(YearMonth month, long offset, byte[] lines) throws IOException {
        int length = JournalRecord.length(lines);
        if (length > LARGEST_RECORD || position + length > CAPACITY) {
            return false;
        }
        if (channel == null) {
            channel = create();
        }
        new JournalRecord(month, offset, lines).put(record.clear());
        put(channel);
        position += length;
        return true;
    }

    /** An interrupt closes a channel, but must not harm the ledger under all other threads: what it cut off is written again. */
    private void put(FileChannel open) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            for (FileChannel to = open; !putAll(to); to = reopen()) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean putAll(FileChannel to) throws IOException {
        record.rewind();
        try {
            while (record.hasRemaining()) {
                to.write(record, (long) position + record.position());
            }
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }

    /** Every byte is written once, so that later writes change nothing but content. */
    private FileChannel create() throws IOException {
        try (var zeros = AppendFile.write(files.journal())) {
            zeros.truncate(0);
            zeros.append(new byte[CAPACITY]);
            zeros.force();
        }
        Disk.forceDirectory(files.directory());
        return reopen();
    }

    /** Each write is durable when it returns, and goes by the page cache where the file system can do that. */
    private FileChannel reopen() throws IOException {
        try {
            channel = FileChannel.open(
                    files.journal(), StandardOpenOption.WRITE, StandardOpenOption.DSYNC, ExtendedOpenOption.DIRECT);
        } catch (UnsupportedOperationException | IOException e) {
            channel = FileChannel.open(files.journal(), StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
        }
        return channel;
    }

    /** Begins again at the front, once all segments are durable themselves. What is behind the front is stale from then on. */
    void rewind() {
        position = 0;
    }

    /** Removes the file, once all segments are durable themselves. */
    void remove() throws IOException {
        Files.deleteIfExists(files.journal());
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    /**
     * Puts back into the segments what a crash took from their ends. Only what is missing is added.
     *
     * @throws LedgerException where a segment says something else than the journal
     */
    static void replay(LedgerFiles files) throws IOException {
        if (!Files.exists(files.journal())) {
            return;
        }
        var remaining = ByteBuffer.wrap(Files.readAllBytes(files.journal()));
        var before = JournalRecord.read(remaining);
        for (var next = before; next.isPresent(); next = JournalRecord.read(remaining)) {
            if (next != before && !next.get().follows(before.orElseThrow())) {
                break;
            }
            restore(files, next.get());
            before = next;
        }
        Files.delete(files.journal());
        Disk.forceDirectory(files.directory());
    }

    private static void restore(LedgerFiles files, JournalRecord record) throws IOException {
        Path path = files.segment(record.month());
        long length = Files.exists(path) ? Files.size(path) : 0;
        if (length < record.offset()) {
            throw disagrees(
                    files, path, "it ends at " + length + ", before what was made durable at " + record.offset());
        }
        try (var segment = AppendFile.write(path)) {
            int there = (int) Math.min(length - record.offset(), record.lines().length);
            byte[] begun = segment.read(record.offset(), there);
            if (!Arrays.equals(begun, 0, there, record.lines(), 0, there)) {
                throw disagrees(files, path, "it has other bytes behind " + record.offset());
            }
            segment.append(Arrays.copyOfRange(record.lines(), there, record.lines().length));
            segment.force();
        }
    }

    private static LedgerException disagrees(LedgerFiles files, Path segment, String how) {
        return new LedgerException(
                LedgerException.Reason.DAMAGED,
                segment + " does not agree with " + files.journal() + ": " + how
                        + ". Nothing was changed. Bring back the segment, or keep a copy of the journal elsewhere and remove"
                        + " it here; opening then judges the segment alone.");
    }
}
