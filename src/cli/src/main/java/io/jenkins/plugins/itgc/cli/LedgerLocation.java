package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the ledger is that a command reads. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
class LedgerLocation {
    @Option(names = "--ledger", required = true, paramLabel = "DIR", description = "The ledger's directory.")
    private Path directory;

    Path directory() {
        return directory;
    }

    FileLedger read() throws LedgerException {
        return FileLedger.read(directory);
    }
}
