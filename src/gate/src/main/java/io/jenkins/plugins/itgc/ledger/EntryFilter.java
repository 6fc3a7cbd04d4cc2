package io.jenkins.plugins.itgc.ledger;

/** Tells by an entry's line whether the entry is wanted, so that bodies nobody wants need not be read. */
@FunctionalInterface
public interface EntryFilter {
    /**
     * Whether the entry is wanted.
     *
     * @param line its line without the end; not to be changed, and not to be kept
     */
    boolean wants(long index, byte[] line);
}
