package io.jenkins.plugins.itgc.ledger.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.Signer;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.format.LedgerFiles;
import io.jenkins.plugins.itgc.ledger.format.LogIndex;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a ledger stands on that is open for writing. */
final class WritableParts implements FileLedger.Parts {
    private final LedgerLock lock;
    private final Signer signer;
    private final RecoveredLog log;
    private final Appender appender;
    private final CheckpointTimer timer;

    private WritableParts(LedgerLock lock, LedgerFiles files, LedgerOptions options) throws IOException {
        boolean unused = !Files.exists(files.checkpoint())
                && SegmentList.of(files.directory()).length() == 0;
        this.lock = lock;
        this.signer = signer(files, options, unused);
        var checkpoint = CheckpointFile.read(files.checkpoint(), signer.verifierKey());
        this.log = Recovery.recover(files, checkpoint);
        this.appender = new Appender(
                new LogWriter(files, options.clock(), log),
                new CheckpointKeeper(files.checkpoint(), signer, log.index(), checkpoint));
        this.timer = new CheckpointTimer(appender, files.directory(), options.checkpointInterval());
    }

    static WritableParts open(Path directory, LedgerOptions options) throws IOException {
        Files.createDirectories(directory);
        var files = new LedgerFiles(directory);
        var lock = LedgerLock.take(files, options.lockWait());
        try {
            Journal.replay(files);
            return new WritableParts(lock, files, options);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Signer signer(LedgerFiles files, LedgerOptions options, boolean unused) throws IOException {
        if (options.signer().isPresent()) {
            var given = options.signer().get();
            KeyFiles.publish(files, given.verifierKey(), unused);
            return given;
        }
        var name = options.origin().orElseGet(() -> defaultOrigin(files.directory()));
        return KeyFiles.loadOrCreate(files, name, unused);
    }

    private static String defaultOrigin(Path directory) {
        var name = String.valueOf(directory.toAbsolutePath().normalize().getFileName());
        return "itgc-gate/" + name.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    @Override
    public VerifierKey verifierKey() {
        return signer.verifierKey();
    }

    @Override
    public LedgerOpening opening() {
        return log.opening();
    }

    @Override
    public LogIndex index() {
        return log.index();
    }

    @Override
    public LogReader reader() {
        return new LogReader(log.index(), appender::segments);
    }

    @Override
    public Entry append(String kind, JsonNode body) throws LedgerException {
        return appender.append(kind, body);
    }

    @Override
    public SignedCheckpoint checkpoint() throws LedgerException {
        return appender.checkpoint();
    }

    @Override
    public Optional<LedgerException> failure() {
        return appender.failure();
    }

    @Override
    public void close() throws IOException {
        timer.close();
        try (lock;
                var index = log.index()) {
            appender.close();
        }
    }
}
