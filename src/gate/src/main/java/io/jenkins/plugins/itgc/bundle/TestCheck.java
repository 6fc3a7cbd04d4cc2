package io.jenkins.plugins.itgc.bundle;

import io.jenkins.plugins.itgc.bundle.BundleFinding.Kind;
import io.jenkins.plugins.itgc.bundle.BundledEntries.Decided;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.Item;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SampleException;
import io.jenkins.plugins.itgc.sample.SampleFile;
import io.jenkins.plugins.itgc.sample.SampleVerification;
import io.jenkins.plugins.itgc.signoff.ControlTest;
import io.jenkins.plugins.itgc.text.FileTrouble;
import io.jenkins.plugins.itgc.worksheet.Header;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import io.jenkins.plugins.itgc.worksheet.WorksheetFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Performs the draw again from the files of a bundle, and compares population, sample and worksheet with each other and with
 * the entries that are proved.
 */
final class TestCheck {
    private final BundledTest files;
    private final BundledEntries entries;
    private final Consumer<BundleFinding> findings;

    TestCheck(BundledTest files, BundledEntries entries, Consumer<BundleFinding> findings) {
        this.files = files;
        this.entries = entries;
        this.findings = findings;
    }

    /** Reads or compares a part of the test. */
    private interface Step<T> {
        T run() throws PopulationException, SampleException, WorksheetException, IOException;
    }

    /** The test, where all of it can be read. */
    Optional<ControlTest> run(StatesCheck states) throws InterruptedIOException {
        Optional<FrozenPopulation> population =
                attempt(BundleFiles.SUMMARY, Kind.POPULATION, () -> FrozenPopulation.unchecked(files.directory()));
        Optional<Sample> sample = attempt(BundleFiles.SAMPLE, Kind.SAMPLE, () -> new SampleFile(files.sample()).read());
        Optional<Worksheet> worksheet =
                attempt(BundleFiles.WORKSHEET, Kind.WORKSHEET, () -> WorksheetFile.read(files.directory()));
        if (population.isEmpty() || sample.isEmpty()) {
            return Optional.empty();
        }
        attempt(BundleFiles.SAMPLE, Kind.SAMPLE, this::draw);
        attempt("population/population.csv", Kind.POPULATION, () -> items(population.get(), sample.get()));
        var frozen = population.get().population().ledger();
        states.require(frozen.checkpointSize(), frozen.checkpointRoot(), BundleFiles.SUMMARY, "the population");
        if (worksheet.isEmpty()) {
            return Optional.empty();
        }
        Optional<ControlTest> test = attempt(
                BundleFiles.SAMPLE,
                Kind.SAMPLE,
                () -> new ControlTest(
                        population.get(),
                        files.sample(),
                        sample.get(),
                        ControlTest.sha256(files.sample()),
                        worksheet.get()));
        if (test.isPresent()) {
            attempt(BundleFiles.WORKSHEET, Kind.WORKSHEET, () -> worksheet(test.get(), states));
        }
        return test;
    }

    private <T> Optional<T> attempt(String file, Kind kind, Step<T> step) throws InterruptedIOException {
        try {
            return Optional.of(step.run());
        } catch (PopulationException
                | SampleException
                | WorksheetException
                | IOException
                | UncheckedIOException
                | IllegalArgumentException e) {
            if (FileTrouble.isCancelled(e)) {
                throw new InterruptedIOException("cancelled; the bundle was not checked");
            }
            finding(file, kind, e instanceof IOException trouble ? FileTrouble.words(trouble) : e.getMessage());
            return Optional.empty();
        }
    }

    /** Messages name the files as the bundle does, not where they were taken out to. */
    private void finding(String file, Kind kind, String message) {
        findings.accept(BundleFinding.in(file, kind, message.replace(files.directory() + "/", "")));
    }

    private List<String> draw() throws SampleException, PopulationException, IOException {
        List<String> differences =
                SampleVerification.of(files.directory(), files.sample()).findings();
        differences.forEach(difference -> finding(BundleFiles.SAMPLE, Kind.SAMPLE, difference));
        return differences;
    }

    private List<String> worksheet(ControlTest test, StatesCheck states) throws IOException {
        List<String> differences = test.differences();
        differences.forEach(difference -> finding(BundleFiles.WORKSHEET, Kind.WORKSHEET, difference));
        Header.LedgerState ledger = test.worksheet().header().ledger();
        states.require(ledger.size(), ledger.root(), BundleFiles.WORKSHEET, "the worksheet");
        test.worksheet().items(item -> {
            Optional<Decided> decided = entries.decision(item.decision());
            if (decided.filter(one -> one.leafHash().equals(item.leafHash())).isEmpty()) {
                findings.accept(BundleFinding.at(
                        item.decision(),
                        BundleFiles.WORKSHEET,
                        Kind.WORKSHEET,
                        "item " + item.number() + " has the leaf hash " + item.leafHash()
                                + ", and no decision with it is proved"));
            }
        });
        return differences;
    }

    /** That each tested deployment of the population is the one that its decision is on. */
    private List<Item> items(FrozenPopulation population, Sample sample) throws IOException {
        List<Item> items = ControlTest.items(population, sample);
        for (Item item : items) {
            Optional<Decided> decided = entries.decision(item.decision());
            if (decided.isEmpty()) {
                finding(item, "no decision of this index is proved");
                continue;
            }
            Decided made = decided.get();
            compare(item, "leaf hash", item.leafHash(), made.leafHash());
            compare(item, "id", item.id(), made.id());
            compare(item, "service", item.service(), made.service());
            compare(item, "environment", item.environment(), made.environment());
            compare(item, "commit", item.commit(), made.commit());
            if (item.override().isPresent() && !entries.has(item.override().getAsLong(), EntryKind.OVERRIDE)) {
                finding(
                        item,
                        "it was let go on by entry " + item.override().getAsLong()
                                + ", and no such override is proved");
            }
        }
        return items;
    }

    private void compare(Item item, String what, String said, String proved) {
        if (!said.equals(proved)) {
            finding(item, "its " + what + " is " + said + ", and that of the proved decision is " + proved);
        }
    }

    private void finding(Item item, String message) {
        findings.accept(BundleFinding.at(
                item.decision(),
                "population/population.csv",
                Kind.POPULATION,
                "deployment " + item.number() + " (" + item.id() + "): " + message));
    }
}
