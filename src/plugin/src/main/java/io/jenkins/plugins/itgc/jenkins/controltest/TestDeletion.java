package io.jenkins.plugins.itgc.jenkins.controltest;

import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SampleException;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Deletes a test that was never finished: its files. Entries of the ledger stay, and so does a test that one of them is about,
 * since its files are what the entry speaks of.
 */
public final class TestDeletion {
    private static final Logger LOGGER = Logger.getLogger(TestDeletion.class.getName());
    private static final Set<String> ABOUT = Set.of(EntryKind.TEST_RESULT.text(), EntryKind.SIGN_OFF.text());

    private final TestFolder folder;

    public TestDeletion(TestFolder folder) {
        this.folder = folder;
    }

    /**
     * Deletes it; the log says who did, and what was drawn, so that nobody draws until a sample suits.
     *
     * @throws GateException where it was finished or has results, or that cannot be determined
     */
    public void delete(Identity by) throws GateException, IOException {
        String what = "the test " + folder.id() + " (" + seen() + ")";
        TestFolders.get().remove(folder);
        LOGGER.warning(() -> by + " deleted " + what);
    }

    private String seen() throws GateException, IOException {
        if (!folder.bundles().isEmpty()) {
            throw new GateException(Messages.TestDeletion_bundled());
        }
        try {
            Optional<FrozenPopulation> frozen = folder.frozen();
            if (frozen.isEmpty()) {
                return "never frozen";
            }
            Optional<Entry> about = about(frozen.get());
            if (about.isPresent()) {
                throw new GateException(Messages.TestDeletion_recorded(
                        about.get().kind(), Long.toString(about.get().index())));
            }
            return "population " + frozen.get().digest()
                    + folder.sample().map(TestDeletion::drawn).orElse("; nothing drawn");
        } catch (PopulationException | SampleException e) {
            throw new GateException(Messages.TestDeletion_unreadable(e.getMessage()));
        }
    }

    private static String drawn(Sample sample) {
        return "; " + sample.size() + " drawn with the seed "
                + PlainText.harmless(sample.seed().text());
    }

    private static Optional<Entry> about(FrozenPopulation frozen) throws IOException {
        Ledger ledger = ControllerLedger.get().open().ledger();
        long from = ledger.firstNotBefore(frozen.population().frozenAt());
        try (Stream<Entry> entries = ledger.entries(from, ABOUT)) {
            return entries.filter(
                            entry -> entry.body().path("population").asText().equals(frozen.digest()))
                    .findFirst();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
