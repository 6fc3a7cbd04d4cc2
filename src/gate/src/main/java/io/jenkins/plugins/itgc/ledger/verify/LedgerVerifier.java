package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.LedgerException.Reason;
import io.jenkins.plugins.itgc.ledger.checkpoint.Checkpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.format.LedgerFiles;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import io.jenkins.plugins.itgc.ledger.verify.Finding.Kind;
import io.jenkins.plugins.itgc.text.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Verifies a ledger of files: recomputes everything from the lines of the segments, and compares it with the signed
 * checkpoint. It may run while somebody writes.
 */
public final class LedgerVerifier {
    private final LedgerFiles files;
    private final Findings findings = new Findings();

    private LedgerVerifier(LedgerFiles files) {
        this.files = files;
    }

    /**
     * Verifies the ledger in a directory.
     *
     * @param expectedKey the key that must have signed; absent to believe the one beside the ledger, which whoever can
     *     change the ledger can change too
     * @throws LedgerException where the directory cannot be read; what is wrong with the ledger is in the report
     */
    public static VerificationReport verify(Path directory, Optional<VerifierKey> expectedKey, VerifyProgress progress)
            throws LedgerException {
        try {
            return new LedgerVerifier(new LedgerFiles(directory)).run(expectedKey, progress);
        } catch (LedgerException e) {
            throw e;
        } catch (IOException e) {
            throw new LedgerException(
                    Reason.IO, "cannot verify the ledger in " + directory + ": " + FileTrouble.words(e), e);
        }
    }

    private VerificationReport run(Optional<VerifierKey> expectedKey, VerifyProgress progress) throws IOException {
        files.requireThere();
        boolean beingWritten = FileLedger.isBeingWritten(files.directory());
        var checkpoint = new CheckpointCheck(files, findings).run(expectedKey);
        var segments = SegmentList.of(files.directory());
        long covered = checkpoint.map(Checkpoint::size).orElse(0L);
        try (var derived = new DerivedCheck(files)) {
            var log = new LogCheck(segments, covered, findings, derived, beingWritten);
            new RangeRunner(progress).run(RangeRunner.ranges(segments, log), segments.length());
            derived.report(findings, beingWritten);
            boolean trusted = checkpoint.isPresent() && compare(checkpoint.get(), log);
            lookAgain(trusted, checkpoint, log, segments);
            if (checkpoint.isEmpty() && log.size() > 0 && findings.isEmpty()) {
                findings.add(Finding.of(Kind.CHECKPOINT, "there are entries, but no checkpoint"));
            }
            return new VerificationReport(
                    log.size(), log.root(), checkpoint, findings.listed(), findings.unlisted(), tornFiles());
        }
    }

    private boolean compare(Checkpoint checkpoint, LogCheck log) {
        var root = log.coveredRoot();
        if (root == null) {
            findings.add(Finding.of(
                    Kind.TRUNCATED,
                    "the log has " + log.size() + " entries, but its checkpoint covers " + checkpoint.size() + ": "
                            + (checkpoint.size() - log.size()) + " are missing"));
            return false;
        }
        if (!root.equals(checkpoint.root())) {
            findings.add(Finding.of(
                    Kind.ROOT,
                    "the root of the first " + checkpoint.size() + " entries is " + root.base64()
                            + ", but the checkpoint says " + checkpoint.root().base64()));
            return false;
        }
        return true;
    }

    private void lookAgain(boolean trusted, Optional<Checkpoint> checkpoint, LogCheck log, SegmentList segments)
            throws IOException {
        var look = new SecondLook(segments, findings);
        if (trusted) {
            look.parse(log.coveredEnd(), checkpoint.map(Checkpoint::size).orElse(0L), log.coveredLines());
        } else if (checkpoint.isEmpty()
                || !look.nameChanged(
                        files.derived(),
                        checkpoint.get().size(),
                        checkpoint.get().root())) {
            look.parse(0, 0, 0);
        }
    }

    private List<String> tornFiles() throws IOException {
        try (var names = Files.list(files.directory())) {
            return names.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.contains(".torn-"))
                    .sorted()
                    .toList();
        }
    }
}
