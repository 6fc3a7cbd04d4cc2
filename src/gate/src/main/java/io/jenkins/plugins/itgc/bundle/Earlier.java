package io.jenkins.plugins.itgc.bundle;

import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import io.jenkins.plugins.itgc.signoff.ControlTest;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The states of a ledger of which a test speaks: when the population was frozen, the worksheet made, and each sign-off given.
 * That the bundle's checkpoint continues each of them is proved, so that nothing was taken back in between.
 */
final class Earlier {
    private Earlier() {}

    /** Their sizes. */
    static SortedSet<Long> of(ControlTest test, SortedSet<Long> indexes, Ledger ledger) throws IOException {
        var sizes = new TreeSet<Long>();
        sizes.add(test.summary().ledger().checkpointSize());
        sizes.add(test.worksheet().header().ledger().size());
        for (long index : indexes) {
            Optional<Entry> signOff =
                    ledger.entry(index).filter(entry -> entry.kind().equals(EntryKind.SIGN_OFF.text()));
            signOff.ifPresent(
                    entry -> sizes.add(entry.body().path("checkpointSize").asLong()));
        }
        return sizes;
    }
}
