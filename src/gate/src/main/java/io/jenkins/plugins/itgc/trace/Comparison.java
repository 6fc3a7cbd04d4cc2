package io.jenkins.plugins.itgc.trace;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.request.CommitId;
import java.util.List;

/**
 * What lies between two commits.
 *
 * @param status how the head stands to the base
 * @param mergeBase the last commit that both have
 * @param commits every commit of the head that the base does not have, oldest first; complete
 * @param files the files they change, or why they are not all known
 * @see <a href="https://docs.github.com/en/rest/commits/commits#compare-two-commits">GitHub REST: compare two commits</a>
 */
public record Comparison(Status status, CommitId mergeBase, List<Link> commits, Reading<List<String>> files) {
    public Comparison {
        commits = List.copyOf(commits);
    }

    /** How a head stands to its base. */
    public enum Status {
        AHEAD,
        IDENTICAL,
        BEHIND,
        DIVERGED
    }

    /**
     * A commit.
     *
     * @param parents first parent first
     * @param people everybody who had a hand in it, as {@link ChangeCommit#people}; empty where that was not read
     */
    public record Link(CommitId sha, List<CommitId> parents, List<Identity> people) {
        public Link {
            parents = List.copyOf(parents);
            people = List.copyOf(people);
        }
    }
}
