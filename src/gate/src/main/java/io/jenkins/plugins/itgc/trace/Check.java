package io.jenkins.plugins.itgc.trace;

/**
 * The newest result of one check on a commit: a check run or a commit status.
 *
 * @param name the check run's name or the status' context
 * @param app the GitHub App that reported it; empty for a commit status
 * @param state whether it has finished, and how
 * @param said GitHub's own word for the result
 */
public record Check(String name, String app, State state, String said) {
    /** What a check's result means for a gate. Skipped and neutral runs show nothing, so they are no success. */
    public enum State {
        SUCCESS,
        FAILURE,
        PENDING
    }
}
