package io.jenkins.plugins.itgc.trace;

import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.request.CommitId;
import java.util.List;

/**
 * A commit of the range and what brought it.
 *
 * @param sha its id
 * @param pullRequests numbers of the merged pull requests of the right base and repository that bring it
 * @param reasons why there is none, or why that could not be read; empty where there is one
 */
public record TracedCommit(CommitId sha, List<Integer> pullRequests, List<Reason> reasons) {
    public TracedCommit {
        pullRequests = List.copyOf(pullRequests);
        reasons = List.copyOf(reasons);
    }
}
