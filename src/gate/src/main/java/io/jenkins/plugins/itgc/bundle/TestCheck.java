package io.jenkins.plugins.itgc.bundle;

import io.jenkins.plugins.itgc.bundle.BundleFinding.Kind;
import io.jenkins.plugins.itgc.bundle.BundledEntries.Decided;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.Item;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.sample.SampleException;
import io.jenkins.plugins.itgc.sample.SampleFile;
import io.jenkins.plugins.itgc.sample.SampleVerification;
import io.jenkins.plugins.itgc.signoff.ControlTest;
import io.jenkins.plugins.itgc.worksheet.Header;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import io.jenkins.plugins.itgc.worksheet.WorksheetFile;
import java.io.IOException;
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

    /** The test, where it can be read. */
    Optional<ControlTest> run(StatesCheck states) throws IOException {
        try {
            FrozenPopulation population = FrozenPopulation.unchecked(files.directory());
            draw();
            var test = new ControlTest(
                    population,
                    files.sample(),
                    new SampleFile(files.sample()).read(),
                    ControlTest.sha256(files.sample()),
                    WorksheetFile.read(files.directory()));
            worksheet(test, states);
            items(test);
            var ledger = test.summary().ledger();
            states.require(ledger.checkpointSize(), ledger.checkpointRoot(), BundleFiles.SUMMARY, "the population");
            return Optional.of(test);
        } catch (PopulationException e) {
            findings.accept(BundleFinding.in(BundleFiles.SUMMARY, Kind.POPULATION, String.valueOf(e.getMessage())));
        } catch (SampleException e) {
            findings.accept(BundleFinding.in(BundleFiles.SAMPLE, Kind.SAMPLE, String.valueOf(e.getMessage())));
        } catch (WorksheetException e) {
            findings.accept(BundleFinding.in(BundleFiles.WORKSHEET, Kind.WORKSHEET, String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private void draw() throws SampleException, PopulationException, IOException {
        SampleVerification.of(files.directory(), files.sample())
                .findings()
                .forEach(finding -> findings.accept(BundleFinding.in(BundleFiles.SAMPLE, Kind.SAMPLE, finding)));
    }

    private void worksheet(ControlTest test, StatesCheck states) throws IOException {
        test.differences()
                .forEach(difference ->
                        findings.accept(BundleFinding.in(BundleFiles.WORKSHEET, Kind.WORKSHEET, difference)));
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
    }

    /** That each tested deployment of the population is the one that its decision is on. */
    private void items(ControlTest test) throws IOException {
        for (Item item : test.items()) {
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
