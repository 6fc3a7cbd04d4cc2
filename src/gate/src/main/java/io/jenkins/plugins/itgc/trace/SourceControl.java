package io.jenkins.plugins.itgc.trace;

import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Where changes are written and reviewed. Every answer is complete or a gap: an adapter follows all pages, and never gives a
 * part for the whole or nothing for "could not be read". Calls block, may come from several threads at once, and throw
 * nothing but programming errors.
 */
public interface SourceControl {
    /** The name under which a repository answers: another than the one asked for, where it was renamed. */
    Reading<RepositoryName> presentName(RepositoryName repository);

    /** What lies between two commits. */
    Reading<Comparison> compare(RepositoryName repository, CommitId base, CommitId head);

    /** All pull requests that the server connects with a commit, in whatever state; empty where it knows of none. */
    Reading<List<PullRequest>> pullRequestsOf(RepositoryName repository, CommitId commit);

    /** One pull request. */
    Reading<PullRequest> pullRequest(RepositoryName repository, int number);

    /** The commits of a pull request, oldest first. */
    Reading<List<ChangeCommit>> commits(PullRequest pullRequest);

    /** The reviews of a pull request, oldest first. */
    Reading<List<Review>> reviews(PullRequest pullRequest);

    /** What happened to these pull requests of one repository beside their reviews, by number. */
    Reading<Map<Integer, PullRequestHistory>> histories(RepositoryName repository, Collection<Integer> pullRequests);

    /**
     * Who pushed the last revision of each of these pull requests, by number. One that cannot be found is left out.
     */
    Reading<Map<Integer, Account>> lastPushers(Collection<PullRequest> pullRequests);

    /** What a user may do in a repository now. */
    Reading<Permission> permission(RepositoryName repository, Account user);

    /** The newest result of every check on a commit. */
    Reading<List<Check>> checks(RepositoryName repository, CommitId commit);

    /** A text file at a commit. */
    Reading<String> file(RepositoryName repository, CommitId commit, String path);
}
