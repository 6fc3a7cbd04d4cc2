package io.jenkins.plugins.itgc.ledger.file;

import io.jenkins.plugins.itgc.ledger.format.IndexFiles;
import io.jenkins.plugins.itgc.ledger.format.SegmentList;
import io.jenkins.plugins.itgc.ledger.merkle.CompactTree;
import java.time.Instant;

/**
 * A log that is whole and indexed to its last entry.
 *
 * @param segments its segments
 * @param index the index
 * @param tree its tree
 * @param lastTime the time of the last entry
 * @param opening what was found on the way
 */
record RecoveredLog(
        SegmentList segments, IndexFiles index, CompactTree tree, Instant lastTime, LedgerOpening opening) {}
