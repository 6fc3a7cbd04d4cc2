package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.exceptions.ControlException;
import io.jenkins.plugins.itgc.exceptions.Status;
import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.jenkins.controltest.TestFolder;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.sample.Rate;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SampleException;
import io.jenkins.plugins.itgc.signoff.SignOff;
import io.jenkins.plugins.itgc.signoff.SignOffs;
import io.jenkins.plugins.itgc.text.PlainText;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import io.jenkins.plugins.itgc.worksheet.WorksheetFile;
import io.jenkins.plugins.itgc.worksheet.results.TestedWorksheet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What there is of a test, read from its files and the ledger when a page is shown. */
public final class TestView {
    /** Entries that are read for a page; where more followed the population, only the steps read them. */
    private static final long MOST_ENTRIES = 50_000;

    private final TestFolder folder;
    private Optional<FrozenPopulation> frozen = Optional.empty();
    private Optional<Sample> sample = Optional.empty();
    private Optional<Worksheet> worksheet = Optional.empty();
    private @Nullable String trouble;

    TestView(TestFolder folder) {
        this.folder = folder;
        try {
            frozen = folder.frozen();
            sample = folder.sample();
            worksheet = folder.worksheet();
        } catch (PopulationException | SampleException | WorksheetException | IOException e) {
            trouble = PlainText.harmless(String.valueOf(e.getMessage()));
        }
    }

    /** Why a file of it cannot be read. */
    public @Nullable String getTrouble() {
        return trouble;
    }

    public @Nullable PopulationView getPopulation() {
        return frozen.map(PopulationView::new).orElse(null);
    }

    public @Nullable SampleView getSample() {
        return sample.map(SampleView::new).orElse(null);
    }

    /** How sure the conclusion must be: what the sample's rule says. */
    public String getConfidence() {
        return sample.flatMap(drawn -> drawn.rule().confidence())
                .map(Rate::percent)
                .orElse("");
    }

    public String getTolerable() {
        return sample.flatMap(drawn -> drawn.rule().tolerable())
                .map(Rate::percent)
                .orElse("");
    }

    public @Nullable WorksheetView getWorksheet() throws IOException {
        if (worksheet.isEmpty() || !folder.isDrawn()) {
            return null;
        }
        boolean ofSample = worksheet
                .get()
                .header()
                .sample()
                .digest()
                .equals(WorksheetFile.digest(folder.sampleFile().path()));
        return new WorksheetView(worksheet.get(), ofSample);
    }

    /** Whether what was recorded after the population can be read for a page. */
    public boolean isFollowed() throws IOException {
        Ledger ledger = ledger();
        return frozen.isPresent()
                && ledger.size()
                                - ledger.firstNotBefore(
                                        frozen.get().population().frozenAt())
                        <= MOST_ENTRIES;
    }

    /** How many items have a result, in words. */
    public @Nullable String getResults() throws IOException {
        if (worksheet.isEmpty() || !isFollowed()) {
            return null;
        }
        var results = TestedWorksheet.of(worksheet.get(), ledger());
        long items = worksheet.get().footer().items();
        return Messages.TestView_results(
                items - results.untested().size(), items, results.voided().size(), results.deviating());
    }

    /** How many exceptions the period has; absent while they are read. */
    public @Nullable String getExceptions() throws IOException {
        Optional<List<ControlException>> all = frozen.isEmpty()
                ? Optional.empty()
                : ControlExceptions.get().of(frozen.get().population());
        return all.map(found -> Messages.TestView_exceptions(
                        found.size(),
                        found.stream()
                                .filter(one -> one.status() != Status.CLOSED)
                                .count(),
                        found.stream()
                                .filter(one -> one.status() == Status.UNOWNED)
                                .count()))
                .orElse(null);
    }

    /** The reviews that signed it off, each in a line. */
    public List<String> getSignOffs() throws IOException {
        if (frozen.isEmpty() || !isFollowed()) {
            return List.of();
        }
        String digest = frozen.get().digest();
        return SignOffs.of(ledger(), frozen.get().population().frozenAt()).stream()
                .filter(filed -> filed.body().population().equals(digest))
                .map(TestView::line)
                .toList();
    }

    public Tone getSignedOffTone() {
        return Tone.GOOD;
    }

    private static String line(Filed<SignOff> filed) {
        SignOff signOff = filed.body();
        return PlainText.harmless(
                Messages.TestView_signOff(
                        Long.toString(filed.entry().index()), signOff.by(), signOff.on(), signOff.statement()),
                1_000);
    }

    private static Ledger ledger() throws IOException {
        return ControllerLedger.get().open().ledger();
    }
}
