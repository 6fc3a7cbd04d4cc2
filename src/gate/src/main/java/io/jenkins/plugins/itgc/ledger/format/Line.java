package io.jenkins.plugins.itgc.ledger.format;

/**
 * A line of a segment.
 *
 * @param segment where it stands
 * @param offset where it begins, counted from the first byte of the ledger
 * @param bytes the line without its line end
 * @param ended whether a line end follows
 */
public record Line(Segment segment, long offset, byte[] bytes, boolean ended) {
    /** Where the next line begins. */
    public long next() {
        return offset + bytes.length + (ended ? 1 : 0);
    }

    /** Where it begins in its file. */
    public long offsetInSegment() {
        return offset - segment.start();
    }
}
