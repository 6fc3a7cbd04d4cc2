package io.jenkins.plugins.itgc.simulated;

import io.jenkins.plugins.itgc.request.CommitId;
import java.util.List;

/**
 * A commit.
 *
 * @param author login of its author
 * @param committer login of its committer
 * @param date author and committer date, as whoever commits likes it
 * @param files what it changes
 */
record SimulatedCommit(
        CommitId sha,
        List<CommitId> parents,
        String message,
        String author,
        String committer,
        String date,
        List<String> files) {}
