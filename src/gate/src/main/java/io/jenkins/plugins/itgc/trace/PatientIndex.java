package io.jenkins.plugins.itgc.trace;

import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.time.Duration;
import java.util.List;

/**
 * Asks an index that lags: an answer without a merged pull request is asked again, at growing intervals, until the time is
 * up. Only then does it mean that there is none.
 */
final class PatientIndex {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final SourceControl source;
    private final Duration patience;

    PatientIndex(SourceControl source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    Reading<List<PullRequest>> pullRequestsOf(RepositoryName repository, CommitId commit) {
        Duration left = patience;
        Duration pause = FIRST_PAUSE;
        while (true) {
            Reading<List<PullRequest>> answer = source.pullRequestsOf(repository, commit);
            boolean settled = !answer.isPresent()
                    || answer.get().stream()
                            .anyMatch(candidate -> candidate.mergedAt().isPresent());
            if (settled || left.compareTo(pause) < 0) {
                return answer;
            }
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Reading.missing(ReasonCode.SERVER_TIMEOUT, "interrupted while asking about " + commit.brief());
            }
            left = left.minus(pause);
            pause = pause.multipliedBy(2);
        }
    }
}
