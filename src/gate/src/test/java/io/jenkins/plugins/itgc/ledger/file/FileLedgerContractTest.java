package io.jenkins.plugins.itgc.ledger.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.ledger.LedgerContractTest;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.verify.LedgerVerifier;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class FileLedgerContractTest extends LedgerContractTest {
    @TempDir
    private Path directory;

    @Override
    protected Ledger open(InstantSource source) throws Exception {
        return FileLedger.open(directory, LedgerOptions.defaults().withClock(source));
    }

    @Override
    protected VerifierKey verifierKey(Ledger ledger) {
        return ((FileLedger) ledger).verifierKey();
    }

    @AfterEach
    void everyLedgerLeftBehindVerifies() throws Exception {
        var report = LedgerVerifier.verify(directory, Optional.empty(), VerifyProgress.NONE);

        assertThat(report.findings()).isEmpty();
        assertThat(report.entriesAfterCheckpoint()).isZero();
    }
}
