package io.jenkins.plugins.itgc.ledger.file;

import io.jenkins.plugins.itgc.ledger.checkpoint.Checkpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.format.AppendFile;
import io.jenkins.plugins.itgc.ledger.format.IndexFiles;
import io.jenkins.plugins.itgc.ledger.format.LedgerFiles;
import io.jenkins.plugins.itgc.ledger.format.Segment;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import io.jenkins.plugins.itgc.ledger.merkle.CompactTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Makes a log that may have been left by a crash ready to be written again. */
final class Recovery {
    private Recovery() {}

    /** Indexes what is not indexed and sets a torn tail aside; refuses a log that its checkpoint contradicts. */
    static RecoveredLog recover(LedgerFiles files, Optional<SignedCheckpoint> checkpoint) throws IOException {
        var covered = covered(checkpoint);
        var segments = SegmentList.of(files.directory());
        var index = IndexFiles.write(files.derived());
        try {
            var known = KnownPart.of(covered, index, segments);
            index.truncate(known.size());
            var scan = new LogScan(segments, covered, index, known.tree(), known.lastTime());
            scan.run(known.offset());
            var torn = Optional.<TornTail>empty();
            if (scan.torn().isPresent()) {
                torn = Optional.of(setAside(files, segments, scan.torn().get()));
                segments = SegmentList.of(files.directory());
            }
            var opening = new LedgerOpening(
                    known.tree().size(), covered.size(), torn, known.offset() == 0 && covered.size() > 0);
            return new RecoveredLog(
                    segments, index, known.tree(), notBefore(segments.last(), scan.lastTime()), opening);
        } catch (IOException e) {
            index.close();
            throw e;
        }
    }

    static Checkpoint covered(Optional<SignedCheckpoint> checkpoint) {
        return checkpoint
                .map(SignedCheckpoint::checkpoint)
                .orElseGet(() -> new Checkpoint("", 0, new CompactTree().root()));
    }

    /** A segment without entries, as a crash right after its creation leaves it, must not be followed by an older one. */
    private static Instant notBefore(Optional<Segment> newest, Instant lastTime) {
        return newest.map(segment -> Instant.ofEpochMilli(segment.firstMilli()))
                .filter(lastTime::isBefore)
                .orElse(lastTime);
    }

    private static TornTail setAside(LedgerFiles files, SegmentList segments, TornTail torn) throws IOException {
        var segment = segments.segments().stream()
                .filter(one -> one.name().equals(torn.segment()))
                .findFirst()
                .orElseThrow();
        try (var file = AppendFile.write(segment.path())) {
            var bytes = file.read(torn.offset(), Math.toIntExact(torn.length()));
            var aside = unused(files.torn(segment.month(), torn.offset()), bytes);
            Disk.replace(aside, bytes);
            file.truncate(torn.offset());
            file.force();
            return new TornTail(torn.segment(), torn.offset(), torn.length(), torn.reason(), Optional.of(aside));
        }
    }

    private static Path unused(Path wanted, byte[] bytes) throws IOException {
        var path = wanted;
        for (int i = 2; Files.exists(path) && !Arrays.equals(Files.readAllBytes(path), bytes); i++) {
            path = wanted.resolveSibling(wanted.getFileName() + "." + i);
        }
        return path;
    }
}
