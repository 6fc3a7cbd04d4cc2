package io.jenkins.plugins.itgc.ledger.format;

import io.jenkins.plugins.itgc.ledger.merkle.NodeStore;
import java.io.IOException;

/** Where the entries stand and what their tree is: derived from the segments. */
public interface LogIndex extends NodeStore {
    /** The number of entries indexed. */
    long size();

    /** Where the line of an entry ends, its line end included; an offset in a {@link SegmentList}. */
    long end(long index) throws IOException;

    /** Where the lines of entries from one on end: of one at least, and of at most so many. */
    long[] ends(long index, int count) throws IOException;

    /** Where the line of an entry begins. */
    default long start(long index) throws IOException {
        return index == 0 ? 0 : end(index - 1);
    }
}
