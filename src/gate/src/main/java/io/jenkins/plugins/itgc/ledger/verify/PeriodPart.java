package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.ledger.merkle.Subtrees;
import java.util.Optional;

/** What one part of the months of a period came to, beside its {@link RangeResult}. */
final class PeriodPart<P extends EntrySink> implements EntrySink {
    private final P sink;
    private final long fromMilli;
    private final long endMilli;
    private Optional<Subtrees> subtrees = Optional.empty();
    private int before;
    private int within;
    private int after;

    PeriodPart(P sink, long fromMilli, long endMilli) {
        this.sink = sink;
        this.fromMilli = fromMilli;
        this.endMilli = endMilli;
    }

    @Override
    public void entry(Envelope envelope, byte[] leafHash, byte[] data, int from, int to) {
        if (envelope.millis() < fromMilli) {
            before++;
        } else if (envelope.millis() < endMilli) {
            within++;
            sink.entry(envelope, leafHash, data, from, to);
        } else {
            after++;
        }
    }

    /** Hashes what was read, still in the thread that read it. */
    RangeResult hash(RangeResult result) {
        var first = result.first();
        if (first != null && result.problems().isEmpty()) {
            var above = new Subtrees(first.index());
            for (int line = 0; line < result.lines(); line++) {
                above.add(result.leafHash(line));
            }
            subtrees = Optional.of(above);
        }
        return result;
    }

    P sink() {
        return sink;
    }

    /** The subtrees over all lines, where all of them are entries that follow one another. */
    Optional<Subtrees> subtrees() {
        return subtrees;
    }

    /** How many entries are before the period. */
    int before() {
        return before;
    }

    /** How many are in it. */
    int within() {
        return within;
    }

    /** How many are after it. */
    int after() {
        return after;
    }
}
