package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import io.jenkins.plugins.itgc.worksheet.WorksheetFile;
import io.jenkins.plugins.itgc.worksheet.results.ResultsImport;
import io.jenkins.plugins.itgc.worksheet.results.ResultsImport.Imported;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records what a tester wrote into a worksheet. */
@Command(
        name = "import",
        description = {
            "Reads the tester's conclusions and notes back from a workbook or CSV, and records each in the ledger.",
            "",
            "All or nothing: where anything else was changed, everything that is wrong is told and nothing recorded."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  itgc-gate worksheet import worksheet.xlsx --worksheet q1/worksheet \\",
            "    --ledger /srv/ledger --tester email:tess@example.com"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class WorksheetImportCommand extends LongCommand {
    @Parameters(
            paramLabel = "FILE",
            converter = InputFile.class,
            description = "What the tester gave back: XLSX or CSV.")
    private Path file;

    @Option(
            names = "--worksheet",
            required = true,
            paramLabel = "DIR",
            description = "The directory of the worksheet that was handed out.")
    private Path worksheetDirectory;

    @Mixin
    private WritableLedger ledgerDirectory;

    @Option(names = "--tester", required = true, paramLabel = "ID", description = "Who tested.")
    private Identity tester;

    WorksheetImportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws WorksheetException, IOException {
        Worksheet worksheet = WorksheetFile.read(worksheetDirectory);
        Imported imported;
        try (DeploymentLedger ledger = ledgerDirectory.open(surroundings().clock(), warnings())) {
            imported = new ResultsImport(ledger).record(worksheet, file, tester);
        }
        answer(
                imported,
                screen -> screen.line("recorded " + imported.entries().size() + " results by " + tester + "; "
                        + imported.unchanged() + " were recorded before, " + imported.open() + " of "
                        + worksheet.footer().items() + " items are still open"));
        return ExitCode.OK;
    }
}
