package io.jenkins.plugins.itgc.bundle;

/** Is told how far the making or checking of a bundle has come. */
@FunctionalInterface
public interface BundleProgress {
    /** Tells nobody. */
    BundleProgress NONE = (what, done, total) -> {};

    /**
     * So many were done.
     *
     * @param what what is done, in one or two words
     * @param total how many there are; 0 where that is not known
     */
    void done(String what, long done, long total);
}
