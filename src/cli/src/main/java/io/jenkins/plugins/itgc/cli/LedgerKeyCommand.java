package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints a ledger's public key. */
@Command(
        name = "key",
        description = "Prints the key that the ledger's checkpoints are checked with: name+id+base64.",
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate ledger key --ledger /srv/ledger > ledger.pub")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LedgerKeyCommand extends Subcommand {
    @Mixin
    private LedgerLocation ledgerDirectory;

    LedgerKeyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException {
        try (FileLedger ledger = ledgerDirectory.read()) {
            String key = ledger.verifierKey().toString();
            answer(Map.of("key", key), screen -> screen.line(key));
            return ExitCode.OK;
        }
    }
}
