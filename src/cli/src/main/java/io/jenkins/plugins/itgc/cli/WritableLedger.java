package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.ledger.format.LedgerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import picocli.CommandLine.Option;

/** The ledger that a command writes to. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class WritableLedger extends LedgerLocation {
    @Option(
            names = "--wait-for-lock",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "How long to wait while another process writes to the ledger (default: 60s).")
    private Duration waitForLock;

    /** Opens it where there is one: who mistypes its place must not begin another. */
    DeploymentLedger open(InstantSource clock, Screen warnings) throws IOException {
        new LedgerFiles(directory()).requireThere();
        return openOrMake(clock, warnings);
    }

    /** Opens it, and makes one where there is none. */
    DeploymentLedger openOrMake(InstantSource clock, Screen warnings) throws IOException {
        boolean isNew = !Files.exists(new LedgerFiles(directory()).publicKey());
        var options = LedgerOptions.defaults().withLockWait(waitForLock).withClock(clock);
        FileLedger ledger = FileLedger.open(directory(), options);
        try {
            if (isNew) {
                warnings.line("new ledger in " + directory() + "; keep its key elsewhere, verify asks for it: "
                        + ledger.verifierKey());
            }
            ledger.opening().remarks().forEach(remark -> warnings.line("ledger: " + remark));
            return new DeploymentLedger(ledger, directory());
        } catch (IOException | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }
}
