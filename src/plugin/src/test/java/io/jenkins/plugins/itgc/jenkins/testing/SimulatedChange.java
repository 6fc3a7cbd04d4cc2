package io.jenkins.plugins.itgc.jenkins.testing;

import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A squash-merged pull request on GitHub, and nothing else.
 *
 * @param number of the pull request
 * @param title hostile, if a test wants it so
 * @param url where it is said to be
 * @param approver who approved it; nobody where absent
 * @param mergedAt half an hour after it was approved
 */
public record SimulatedChange(
        RepositoryName repository, int number, String title, String url, Optional<String> approver, Instant mergedAt)
        implements SourceControl {
    private static final long SPREAD = 2_654_435_761L;

    /** The commit that the pull request brought to the main branch. */
    public CommitId commit() {
        return commit(number * 3L + 1);
    }

    /** The commit that ran before. */
    public CommitId base() {
        return commit(number * 3L + 2);
    }

    private static CommitId commit(long seed) {
        return new CommitId("%08x".formatted(seed * SPREAD & 0xffffffffL).repeat(5));
    }

    private CommitId head() {
        return commit(number * 3L + 3);
    }

    private PullRequest pull() {
        return new PullRequest(
                number,
                title,
                "## Rollback plan\n\nDeploy the image before this one again, as the runbook says, and tell support.",
                url,
                Optional.of(new Account("ann", false)),
                repository,
                "main",
                "main",
                Optional.of(repository),
                "topic",
                head(),
                mergedAt.minusSeconds(7200),
                Optional.of(mergedAt),
                Optional.of(commit()));
    }

    @Override
    public Reading<RepositoryName> presentName(RepositoryName name) {
        return Reading.of(repository);
    }

    @Override
    public Reading<Comparison> compare(RepositoryName name, CommitId from, CommitId to) {
        return Reading.of(new Comparison(
                from.equals(to) ? Comparison.Status.IDENTICAL : Comparison.Status.AHEAD,
                from,
                from.equals(to)
                        ? List.of()
                        : List.of(new Comparison.Link(
                                commit(), List.of(from), List.of(new Account("ann", false).identity()))),
                Reading.of(List.of("src/Payments.java"))));
    }

    @Override
    public Reading<List<PullRequest>> pullRequestsOf(RepositoryName name, CommitId commit) {
        return Reading.of(List.of(pull()));
    }

    @Override
    public Reading<PullRequest> pullRequest(RepositoryName name, int wanted) {
        return Reading.of(pull());
    }

    @Override
    public Reading<List<ChangeCommit>> commits(PullRequest pullRequest) {
        Account ann = new Account("ann", false);
        return Reading.of(
                List.of(new ChangeCommit(head(), title, List.of(ann.identity()), List.of(ann.identity()), List.of())));
    }

    @Override
    public Reading<List<Review>> reviews(PullRequest pullRequest) {
        return Reading.of(approver.map(login -> List.of(new Review(
                        1,
                        Optional.of(new Account(login, false)),
                        Review.State.APPROVED,
                        Optional.of(head()),
                        Optional.of(mergedAt.minusSeconds(1800)))))
                .orElse(List.of()));
    }

    @Override
    public Reading<Map<Integer, PullRequestHistory>> histories(RepositoryName name, Collection<Integer> wanted) {
        return Reading.of(
                Map.of(number, new PullRequestHistory(Optional.empty(), Optional.of(new Account("ann", false)))));
    }

    @Override
    public Reading<Map<Integer, Account>> lastPushers(Collection<PullRequest> wanted) {
        return Reading.of(Map.of(number, new Account("ann", false)));
    }

    @Override
    public Reading<Permission> permission(RepositoryName name, Account user) {
        return Reading.of(new Permission("write"));
    }

    @Override
    public Reading<List<Check>> checks(RepositoryName name, CommitId commit) {
        return Reading.of(List.of());
    }

    @Override
    public Reading<String> file(RepositoryName name, CommitId commit, String path) {
        return Reading.missing(ReasonCode.ROLLBACK_PLAN_NONE, "there is no " + path);
    }
}
