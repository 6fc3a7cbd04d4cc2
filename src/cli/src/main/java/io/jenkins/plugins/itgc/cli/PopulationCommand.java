package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.population.FreezeOptions;
import io.jenkins.plugins.itgc.population.LedgerEvidence;
import io.jenkins.plugins.itgc.population.Population;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.population.PopulationFreezer;
import io.jenkins.plugins.itgc.population.PopulationQuery;
import io.jenkins.plugins.itgc.text.Counts;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Freezes the deployments of a period. */
@Command(
        name = "population",
        description = {
            "Freezes the deployments of a period, before a sample of them is drawn: writes them with their ids' hash, what"
                    + " was left out and why, and how the ledger was shown to be what was signed."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  itgc-gate population --ledger /srv/ledger --key \"$(cat ledger.pub)\" \\",
            "    --from 2026-01-01 --to 2026-03-31 --zone Europe/Berlin --environment production \\",
            "    --source deployed.csv --out q1"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PopulationCommand extends LongCommand {
    /** What was frozen, for machines. */
    record Frozen(String directory, Population population) {}

    @Mixin
    private LedgerLocation ledgerDirectory;

    @Mixin
    private TestedPeriod period;

    @Option(names = "--environment", paramLabel = "NAME", description = "Deployments to this one only; repeatable.")
    private @Nullable Set<String> environments;

    @Option(names = "--service", paramLabel = "NAME", description = "Deployments of this one only; repeatable.")
    private @Nullable Set<String> services;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go: a new directory.")
    private Path out;

    @Mixin
    private ExpectedKey key;

    @Option(
            names = "--source",
            paramLabel = "FILE",
            converter = InputFile.class,
            description =
                    "What the deploying system says that it deployed in the period, to compare with: CSV with a column"
                            + " id or buildUrl, or lines of JSON.")
    private @Nullable Path source;

    @Option(names = "--whole-ledger", description = "Verify all of the ledger, not just the months of the period.")
    private boolean wholeLedger;

    @Option(
            names = "--with-findings",
            description = "Freeze although the ledger does not verify; the findings are listed in what is frozen.")
    private boolean withFindings;

    @Option(names = "--allow-empty", description = "Freeze although nothing was deployed.")
    private boolean allowEmpty;

    PopulationCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws PopulationException, IOException {
        Population population = new PopulationFreezer(
                        ledgerDirectory.directory(),
                        surroundings().clock(),
                        progress().verifying())
                .freeze(
                        query(),
                        new FreezeOptions(
                                key.get(), Optional.ofNullable(source), wholeLedger, withFindings, allowEmpty),
                        out);
        answer(new Frozen(out.toString(), population), screen -> tell(screen, population));
        return ExitCode.OK;
    }

    private PopulationQuery query() {
        try {
            return new PopulationQuery(
                    period.from(),
                    period.to(),
                    period.zone(),
                    environments == null ? Set.of() : environments,
                    services == null ? Set.of() : services);
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    private void tell(Screen screen, Population population) {
        screen.line("frozen: " + population.count() + (population.count() == 1 ? " deployment" : " deployments")
                + " from " + population.query().from() + " to "
                + population.query().to() + " (" + population.query().zone().getId() + ") in " + out);
        var strata = population.strata();
        screen.marked(
                Mark.NONE,
                "standard " + strata.standard() + ", emergency " + strata.emergency() + ", override "
                        + strata.override());
        if (population.count() > 0) {
            screen.marked(
                    Mark.NONE,
                    "first " + PlainText.harmless(population.firstId().orElse("")) + ", last "
                            + PlainText.harmless(population.lastId().orElse("")));
        }
        screen.marked(Mark.NONE, "hash over the ids " + population.idsHash());
        screen.marked(
                Mark.NONE, "left out: " + (population.excluded() == 0 ? "none" : Counts.of(population.exclusions())));
        ledger(screen, population.ledger());
        population
                .source()
                .ifPresent(compared -> screen.marked(
                        compared.complete() ? Mark.PASS : Mark.FAIL,
                        compared.file() + " lists " + compared.listed() + ": " + compared.notInLedger()
                                + " are not in the population, and " + compared.notInSource()
                                + " of the population not in it"));
        if (!population.discrepancies().isEmpty()) {
            screen.marked(Mark.FAIL, "to follow up, in discrepancies.csv: " + Counts.of(population.discrepancies()));
        }
        if (population.source().isEmpty()) {
            screen.marked(Mark.NONE, "not compared with what the deploying system did; --source does that");
        }
    }

    private void ledger(Screen screen, LedgerEvidence ledger) {
        String what = ledger.scope() == LedgerEvidence.Scope.LEDGER
                ? "all entries of the ledger"
                : "entries " + ledger.firstEntry() + " to before " + ledger.endEntry();
        if (ledger.intact()) {
            screen.marked(Mark.PASS, what + " are those of the signed checkpoint of size " + ledger.checkpointSize());
        }
        ledger.findings().forEach(finding -> screen.marked(Mark.FAIL, PlainText.harmless(finding)));
        if (!ledger.keyGiven()) {
            screen.marked(Mark.NONE, "checked with the key beside the ledger; --key checks with yours");
        }
    }
}
