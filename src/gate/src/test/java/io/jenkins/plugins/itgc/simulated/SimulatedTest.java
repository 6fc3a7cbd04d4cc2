package io.jenkins.plugins.itgc.simulated;

import io.jenkins.plugins.itgc.exceptions.ExceptionOpener;
import io.jenkins.plugins.itgc.exceptions.ExceptionRegister;
import io.jenkins.plugins.itgc.exceptions.FollowUp;
import io.jenkins.plugins.itgc.exceptions.OpeningProgress;
import io.jenkins.plugins.itgc.exceptions.Status;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import io.jenkins.plugins.itgc.population.FreezeOptions;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.Item;
import io.jenkins.plugins.itgc.population.PopulationFreezer;
import io.jenkins.plugins.itgc.population.PopulationQuery;
import io.jenkins.plugins.itgc.sample.DrawRequest;
import io.jenkins.plugins.itgc.sample.Rate;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SampleDraw;
import io.jenkins.plugins.itgc.sample.SampleFile;
import io.jenkins.plugins.itgc.sample.SizeRule;
import io.jenkins.plugins.itgc.signoff.ControlTest;
import io.jenkins.plugins.itgc.worksheet.TestResult;
import io.jenkins.plugins.itgc.worksheet.TesterConclusion;
import io.jenkins.plugins.itgc.worksheet.WorksheetMaker;
import io.jenkins.plugins.itgc.worksheet.WorksheetProgress;
import io.jenkins.plugins.itgc.worksheet.WorksheetTerms;
import io.jenkins.plugins.itgc.worksheet.results.TestedWorksheet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The test of a simulated period: its population, a sample of {@code size} standard changes and all others, its worksheet. */
public final class SimulatedTest {
    public static final Identity TESTER = Identity.gitHub("tess");
    public static final String SEED = "12345678901234567890";

    private final SimulatedPeriod period;
    private final Path directory;
    private ControlTest test;

    private SimulatedTest(SimulatedPeriod period, Path directory) {
        this.period = period;
        this.directory = directory;
    }

    /** Freezes, draws and judges in the first days of December. */
    public static SimulatedTest of(SimulatedPeriod period, Path directory, long size) throws Exception {
        period.settle();
        period.clock.set(Instant.parse("2026-12-02T09:00:00Z"));
        var made = new SimulatedTest(period, directory);
        made.freeze();
        FrozenPopulation population = FrozenPopulation.read(made.population());
        period.clock.advanceSeconds(60);
        Sample sample = new SampleDraw(population)
                .draw(
                        DrawRequest.of(SizeRule.chosen(size, Optional.of("a test")), SEED, "dice"),
                        period.clock.instant());
        SampleFile.in(made.population()).create(sample);
        period.clock.advanceSeconds(60);
        try (var reading = FileLedger.read(period.directory)) {
            new WorksheetMaker(reading, period.clock, WorksheetProgress.NONE)
                    .make(population, sample, ControlTest.sha256(made.sample()), terms(), made.worksheet());
        }
        made.read();
        return made;
    }

    private void freeze() throws Exception {
        var query = new PopulationQuery(
                LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30), ZoneOffset.UTC, Set.of(), Set.of());
        new PopulationFreezer(period.directory, period.clock, VerifyProgress.NONE)
                .freeze(query, FreezeOptions.DEFAULT, population());
    }

    private static WorksheetTerms terms() {
        return new WorksheetTerms(
                "CM-01",
                WorksheetTerms.STATEMENT,
                "payments",
                Optional.of(TESTER),
                Optional.of("Dana Reyes"),
                Rate.parse("95%"),
                Rate.parse("5%"));
    }

    public Path population() {
        return directory.resolve("population");
    }

    public Path sample() {
        return population().resolve(Sample.FILE);
    }

    public Path worksheet() {
        return directory.resolve("worksheet");
    }

    private void read() throws Exception {
        test = ControlTest.read(population(), sample(), worksheet());
    }

    public ControlTest test() {
        return test;
    }

    /** Tess finds each item as the worksheet says. */
    public void tested() throws IOException {
        test.worksheet()
                .forEachItem(item -> tested(
                        item.number(),
                        item.deviations().isEmpty() ? TesterConclusion.NO_DEVIATION : TesterConclusion.DEVIATION));
    }

    /** Tess concludes about one item. */
    public void tested(long number, TesterConclusion conclusion) throws IOException {
        Item item = test.items().stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow();
        period.ledger()
                .append(
                        EntryKind.TEST_RESULT,
                        new TestResult(
                                test.worksheet().digest(),
                                test.population().digest(),
                                "0".repeat(64),
                                number,
                                item.id(),
                                item.decision(),
                                List.of(),
                                conclusion,
                                "Looked at it.",
                                TESTER,
                                Optional.empty()));
    }

    /** Opens what is an exception, and gives it to ann. */
    public List<Long> ownedExceptions() throws Exception {
        List<Long> opened = openedExceptions();
        var followUp = new FollowUp(period.ledger(), period.clock);
        for (var exception : ExceptionRegister.read(period.ledger().ledger()).inOrder()) {
            if (exception.status() == Status.UNOWNED) {
                followUp.assign(
                        exception.number(),
                        Identity.parse("jenkins:carla"),
                        Identity.gitHub("ann"),
                        Optional.empty(),
                        Optional.empty());
            }
        }
        return opened;
    }

    public List<Long> openedExceptions() throws Exception {
        var results = TestedWorksheet.of(test.worksheet(), period.ledger().ledger());
        return new ExceptionOpener(SimulatedPeriod.FROM, SimulatedPeriod.TO, results.deviations(), List.of())
                .open(period.ledger(), period.clock, OpeningProgress.NONE).stream()
                        .map(Entry::index)
                        .toList();
    }
}
