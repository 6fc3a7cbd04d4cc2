package io.jenkins.plugins.itgc.ledger.verify;

/** Is told how far a verification has come. */
@FunctionalInterface
public interface VerifyProgress {
    /** Tells nobody. */
    VerifyProgress NONE = (done, total) -> {};

    /** That many bytes of the segments have been checked. */
    void checked(long bytes, long totalBytes);
}
