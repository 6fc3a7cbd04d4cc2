package io.jenkins.plugins.itgc.jenkins.judging;

import io.jenkins.plugins.itgc.reason.Gap;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.ChangeCommit;
import io.jenkins.plugins.itgc.trace.Check;
import io.jenkins.plugins.itgc.trace.Comparison;
import io.jenkins.plugins.itgc.trace.Permission;
import io.jenkins.plugins.itgc.trace.PullRequest;
import io.jenkins.plugins.itgc.trace.PullRequestHistory;
import io.jenkins.plugins.itgc.trace.Review;
import io.jenkins.plugins.itgc.trace.SourceControl;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A server that cannot be asked at all, because its credentials are missing or it is not configured. Nothing can be determined
 * then, and that is decided and recorded as any other lack of evidence.
 *
 * @param why the same answer to everything
 */
record UnreadableSourceControl(Gap why) implements SourceControl {
    @Override
    public Reading<RepositoryName> presentName(RepositoryName repository) {
        return Reading.missing(why);
    }

    @Override
    public Reading<Comparison> compare(RepositoryName repository, CommitId base, CommitId head) {
        return Reading.missing(why);
    }

    @Override
    public Reading<List<PullRequest>> pullRequestsOf(RepositoryName repository, CommitId commit) {
        return Reading.missing(why);
    }

    @Override
    public Reading<PullRequest> pullRequest(RepositoryName repository, int number) {
        return Reading.missing(why);
    }

    @Override
    public Reading<List<ChangeCommit>> commits(PullRequest pullRequest) {
        return Reading.missing(why);
    }

    @Override
    public Reading<List<Review>> reviews(PullRequest pullRequest) {
        return Reading.missing(why);
    }

    @Override
    public Reading<Map<Integer, PullRequestHistory>> histories(
            RepositoryName repository, Collection<Integer> pullRequests) {
        return Reading.missing(why);
    }

    @Override
    public Reading<Map<Integer, Account>> lastPushers(Collection<PullRequest> pullRequests) {
        return Reading.missing(why);
    }

    @Override
    public Reading<Permission> permission(RepositoryName repository, Account user) {
        return Reading.missing(why);
    }

    @Override
    public Reading<List<Check>> checks(RepositoryName repository, CommitId commit) {
        return Reading.missing(why);
    }

    @Override
    public Reading<String> file(RepositoryName repository, CommitId commit, String path) {
        return Reading.missing(why);
    }
}
