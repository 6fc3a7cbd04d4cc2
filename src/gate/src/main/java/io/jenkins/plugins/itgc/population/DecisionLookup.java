package io.jenkins.plugins.itgc.population;

import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.format.Envelope;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the decisions that persons let go on: the newest that block are remembered, older ones read from the ledger. */
final class DecisionLookup implements Closeable {
    private static final int REMEMBERED = 10_000;

    private final Path directory;
    private final Map<Long, DecisionLine> blocked = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, DecisionLine> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final BodyReader bodies = new BodyReader();
    private @Nullable FileLedger ledger;

    DecisionLookup(Path directory) {
        this.directory = directory;
    }

    void remember(DecisionLine decision) {
        blocked.put(decision.entry(), decision);
    }

    /**
     * A decision.
     *
     * @throws UnreadableException where the ledger has no such decision, or it cannot be read
     */
    DecisionLine decision(long index) throws UnreadableException {
        DecisionLine known = blocked.get(index);
        return known == null ? read(index) : known;
    }

    private DecisionLine read(long index) throws UnreadableException {
        try {
            Entry entry = open().entry(index)
                    .filter(found -> found.kind().equals(EntryKind.DECISION.text()))
                    .orElseThrow(() -> new UnreadableException("entry " + index + " is no decision"));
            byte[] line = EntryLine.of(entry);
            var envelope =
                    new Envelope(entry.index(), entry.kind(), entry.time().toEpochMilli());
            return bodies.decision(envelope, entry.leafHash().bytes(), line, 0, line.length);
        } catch (LedgerException e) {
            throw new UnreadableException("entry " + index + " cannot be read: " + e.getMessage());
        }
    }

    private FileLedger open() throws LedgerException {
        var open = ledger;
        if (open == null) {
            open = FileLedger.read(directory);
            ledger = open;
        }
        return open;
    }

    @Override
    public void close() throws LedgerException {
        if (ledger != null) {
            ledger.close();
        }
    }
}
