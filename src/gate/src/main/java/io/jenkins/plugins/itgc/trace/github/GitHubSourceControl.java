package io.jenkins.plugins.itgc.trace.github;

import io.jenkins.plugins.itgc.http.Percent;
import io.jenkins.plugins.itgc.http.ReadSession;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * GitHub.com ({@code https://api.github.com}) or GitHub Enterprise Server ({@code https://host/api/v3}), read for one decision.
 * Each method asks once where one page holds the answer.
 */
public final class GitHubSourceControl implements SourceControl {
    /** GitHub lists no more commits of a pull request than this, and does not say that there are more. */
    private static final int MOST_COMMITS = 250;

    private final Rest rest;
    private final Comparisons comparisons;
    private final Histories histories;
    private final Checks checks;
    private final Pushes pushes;
    private final TextFiles files;

    public GitHubSourceControl(ReadSession session) {
        this.rest = new Rest(session);
        this.comparisons = new Comparisons(rest);
        this.pushes = new Pushes(rest);
        this.files = new TextFiles(rest);
        var graphQl = new GraphQl(session);
        this.histories = new Histories(graphQl);
        this.checks = new Checks(graphQl);
    }

    @Override
    public Reading<RepositoryName> presentName(RepositoryName repository) {
        return rest.one(Rest.path(repository, ""), fields -> fields.repository("full_name"));
    }

    @Override
    public Reading<Comparison> compare(RepositoryName repository, CommitId base, CommitId head) {
        return comparisons.compare(repository, base, head);
    }

    @Override
    public Reading<List<PullRequest>> pullRequestsOf(RepositoryName repository, CommitId commit) {
        return rest.list(Rest.path(repository, "/commits/" + commit + "/pulls"), PullRequests::pullRequest);
    }

    @Override
    public Reading<PullRequest> pullRequest(RepositoryName repository, int number) {
        return rest.one(Rest.path(repository, "/pulls/" + number), fields -> {
            PullRequest pullRequest = PullRequests.pullRequest(fields);
            if (pullRequest.number() != number) {
                throw fields.wrong("number", "is another than " + number);
            }
            return pullRequest;
        });
    }

    @Override
    public Reading<List<ChangeCommit>> commits(PullRequest pullRequest) {
        String path = below(pullRequest, "/commits");
        Reading<List<ChangeCommit>> commits = rest.list(path, ChangeCommits::commit);
        if (commits.isPresent() && commits.get().size() >= MOST_COMMITS) {
            return Reading.missing(
                    ReasonCode.ANSWER_INCOMPLETE,
                    pullRequest.label() + " has " + MOST_COMMITS + " commits or more, the most that GitHub lists");
        }
        if (commits.isPresent()
                && commits.get().stream().noneMatch(commit -> commit.sha().equals(pullRequest.head()))) {
            // Whoever is left out of the list could approve the change as if another had written it.
            return Reading.missing(
                    ReasonCode.ANSWER_INCOMPLETE,
                    "GitHub's " + commits.get().size() + " commits of " + pullRequest.label()
                            + " lack its final revision " + pullRequest.head().brief());
        }
        return commits;
    }

    @Override
    public Reading<List<Review>> reviews(PullRequest pullRequest) {
        return rest.list(below(pullRequest, "/reviews"), PullRequests::review);
    }

    @Override
    public Reading<Map<Integer, PullRequestHistory>> histories(
            RepositoryName repository, Collection<Integer> pullRequests) {
        return histories.of(repository, pullRequests);
    }

    @Override
    public Reading<Map<Integer, Account>> lastPushers(Collection<PullRequest> pullRequests) {
        return pushes.lastPushers(pullRequests);
    }

    @Override
    public Reading<Permission> permission(RepositoryName repository, Account user) {
        return rest.one(
                Rest.path(repository, "/collaborators/" + Percent.encode(user.login()) + "/permission"),
                fields -> new Permission(fields.text("permission")));
    }

    @Override
    public Reading<List<Check>> checks(RepositoryName repository, CommitId commit) {
        return checks.of(repository, commit);
    }

    @Override
    public Reading<String> file(RepositoryName repository, CommitId commit, String path) {
        return files.read(repository, commit, path);
    }

    private static String below(PullRequest pullRequest, String what) {
        return Rest.path(pullRequest.baseRepository(), "/pulls/" + pullRequest.number() + what);
    }
}
