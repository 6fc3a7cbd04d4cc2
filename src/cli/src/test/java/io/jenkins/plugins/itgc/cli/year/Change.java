package io.jenkins.plugins.itgc.cli.year;

import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.PullRequest;
import io.jenkins.plugins.itgc.trace.Review;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A pull request that was merged as one commit, with its reviews. */
record Change(
        int number,
        RepositoryName repository,
        String author,
        CommitId head,
        CommitId merged,
        Instant mergedAt,
        List<Review> reviews) {
    private static final String BODY = """
            Rounds half to even.

            ## Rollback
            Deploy the image before; no table changes its form, so nothing else is to be taken back.
            """;

    PullRequest pullRequest() {
        return new PullRequest(
                number,
                "Change " + number,
                BODY,
                "https://github.example/" + repository + "/pull/" + number,
                Optional.of(account()),
                repository,
                "main",
                "main",
                Optional.of(repository),
                "change-" + number,
                head,
                mergedAt.minus(Duration.ofHours(2)),
                Optional.of(mergedAt),
                Optional.of(merged));
    }

    Account account() {
        return new Account(author, false);
    }
}
