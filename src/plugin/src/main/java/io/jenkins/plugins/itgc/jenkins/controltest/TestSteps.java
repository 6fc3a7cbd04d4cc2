package io.jenkins.plugins.itgc.jenkins.controltest;

import io.jenkins.plugins.itgc.bundle.BundleMaker;
import io.jenkins.plugins.itgc.exceptions.Deviation;
import io.jenkins.plugins.itgc.exceptions.ExceptionOpener;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.Population;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.population.PopulationFreezer;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.sample.DrawRequest;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SampleDraw;
import io.jenkins.plugins.itgc.sample.SampleException;
import io.jenkins.plugins.itgc.signoff.ControlTest;
import io.jenkins.plugins.itgc.signoff.ManagementReview;
import io.jenkins.plugins.itgc.signoff.SignOffException;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import io.jenkins.plugins.itgc.worksheet.WorksheetFile;
import io.jenkins.plugins.itgc.worksheet.WorksheetMaker;
import io.jenkins.plugins.itgc.worksheet.WorksheetTerms;
import io.jenkins.plugins.itgc.worksheet.format.Format;
import io.jenkins.plugins.itgc.worksheet.results.ResultsImport;
import io.jenkins.plugins.itgc.worksheet.results.TestedWorksheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a test, as the engine takes them. Those that only read have a ledger of their own, so that they can be
 * stopped; those that record use the controller's, and cannot.
 */
public final class TestSteps {
    private final TestFolder folder;
    private final InstantSource clock = Clock.systemUTC();

    private TestSteps(TestFolder folder) {
        this.folder = folder;
    }

    /**
     * The steps of a test. The ledger is opened, and its checkpoint brought up to date, by whoever asks: a step that is stopped
     * must not be at that.
     *
     * @throws IOException where the ledger cannot be opened
     */
    public static TestSteps of(TestFolder folder) throws IOException {
        ControllerLedger.get().open().ledger().checkpoint();
        return new TestSteps(folder);
    }

    /** Freezes the population that the plan asks for. */
    public Work.Action freeze() {
        return progress -> {
            TestPlan plan = folder.plan();
            Population population = new PopulationFreezer(
                            ledgerDirectory(), clock, (done, total) -> progress.reached("ledger read", done, total))
                    .freeze(plan.query(), plan.options(folder.source()), folder.population());
            return "frozen: " + population.count() + " deployments";
        };
    }

    public Work.Action draw(DrawRequest request) {
        return progress -> {
            FrozenPopulation frozen = FrozenPopulation.read(folder.population());
            Sample sample = new SampleDraw(frozen).draw(request, clock.instant());
            folder.sampleFile().create(sample);
            return "drawn: " + sample.size() + " of " + frozen.population().count();
        };
    }

    /** Goes on with the draw that there is. */
    public Work.Action extend(Stratum stratum, long to, String reason) {
        return progress -> {
            Sample sample = new SampleDraw(FrozenPopulation.read(folder.population()))
                    .extend(folder.sampleFile().read(), stratum, to, reason, clock.instant());
            folder.sampleFile().replace(sample);
            return "drawn on: " + sample.size() + " items are tested now";
        };
    }

    /** Voids an item; another is drawn for it. */
    public Work.Action voidItem(long number, String reason) {
        return progress -> {
            Sample sample = new SampleDraw(FrozenPopulation.read(folder.population()))
                    .voidItem(folder.sampleFile().read(), number, reason, clock.instant());
            folder.sampleFile().replace(sample);
            return "voided: item " + number + "; " + sample.size() + " items are tested now";
        };
    }

    /** Makes the worksheet of the sample as it is now, where there is none yet, and those of its forms that are missing. */
    public Work.Action worksheet(WorksheetTerms terms) {
        return progress -> {
            FrozenPopulation frozen = FrozenPopulation.read(folder.population());
            Worksheet worksheet = worksheet(frozen, terms, progress);
            Path directory = folder.worksheetDirectory().orElseThrow();
            for (Format format : Format.values()) {
                if (!Files.exists(directory.resolve(format.file()))) {
                    format.write(worksheet, frozen, directory, progress::reached);
                }
            }
            return worksheet.footer().conclusion();
        };
    }

    private Worksheet worksheet(FrozenPopulation frozen, WorksheetTerms terms, Work.Progress progress)
            throws SampleException, WorksheetException, IOException {
        String sample = WorksheetFile.digest(folder.sampleFile().path());
        Optional<Worksheet> made = folder.worksheet()
                .filter(before -> before.header().sample().digest().equals(sample));
        if (made.isPresent()) {
            return made.get();
        }
        try (FileLedger read = FileLedger.read(ledgerDirectory())) {
            return new WorksheetMaker(read, clock, progress::reached)
                    .make(frozen, folder.sampleFile().read(), sample, terms, folder.nextWorksheet());
        }
    }

    /** Takes the conclusions in a file that came back into the ledger. */
    public Work.Action importResults(Path file, Identity tester) {
        return progress -> {
            var imported = new ResultsImport(ledger()).record(madeWorksheet(), file, tester);
            return "recorded: " + imported.entries().size() + " results; " + imported.unchanged()
                    + " were recorded before, " + imported.open() + " items are open";
        };
    }

    /** Opens what is an exception and not opened yet. */
    public Work.Action openExceptions() {
        return progress -> {
            DeploymentLedger ledger = ledger();
            var frozen = FrozenPopulation.read(folder.population());
            Population population = frozen.population();
            Optional<Worksheet> worksheet = folder.worksheet();
            var deviations = worksheet.isPresent()
                    ? TestedWorksheet.of(worksheet.get(), ledger.ledger()).deviations()
                    : List.<Deviation>of();
            try (var discrepancies = frozen.discrepancies()) {
                List<Entry> opened = new ExceptionOpener(
                                population.start(), population.end(), deviations, discrepancies.toList())
                        .open(ledger, clock, (done, total) -> progress.reached("entries looked at", done, total));
                return "opened: " + opened.size() + " exceptions";
            }
        };
    }

    public Work.Action signOff(Identity by, LocalDate on, String statement) {
        return progress -> {
            var identities = ChangeGateConfiguration.get().policy().identities();
            Entry entry = new ManagementReview(ledger(), clock).signOff(test(), identities, by, on, statement);
            return "signed off: entry " + entry.index();
        };
    }

    public Work.Action bundle() {
        return progress -> {
            Path file = folder.nextBundle();
            try (FileLedger read = FileLedger.read(ledgerDirectory())) {
                new BundleMaker(read, progress::reached).make(test(), file);
            }
            return "made: " + file.getFileName() + ", SHA-256 " + ControlTest.sha256(file);
        };
    }

    private ControlTest test()
            throws SignOffException, PopulationException, SampleException, WorksheetException, IOException {
        return ControlTest.read(
                folder.population(),
                folder.sampleFile().path(),
                folder.worksheetDirectory().orElseThrow(this::none));
    }

    private Worksheet madeWorksheet() throws WorksheetException, IOException {
        return folder.worksheet().orElseThrow(this::none);
    }

    private WorksheetException none() {
        return new WorksheetException("there is no worksheet yet; make one first");
    }

    private static DeploymentLedger ledger() throws IOException {
        return ControllerLedger.get().open();
    }

    private static Path ledgerDirectory() {
        return ChangeGateConfiguration.get().ledgerPath();
    }
}
