package io.jenkins.plugins.itgc.ledger;

/** Tells by an entry's line whether the entry is wanted, so that bodies nobody wants need not be read. */
@FunctionalInterface
public interface EntryFilter {
    /**
     * Whether the entry is wanted.
     *
     * <p>Its line without the end stands in a part of an array, which must neither be changed nor kept.
     */
    boolean wants(long index, String kind, byte[] data, int from, int to);
}
