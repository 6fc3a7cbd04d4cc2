package io.jenkins.plugins.itgc.ledger.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What opening a ledger found.
 *
 * @param size the number of entries
 * @param checkpointSize how many of them the signed checkpoint covered
 * @param torn the torn tail, if there was one
 * @param indexRebuilt whether the derived files were missing or did not fit, and were made anew from the segments
 */
public record LedgerOpening(long size, long checkpointSize, Optional<TornTail> torn, boolean indexRebuilt) {

    /** What somebody who runs the ledger should know, a sentence each; empty after an ordinary close. */
    public List<String> remarks() {
        var remarks = new ArrayList<String>();
        torn.ifPresent(tail -> remarks.add("the last write did not finish: " + tail.length() + " bytes at "
                + tail.offset() + " of " + tail.segment() + " are no entry (" + tail.reason() + ")"
                + tail.setAside().map(path -> "; they were moved to " + path).orElse("")));
        if (checkpointSize < size) {
            remarks.add((size - checkpointSize) + " entries were written after the last checkpoint was signed");
        }
        if (indexRebuilt) {
            remarks.add("the derived files were missing or did not fit the log, and were made anew");
        }
        return remarks;
    }
}
