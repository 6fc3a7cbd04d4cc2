package io.jenkins.plugins.itgc.signoff;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.history.HistoryException;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The sign-offs of a ledger. */
public final class SignOffs {
    private static final Set<String> KINDS = Set.of(EntryKind.SIGN_OFF.text());

    private SignOffs() {}

    /**
     * Those that were recorded from a time on, oldest first.
     *
     * @throws HistoryException where one cannot be read
     */
    public static List<Filed<SignOff>> of(Ledger ledger, Instant from) throws IOException {
        var found = new ArrayList<Filed<SignOff>>();
        try (Stream<Entry> entries = ledger.entries(ledger.firstNotBefore(from), KINDS)) {
            for (var all = entries.iterator(); all.hasNext(); ) {
                Entry entry = all.next();
                found.add(new Filed<>(entry, Json.read(entry.body(), SignOff.class)));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new HistoryException("a sign-off cannot be read: " + Json.words(e));
        }
        return found;
    }
}
