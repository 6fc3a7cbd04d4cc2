package io.jenkins.plugins.itgc.publication;

import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.merkle.CompactTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Entries of one month that are published together: their lines as they stand in the ledger, the rows of their decisions and
 * of the events among them.
 *
 * @param month their month, in UTC
 * @param first the first entry
 * @param last the last one
 */
record Part(YearMonth month, long first, long last) {
    /**
     * Stores the part.
     *
     * @param tree takes in the entries' hashes
     * @param temporary where files may lie meanwhile
     */
    List<PublishedObject> store(Ledger ledger, Archive archive, CompactTree tree, Path temporary) throws IOException {
        var stored = new ArrayList<PublishedObject>();
        try (var lines = new Spool(temporary);
                var eventRows = new Spool(temporary);
                var decisionRows = new Spool(temporary)) {
            var events = new Events();
            each(ledger, entry -> {
                tree.append(entry.leafHash().bytes(), hash -> {});
                lines.line(EntryLine.of(entry));
                var row = events.row(entry);
                if (row.isPresent()) {
                    eventRows.line(CanonicalJson.bytes(row.get()));
                }
            });
            each(ledger, entry -> {
                if (entry.kind().equals("decision")) {
                    var row = DeploymentRow.of(entry, events.after(entry.index()), last + 1);
                    decisionRows.line(CanonicalJson.bytes(row));
                }
            });
            store(archive, Keys.Dataset.LEDGER, lines).ifPresent(stored::add);
            store(archive, Keys.Dataset.DEPLOYMENTS, decisionRows).ifPresent(stored::add);
            store(archive, Keys.Dataset.EVENTS, eventRows).ifPresent(stored::add);
        }
        return stored;
    }

    private Optional<PublishedObject> store(Archive archive, Keys.Dataset dataset, Spool rows) throws IOException {
        if (rows.lines() == 0) {
            return Optional.empty();
        }
        var key = Keys.part(dataset, month, first, last);
        var content = rows.content();
        archive.store(key, content);
        return Optional.of(PublishedObject.of(key, content, rows.lines()));
    }

    private interface Visitor {
        void visit(Entry entry) throws IOException;
    }

    private void each(Ledger ledger, Visitor visitor) throws IOException {
        try (var entries = ledger.entries(first)) {
            Iterator<Entry> found = entries.iterator();
            for (long index = first; index <= last; index++) {
                Interruption.check();
                if (!found.hasNext()) {
                    throw new LedgerException(
                            LedgerException.Reason.TRUNCATED, "the ledger ended before entry " + index);
                }
                visitor.visit(found.next());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
