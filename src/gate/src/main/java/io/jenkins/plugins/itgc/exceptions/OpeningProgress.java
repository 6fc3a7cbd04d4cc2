package io.jenkins.plugins.itgc.exceptions;

/** Is told how far the search for exceptions has come. */
@FunctionalInterface
public interface OpeningProgress {
    /** Tells nobody. */
    OpeningProgress NONE = (done, total) -> {};

    /** So many entries of the period were looked at. */
    void looked(long done, long total);
}
