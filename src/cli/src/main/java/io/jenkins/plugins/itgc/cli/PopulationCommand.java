package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.ledger.checkpoint.CheckpointException;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import io.jenkins.plugins.itgc.population.FreezeOptions;
import io.jenkins.plugins.itgc.population.LedgerEvidence;
import io.jenkins.plugins.itgc.population.Population;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.population.PopulationFreezer;
import io.jenkins.plugins.itgc.population.PopulationQuery;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
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
final class PopulationCommand extends Subcommand {
    /** What was frozen, for machines. */
    record Frozen(String directory, Population population) {}

    @Mixin
    private LedgerLocation ledgerDirectory;

    @Option(names = "--from", required = true, paramLabel = "DAY", description = "The first day of the period.")
    private LocalDate from;

    @Option(names = "--to", required = true, paramLabel = "DAY", description = "Its last day, which belongs to it.")
    private LocalDate to;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Where those days begin and end: Europe/Berlin (default: UTC).")
    private ZoneId zone;

    @Option(names = "--environment", paramLabel = "NAME", description = "Deployments to this one only; repeatable.")
    private @Nullable Set<String> environments;

    @Option(names = "--service", paramLabel = "NAME", description = "Deployments of this one only; repeatable.")
    private @Nullable Set<String> services;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go: a new directory.")
    private Path out;

    @Option(names = "--key", paramLabel = "KEY", description = "The key that must have signed: name+id+base64.")
    private @Nullable String key;

    @Option(
            names = "--source",
            paramLabel = "FILE",
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

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    PopulationCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws PopulationException, IOException {
        VerifyProgress progress = quiet ? VerifyProgress.NONE : new ProgressLine(warnings());
        Population population = new PopulationFreezer(
                        ledgerDirectory.directory(), surroundings().clock(), progress)
                .freeze(
                        query(),
                        new FreezeOptions(
                                expectedKey(), Optional.ofNullable(source), wholeLedger, withFindings, allowEmpty),
                        out);
        answer(new Frozen(out.toString(), population), screen -> tell(screen, population));
        return ExitCode.OK;
    }

    private PopulationQuery query() {
        try {
            return new PopulationQuery(
                    from,
                    to,
                    zone,
                    environments == null ? Set.of() : environments,
                    services == null ? Set.of() : services);
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    private Optional<VerifierKey> expectedKey() {
        try {
            return key == null ? Optional.empty() : Optional.of(VerifierKey.parse(key.strip()));
        } catch (CheckpointException e) {
            throw misuse(e.getMessage());
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
                Mark.NONE,
                "left out: " + population.excluded()
                        + (population.exclusions().isEmpty() ? "" : " " + population.exclusions()));
        ledger(screen, population.ledger());
        population
                .source()
                .ifPresent(compared -> screen.marked(
                        compared.complete() ? Mark.PASS : Mark.FAIL,
                        compared.file() + " lists " + compared.listed() + ": " + compared.notInLedger()
                                + " are not in the population, and " + compared.notInSource()
                                + " of the population not in it"));
        if (!population.discrepancies().isEmpty()) {
            screen.marked(Mark.FAIL, "to follow up, in discrepancies.csv: " + population.discrepancies());
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
