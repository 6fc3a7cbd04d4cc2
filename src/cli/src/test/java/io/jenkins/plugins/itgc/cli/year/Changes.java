package io.jenkins.plugins.itgc.cli.year;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.ChangeCommit;
import io.jenkins.plugins.itgc.trace.Check;
import io.jenkins.plugins.itgc.trace.Comparison;
import io.jenkins.plugins.itgc.trace.Comparison.Link;
import io.jenkins.plugins.itgc.trace.Comparison.Status;
import io.jenkins.plugins.itgc.trace.Permission;
import io.jenkins.plugins.itgc.trace.PullRequest;
import io.jenkins.plugins.itgc.trace.PullRequestHistory;
import io.jenkins.plugins.itgc.trace.Review;
import io.jenkins.plugins.itgc.trace.SourceControl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A source control server in memory: repositories whose history is one straight line of merged pull requests. */
final class Changes implements SourceControl {
    private final Map<RepositoryName, List<Change>> lines = new HashMap<>();

    /** Merges a change now that was approved an hour before: at its last revision, or at an earlier one. */
    Change merge(RepositoryName repository, String author, Instant now, List<String> approvers, boolean stale) {
        List<Change> line = lines.computeIfAbsent(repository, name -> new ArrayList<>());
        int number = line.size() + 1;
        CommitId head = commit(repository, number, "head");
        CommitId seen = stale ? commit(repository, number, "first") : head;
        Instant approved = now.minus(Duration.ofHours(1));
        var reviews = new ArrayList<Review>();
        for (String approver : approvers) {
            reviews.add(new Review(
                    10L * number + reviews.size(),
                    Optional.of(new Account(approver, false)),
                    Review.State.APPROVED,
                    Optional.of(seen),
                    Optional.of(approved)));
        }
        var change = new Change(
                number, repository, author, head, commit(repository, number, "merged"), now, List.copyOf(reviews));
        line.add(change);
        return change;
    }

    private static CommitId commit(RepositoryName repository, int number, String what) {
        return new CommitId(
                Digests.sha256(repository + " " + number + " " + what).substring(0, 40));
    }

    private Change change(PullRequest pullRequest) {
        return lines.get(pullRequest.baseRepository()).get(pullRequest.number() - 1);
    }

    @Override
    public Reading<RepositoryName> presentName(RepositoryName repository) {
        return Reading.of(repository);
    }

    @Override
    public Reading<Comparison> compare(RepositoryName repository, CommitId base, CommitId head) {
        List<CommitId> line = lines.get(repository).stream().map(Change::merged).toList();
        int from = line.indexOf(base);
        int to = line.indexOf(head);
        if (to <= from) {
            return Reading.of(new Comparison(Status.BEHIND, head, List.of(), Reading.of(List.of())));
        }
        var links = new ArrayList<Link>();
        for (int i = from + 1; i <= to; i++) {
            links.add(new Link(line.get(i), List.of(line.get(i - 1)), List.of()));
        }
        return Reading.of(new Comparison(Status.AHEAD, base, links, Reading.of(List.of("src/Rounding.java"))));
    }

    @Override
    public Reading<List<PullRequest>> pullRequestsOf(RepositoryName repository, CommitId commit) {
        return Reading.of(lines.get(repository).stream()
                .filter(change -> change.merged().equals(commit))
                .map(Change::pullRequest)
                .toList());
    }

    @Override
    public Reading<PullRequest> pullRequest(RepositoryName repository, int number) {
        return Reading.of(lines.get(repository).get(number - 1).pullRequest());
    }

    @Override
    public Reading<List<ChangeCommit>> commits(PullRequest pullRequest) {
        List<Identity> author = List.of(change(pullRequest).account().identity());
        return Reading.of(List.of(new ChangeCommit(pullRequest.head(), "Round half even", author, author, List.of())));
    }

    @Override
    public Reading<List<Review>> reviews(PullRequest pullRequest) {
        return Reading.of(change(pullRequest).reviews());
    }

    @Override
    public Reading<Map<Integer, PullRequestHistory>> histories(
            RepositoryName repository, Collection<Integer> pullRequests) {
        return Reading.of(pullRequests.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        number -> new PullRequestHistory(
                                Optional.empty(),
                                Optional.of(
                                        lines.get(repository).get(number - 1).account())))));
    }

    @Override
    public Reading<Map<Integer, Account>> lastPushers(Collection<PullRequest> pullRequests) {
        return Reading.of(
                pullRequests.stream().collect(Collectors.toMap(PullRequest::number, pullRequest -> change(pullRequest)
                        .account())));
    }

    @Override
    public Reading<Permission> permission(RepositoryName repository, Account user) {
        return Reading.of(new Permission("write"));
    }

    @Override
    public Reading<List<Check>> checks(RepositoryName repository, CommitId commit) {
        return Reading.of(List.of());
    }

    @Override
    public Reading<String> file(RepositoryName repository, CommitId commit, String path) {
        return Reading.missing(ReasonCode.ROLLBACK_PLAN_NONE, "there is no file " + path);
    }
}
