package io.jenkins.plugins.itgc.trace;

import io.jenkins.plugins.itgc.reason.Reading;
import java.util.List;

/**
 * The changes that a deployment brings.
 *
 * @param range what is deployed, or why that could not be read
 * @param commits every commit of the range with the pull requests that bring it
 * @param pullRequests the changes of those pull requests, by number, ascending
 */
public record ChangeTrace(Reading<Range> range, List<TracedCommit> commits, List<TracedPullRequest> pullRequests) {
    public ChangeTrace {
        commits = List.copyOf(commits);
        pullRequests = List.copyOf(pullRequests);
    }

    /**
     * A merged pull request of the range.
     *
     * @param pullRequest the pull request
     * @param commits its commits
     */
    public record TracedPullRequest(PullRequest pullRequest, Reading<List<ChangeCommit>> commits) {}
}
