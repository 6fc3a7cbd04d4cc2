package io.jenkins.plugins.itgc.ledger.verify;

import java.util.Optional;

/**
 * Something about a ledger that does not hold.
 *
 * @param kind what it is
 * @param place the line concerned, where it is one line
 * @param message what was seen and what was expected
 */
public record Finding(Kind kind, Optional<Place> place, String message) {

    /** What does not hold. */
    public enum Kind {
        /** A line is not an entry, or not canonical. */
        MALFORMED,
        /** An entry's index does not follow that of the entry before: entries were removed, added or swapped. */
        OUT_OF_ORDER,
        /** An entry's time is before that of the entry before, or in another month than its segment. */
        TIME,
        /** An entry is not the one that was signed. */
        CHANGED,
        /** The log has fewer entries than the checkpoint covers. */
        TRUNCATED,
        /** Bytes at the end are no whole entry. */
        TORN,
        /** The log's root is not the one of the checkpoint. */
        ROOT,
        /** The checkpoint is missing, malformed, or not signed by the key. */
        CHECKPOINT,
        /** The key beside the ledger is not the one that was expected. */
        KEY,
        /** A derived file does not fit the log. */
        DERIVED
    }

    /**
     * Where a line stands.
     *
     * @param segment the segment's file name
     * @param line the line's number in it, from 1
     * @param index the entry's index, as the line says or, where it does not, as its place says
     */
    public record Place(String segment, long line, long index) {
        @Override
        public String toString() {
            return segment + " line " + line + " (entry " + index + ")";
        }
    }

    static Finding of(Kind kind, String message) {
        return new Finding(kind, Optional.empty(), message);
    }

    static Finding at(Kind kind, Place place, String message) {
        return new Finding(kind, Optional.of(place), message);
    }

    @Override
    public String toString() {
        return kind + place.map(at -> " " + at).orElse("") + ": " + message;
    }
}
