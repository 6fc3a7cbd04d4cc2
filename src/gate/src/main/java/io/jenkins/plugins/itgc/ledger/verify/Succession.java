package io.jenkins.plugins.itgc.ledger.verify;

import io.jenkins.plugins.itgc.ledger.format.Envelope;
import io.jenkins.plugins.itgc.ledger.format.Segment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether one entry may follow another. */
final class Succession {
    private Succession() {}

    /** Receives what is wrong. */
    interface Problems {
        void add(long index, Finding.Kind kind, String message);
    }

    static void check(@Nullable Envelope before, Envelope entry, Problems problems) {
        long expected = before == null ? 0 : before.index() + 1;
        if (entry.index() != expected) {
            problems.add(
                    entry.index(),
                    Finding.Kind.OUT_OF_ORDER,
                    "entry " + entry.index() + " stands where entry " + expected + " belongs");
        }
        if (before != null && entry.millis() < before.millis()) {
            problems.add(
                    entry.index(),
                    Finding.Kind.TIME,
                    "its time " + time(entry) + " is before that of the entry before, " + time(before));
        }
    }

    static void check(Segment segment, Envelope entry, Problems problems) {
        if (entry.millis() < segment.firstMilli() || entry.millis() >= segment.endMilli()) {
            problems.add(
                    entry.index(), Finding.Kind.TIME, "its time " + time(entry) + " is not in the segment's month");
        }
    }

    private static Instant time(Envelope entry) {
        return Instant.ofEpochMilli(entry.millis());
    }
}
