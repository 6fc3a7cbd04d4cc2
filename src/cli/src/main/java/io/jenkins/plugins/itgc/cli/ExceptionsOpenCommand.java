package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.ExceptionAnswer;
import io.jenkins.plugins.itgc.exceptions.Deviation;
import io.jenkins.plugins.itgc.exceptions.ExceptionOpener;
import io.jenkins.plugins.itgc.exceptions.ExceptionRegister;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.population.Discrepancy;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import io.jenkins.plugins.itgc.worksheet.WorksheetFile;
import io.jenkins.plugins.itgc.worksheet.results.TestedWorksheet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens the exceptions of a period. */
@Command(
        name = "open",
        description = {
            "Opens every exception of a period that is not open yet: overrides, emergencies without a timely review,"
                    + " deployments of blocked decisions; of a frozen population what does not fit, of a worksheet each"
                    + " attribute that is not shown.",
            "",
            "All that is found of a deployment is one exception; what is found later joins it until it is closed. What was"
                    + " found is not found again, so it may run every night."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  itgc-gate exceptions open --ledger /srv/ledger --from 2026-01-01 --to 2026-03-31 \\",
            "    --population q1 --worksheet q1/worksheet"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExceptionsOpenCommand extends LongCommand {
    /** What was opened, for machines. */
    record Opened(List<ExceptionAnswer> opened) {}

    @Mixin
    private WritableLedger ledgerDirectory;

    @Mixin
    private TestedPeriod period;

    @Option(names = "--population", paramLabel = "DIR", description = "The period's frozen population.")
    private @Nullable Path population;

    @Option(
            names = "--worksheet",
            paramLabel = "DIR",
            description = "The worksheet of the period's sample; its testers' results are in the ledger.")
    private @Nullable Path worksheet;

    ExceptionsOpenCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws PopulationException, WorksheetException, IOException {
        if (period.isEmpty()) {
            throw misuse("--to lies before --from; both days belong to the period");
        }
        List<Discrepancy> discrepancies = discrepancies();
        Instant now = surroundings().clock().instant();
        List<ExceptionAnswer> opened;
        try (DeploymentLedger ledger = ledgerDirectory.open(surroundings().clock(), warnings())) {
            var opener = new ExceptionOpener(period.start(), period.end(), deviations(ledger.ledger()), discrepancies);
            List<Long> numbers = opener
                    .open(ledger, surroundings().clock(), progress().opening())
                    .stream()
                    .map(ExceptionsOpenCommand::exception)
                    .toList();
            ExceptionRegister register = ExceptionRegister.read(
                    ledger.ledger(),
                    numbers.stream()
                            .min(Comparator.naturalOrder())
                            .orElse(ledger.ledger().size()));
            opened = numbers.stream()
                    .map(number -> ExceptionAnswer.of(register.find(number).orElseThrow(), now))
                    .toList();
        }
        answer(new Opened(opened), screen -> {
            opened.forEach(one -> one.tell(screen));
            screen.line(
                    opened.isEmpty()
                            ? "nothing new from " + period
                            : opened.size() + " opened or added to, from " + period);
        });
        return ExitCode.OK;
    }

    /** The exception that an entry opened, or said more of. */
    private static long exception(Entry entry) {
        return entry.body().path("exception").asLong(entry.index());
    }

    private List<Deviation> deviations(Ledger ledger) throws WorksheetException, IOException {
        return worksheet == null
                ? List.of()
                : TestedWorksheet.of(WorksheetFile.read(worksheet), ledger).deviations();
    }

    private List<Discrepancy> discrepancies() throws IOException, PopulationException {
        if (population == null) {
            return List.of();
        }
        try (var all = FrozenPopulation.read(population).discrepancies()) {
            return all.toList();
        }
    }
}
