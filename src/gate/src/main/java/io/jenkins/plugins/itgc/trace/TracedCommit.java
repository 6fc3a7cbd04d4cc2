package io.jenkins.plugins.itgc.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.request.CommitId;
import java.util.List;

/**
 * A commit of the range and what brought it.
 *
 * @param sha its id
 * @param pullRequests numbers of the merged pull requests of the right base and repository that bring it
 * @param reasons why there is none, or why that could not be read; empty where there is one
 * @param people everybody who had a hand in it, where no pull request says so by its own commits; empty there, and where it
 *     was not read
 */
public record TracedCommit(
        CommitId sha,
        List<Integer> pullRequests,
        List<Reason> reasons,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Identity> people) {
    @SuppressWarnings("ConstantValue") // earlier versions recorded no people
    public TracedCommit {
        pullRequests = List.copyOf(pullRequests);
        reasons = List.copyOf(reasons);
        people = people == null ? List.of() : List.copyOf(people);
    }
}
