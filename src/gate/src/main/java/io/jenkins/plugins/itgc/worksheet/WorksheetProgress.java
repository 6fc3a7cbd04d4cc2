package io.jenkins.plugins.itgc.worksheet;

/** Is told how far a worksheet has come. */
@FunctionalInterface
public interface WorksheetProgress {
    /** Tells nobody. */
    WorksheetProgress NONE = (what, done, total) -> {};

    /**
     * So many were done.
     *
     * @param what what is done, in one or two words
     * @param total how many there are; 0 where that is not known
     */
    void done(String what, long done, long total);
}
