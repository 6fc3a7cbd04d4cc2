package io.jenkins.plugins.itgc.trace;

import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Asks an index that lags: commits without a merged pull request are asked about again, all together, at growing intervals,
 * until the time is up. Only then does the answer mean that there is none. The time is that of the decision, not of a commit:
 * a hundred direct pushes wait no longer than one.
 */
final class PatientIndex {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final SourceControl source;
    private final RepositoryName repository;
    private final Executor executor;
    private Duration left;
    private Duration pause = FIRST_PAUSE;

    /**
     * @param patience how long to wait in all
     */
    PatientIndex(SourceControl source, RepositoryName repository, Duration patience, Executor executor) {
        this.source = source;
        this.repository = repository;
        this.left = patience;
        this.executor = executor;
    }

    /** What the index says of each commit. */
    Map<CommitId, Reading<List<PullRequest>>> pullRequestsOf(Collection<CommitId> commits) {
        var answers = new LinkedHashMap<CommitId, Reading<List<PullRequest>>>();
        Collection<CommitId> open = commits;
        while (true) {
            answers.putAll(ask(open));
            open = open.stream().filter(commit -> isOpen(answers.get(commit))).toList();
            if (open.isEmpty() || left.compareTo(pause) < 0) {
                return answers;
            }
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                open.forEach(commit -> answers.put(
                        commit,
                        Reading.missing(
                                ReasonCode.SERVER_TIMEOUT, "interrupted while asking about " + commit.brief())));
                return answers;
            }
            left = left.minus(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private Map<CommitId, Reading<List<PullRequest>>> ask(Collection<CommitId> commits) {
        var asked = new LinkedHashMap<CommitId, CompletableFuture<Reading<List<PullRequest>>>>();
        for (CommitId commit : commits) {
            asked.put(commit, CompletableFuture.supplyAsync(() -> source.pullRequestsOf(repository, commit), executor));
        }
        var answers = new LinkedHashMap<CommitId, Reading<List<PullRequest>>>();
        asked.forEach((commit, answer) -> answers.put(commit, answer.join()));
        return answers;
    }

    private static boolean isOpen(Reading<List<PullRequest>> answer) {
        return answer.isPresent()
                && answer.get().stream()
                        .noneMatch(candidate -> candidate.mergedAt().isPresent());
    }
}
