package io.jenkins.plugins.itgc.request;

/** What the run of the pipeline is that asks. */
public enum PipelineOrigin {
    /** A run of the pipeline as its source says. */
    AS_WRITTEN,
    /** The script was edited by hand for this run. */
    REPLAYED,
    /** A run that was started again from one of its stages. */
    RESTARTED_FROM_STAGE,
    /** An earlier run, started again with its parameters. */
    REBUILT
}
