package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.itgc.exceptions.ControlException;
import io.jenkins.plugins.itgc.exceptions.ExceptionRegister;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.jenkins.controltest.Work;
import io.jenkins.plugins.itgc.jenkins.controltest.Works;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.population.Population;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions of the controller's ledger, for pages. Each entry is read once: what followed is read when somebody looks,
 * and a long ledger the first time in the background.
 */
@Extension
public final class ControlExceptions {
    private static final Set<String> KINDS =
            Set.of(EntryKind.EXCEPTION_OPENED.text(), EntryKind.EXCEPTION_CHANGED.text());
    private static final String PLACE = "exceptions";

    /** Entries that are looked through while somebody waits for a page. */
    private static final long MOST_ENTRIES = 50_000;

    private volatile Snapshot snapshot = new Snapshot(null, 0, List.of(), none());

    /** What was read of a ledger. */
    private record Snapshot(@Nullable Ledger of, long read, List<Entry> entries, ExceptionRegister register) {}

    public static ControlExceptions get() {
        return ExtensionList.lookupSingleton(ControlExceptions.class);
    }

    private static ExceptionRegister none() {
        try {
            return ExceptionRegister.of(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them; empty while a long ledger is read for the first time. */
    Optional<ExceptionRegister> register() throws IOException {
        Ledger ledger = ControllerLedger.get().open().ledger();
        if (missing(ledger) > MOST_ENTRIES) {
            Works.get().begin(PLACE, new Work(PLACE, Map.of(), false, progress -> {
                upTo(ledger);
                return PLACE;
            }));
            return Optional.empty();
        }
        return Optional.of(upTo(ledger));
    }

    /** Waits for nobody who reads. */
    private long missing(Ledger ledger) {
        Snapshot now = snapshot;
        return ledger.size() - (ledger == now.of() ? now.read() : 0);
    }

    private synchronized ExceptionRegister upTo(Ledger ledger) throws IOException {
        Snapshot before = ledger == snapshot.of() ? snapshot : new Snapshot(ledger, 0, List.of(), none());
        long size = ledger.size();
        var entries = new ArrayList<Entry>(before.entries());
        try (Stream<Entry> later = ledger.entries(before.read(), KINDS)) {
            later.takeWhile(entry -> entry.index() < size).forEach(entries::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        boolean same = entries.size() == before.entries().size();
        ExceptionRegister register = same ? before.register() : ExceptionRegister.of(entries);
        snapshot = new Snapshot(ledger, size, entries, register);
        return register;
    }

    /** Those of what happened in the period of a population; empty while they are read. */
    Optional<List<ControlException>> of(Population population) throws IOException {
        return register().map(all -> all.of(population.start(), population.end()));
    }
}
