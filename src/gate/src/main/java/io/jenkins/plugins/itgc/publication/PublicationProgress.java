package io.jenkins.plugins.itgc.publication;

/** Is told how far a publication has come. */
@FunctionalInterface
public interface PublicationProgress {
    /** Tells nobody. */
    PublicationProgress NONE = (step, done, total) -> {};

    /** What is done with the entries. */
    enum Step {
        /** Their lines are compared with the checkpoint. */
        CHECKED,
        /** They are published. */
        PUBLISHED
    }

    /** That many entries of those that are new have been through a step. */
    void reached(Step step, long done, long total);
}
