package io.jenkins.plugins.itgc.ledger.file;

import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.format.AppendFile;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.format.IndexBuffer;
import io.jenkins.plugins.itgc.ledger.format.IndexFiles;
import io.jenkins.plugins.itgc.ledger.format.LedgerFiles;
import io.jenkins.plugins.itgc.ledger.format.Segment;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import io.jenkins.plugins.itgc.ledger.merkle.CompactTree;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.merkle.MerkleHasher;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts entries behind the last one: lines into the segment, forced, then what they add to the index. */
final class LogWriter implements Closeable {
    /** Commits after which the journal is worth its making; who writes one decision and closes never sees it. */
    private static final int COMMITS_WITHOUT_JOURNAL = 16;

    private final LedgerFiles files;
    private final InstantSource clock;
    private final IndexFiles index;
    private final CompactTree tree;
    private final MerkleHasher hasher = new MerkleHasher();
    private final IndexBuffer indexed = new IndexBuffer();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final List<Written> group = new ArrayList<>();
    private final Journal journal;
    private int commits;
    private volatile boolean failed;
    private volatile SegmentList segments;
    private @Nullable AppendFile segment;
    private @Nullable YearMonth month;
    private Instant lastTime;

    private record Written(Pending pending, Entry entry, long end) {}

    LogWriter(LedgerFiles files, InstantSource clock, RecoveredLog log) throws IOException {
        this.files = files;
        this.clock = clock;
        this.journal = new Journal(files);
        this.index = log.index();
        this.tree = log.tree();
        this.segments = log.segments();
        this.lastTime = log.lastTime();
        var newest = log.segments().last();
        if (newest.isPresent()) {
            month = newest.get().month();
            segment = AppendFile.write(newest.get().path());
        }
    }

    SegmentList segments() {
        return segments;
    }

    /** Size and root of what is written. */
    record Head(long size, HashValue root) {}

    Head head() {
        return new Head(tree.size(), tree.root());
    }

    /** Writes all of a batch, with one force for each month that it touches. */
    void write(List<Pending> batch) throws IOException {
        failed = true;
        for (var pending : batch) {
            add(pending);
        }
        commit();
        failed = false;
    }

    private void add(Pending pending) throws IOException {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var time = now.isBefore(lastTime) ? lastTime : now;
        if (segment == null || !Segment.monthOf(time).equals(month)) {
            commit();
            begin(Segment.monthOf(time));
        }
        long place = tree.size() + group.size();
        var line = EntryLine.format(pending.canonicalBody(), place, pending.kind(), time);
        var leafHash = HashValue.of(hasher.leaf(line));
        lines.writeBytes(line);
        lines.write('\n');
        group.add(new Written(
                pending,
                new Entry(place, time, pending.kind(), pending.body(), leafHash),
                segments.length() + lines.size()));
        lastTime = time;
    }

    private void begin(YearMonth next) throws IOException {
        if (segment != null) {
            settle(segment);
            segment.close();
        }
        var path = Files.createFile(files.segment(next));
        segment = AppendFile.write(path);
        Disk.forceDirectory(files.directory());
        month = next;
        segments = segments.with(new Segment(next, path, segments.length()));
    }

    private void commit() throws IOException {
        if (group.isEmpty() || segment == null || month == null) {
            return;
        }
        byte[] added = lines.toByteArray();
        boolean durable = commits >= COMMITS_WITHOUT_JOURNAL && journal.write(month, lengthOfNewest(), added);
        segment.append(added);
        if (!durable) {
            settle(segment);
        }
        commits++;
        segments = segments.grownBy(lines.size());
        lines.reset();
        for (var written : group) {
            indexed.add(tree, written.entry().leafHash().bytes(), written.end());
        }
        index.append(indexed);
        group.forEach(written -> written.pending().written(written.entry()));
        group.clear();
    }

    /** Counted rather than asked of the file: an inode that was asked is written again with the next change. */
    private long lengthOfNewest() {
        return segments.length() - segments.last().map(Segment::start).orElse(0L);
    }

    /** Makes the segment durable itself, so that the journal can begin anew. */
    private void settle(AppendFile written) throws IOException {
        written.force();
        journal.rewind();
    }

    /** After a failed write the journal stays: it may hold what the segment's file lost. */
    @Override
    public void close() throws IOException {
        try (journal) {
            if (segment != null) {
                try (var open = segment) {
                    if (!failed) {
                        settle(open);
                    }
                }
            }
        }
        if (!failed) {
            journal.remove();
        }
    }
}
