package io.jenkins.plugins.itgc.evidence;

/** Where test results come from. */
@FunctionalInterface
public interface TestResults {
    /** Reads all results; a file that cannot be read is a gap in its place. */
    TestEvidence read();
}
