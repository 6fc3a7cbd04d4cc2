package io.jenkins.plugins.itgc.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.sample.Rate;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SampleException;
import io.jenkins.plugins.itgc.sample.SampleFile;
import io.jenkins.plugins.itgc.sample.UpperDeviationLimit;
import io.jenkins.plugins.itgc.text.PlainText;
import io.jenkins.plugins.itgc.worksheet.Footer.StratumConclusion;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import io.jenkins.plugins.itgc.worksheet.WorksheetFile;
import io.jenkins.plugins.itgc.worksheet.WorksheetMaker;
import io.jenkins.plugins.itgc.worksheet.WorksheetProgress;
import io.jenkins.plugins.itgc.worksheet.WorksheetTerms;
import io.jenkins.plugins.itgc.worksheet.format.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the worksheet of a sample. */
@Command(
        name = "worksheet",
        description = {
            "Looks up each sampled deployment in the ledger, judges what it must show, and writes a worksheet with the"
                    + " evidence: worksheet.json, and what --format asks for.",
            "",
            "Where there is a worksheet already, only its other forms are written again."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  itgc-gate worksheet --ledger /srv/ledger --population q1 --out q1/worksheet \\",
            "    --control CM-01 --system payments --tester email:tess@example.com"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class WorksheetCommand extends LongCommand {
    /** What was made, for machines. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Made(
            String worksheet,
            List<String> files,
            long items,
            long deviating,
            boolean relied,
            String conclusion,
            List<StratumConclusion> strata) {}

    // Not required as picocli has it: import has its own.
    @Option(names = "--ledger", paramLabel = "DIR", description = "The ledger's directory. Required.")
    private @Nullable Path ledger;

    @Option(
            names = "--population",
            paramLabel = "DIR",
            description = "The population's directory, with its sample. Required.")
    private @Nullable Path population;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the worksheet is written. Required.")
    private @Nullable Path target;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            split = ",",
            description = "xlsx, csv, oscal, html, separated by commas (default: all of them).")
    private @Nullable Set<Format> formats;

    @Option(
            names = "--control",
            paramLabel = "ID",
            defaultValue = "change-control",
            description = "The control's id (default: change-control).")
    private String control;

    @Option(names = "--statement", paramLabel = "TEXT", description = "What the control is, in your words.")
    private @Nullable String statement;

    @Option(
            names = "--system",
            paramLabel = "NAME",
            defaultValue = "all deployments of the ledger",
            description = "The system that it works in (default: all deployments of the ledger).")
    private String system;

    @Option(names = "--tester", paramLabel = "ID", description = "Who tests.")
    private @Nullable Identity tester;

    @Option(names = "--reviewer", paramLabel = "NAME", description = "Who reviews the test.")
    private @Nullable String reviewer;

    @Option(
            names = "--confidence",
            paramLabel = "RATE",
            description = "How sure the conclusion must be (default: the sample's).")
    private @Nullable Rate confidence;

    @Option(
            names = "--tolerable",
            paramLabel = "RATE",
            description = "The rate of deviations that can be tolerated (default: the sample's).")
    private @Nullable Rate tolerable;

    WorksheetCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws PopulationException, SampleException, WorksheetException, IOException {
        if (ledger == null || population == null || target == null) {
            throw misuse("a worksheet needs --ledger, --population and --out");
        }
        WorksheetProgress progress = progress().judging();
        FrozenPopulation frozen = FrozenPopulation.read(population);
        Worksheet worksheet = worksheet(frozen, ledger, target, progress);
        var files = new ArrayList<Path>(List.of(worksheet.file()));
        for (Format format : formats == null ? EnumSet.allOf(Format.class) : formats) {
            files.add(format.write(worksheet, frozen, target, progress));
        }
        answer(made(worksheet, files), screen -> tell(screen, worksheet, files));
        return ExitCode.OK;
    }

    private Worksheet worksheet(
            FrozenPopulation frozen, Path ledgerDirectory, Path directory, WorksheetProgress progress)
            throws SampleException, WorksheetException, IOException {
        if (Files.exists(directory.resolve(Worksheet.FILE))) {
            Worksheet made = WorksheetFile.read(directory);
            warnings()
                    .line("there is a worksheet already, made at "
                            + made.header().madeAt()
                            + "; it stays as it is, and only its other forms are written again");
            if (!made.header().populationDigest().equals(frozen.digest())) {
                throw new WorksheetException(directory + " holds a worksheet of another population, "
                        + made.header().populationDigest() + "; name another directory");
            }
            return made;
        }
        SampleFile file = SampleFile.in(frozen.directory());
        Sample sample = file.read();
        try (FileLedger read = FileLedger.read(ledgerDirectory)) {
            return new WorksheetMaker(read, surroundings().clock(), progress)
                    .make(frozen, sample, WorksheetFile.digest(file.path()), terms(sample), directory);
        }
    }

    private WorksheetTerms terms(Sample sample) {
        Optional<Rate> sure =
                Optional.ofNullable(confidence).or(() -> sample.rule().confidence());
        Optional<Rate> borne =
                Optional.ofNullable(tolerable).or(() -> sample.rule().tolerable());
        if (sure.isEmpty() || borne.isEmpty()) {
            throw misuse("the sample's size came from a table or a choice, which say nothing of the conclusion; give"
                    + " --confidence and --tolerable");
        }
        return new WorksheetTerms(
                control,
                statement == null ? WorksheetTerms.STATEMENT : statement,
                system,
                Optional.ofNullable(tester),
                Optional.ofNullable(reviewer),
                sure.get(),
                borne.get());
    }

    private static Made made(Worksheet worksheet, List<Path> files) {
        return new Made(
                worksheet.digest(),
                files.stream().map(Path::toString).toList(),
                worksheet.footer().items(),
                worksheet.footer().deviating(),
                worksheet.footer().relied(),
                worksheet.footer().conclusion(),
                worksheet.footer().strata());
    }

    private static void tell(Screen screen, Worksheet worksheet, List<Path> files) {
        screen.marked(
                worksheet.footer().relied() ? Mark.PASS : Mark.FAIL,
                PlainText.harmless(worksheet.footer().conclusion()));
        for (StratumConclusion stratum : worksheet.footer().strata()) {
            screen.marked(
                    stratum.relied() ? Mark.PASS : Mark.FAIL,
                    stratum.stratum().text() + ": " + stratum.deviations() + " of " + stratum.tested() + " deviate, "
                            + (stratum.projected() ? "limit " : "rate ")
                            + UpperDeviationLimit.published(stratum.limit()) + ", tolerable "
                            + stratum.tolerable().percent());
        }
        files.forEach(file -> screen.marked(Mark.NONE, file.toString()));
        screen.marked(Mark.NONE, "worksheet " + worksheet.digest());
    }
}
