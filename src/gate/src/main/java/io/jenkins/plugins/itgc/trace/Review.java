package io.jenkins.plugins.itgc.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.request.CommitId;
import java.time.Instant;
import java.util.Optional;

/**
 * One review of a pull request, as GitHub lists it.
 *
 * @param id GitHub's number for it
 * @param user who reviewed; absent where the account was deleted
 * @param state what was said
 * @param commit the revision that was reviewed; absent where GitHub no longer knows
 * @param submittedAt GitHub's time; absent for a review that is not submitted
 * @see <a href="https://docs.github.com/en/rest/pulls/reviews">GitHub REST: pull request reviews</a>
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Review(
        long id, Optional<Account> user, State state, Optional<CommitId> commit, Optional<Instant> submittedAt) {
    /** GitHub's review states. */
    public enum State {
        APPROVED,
        CHANGES_REQUESTED,
        COMMENTED,
        DISMISSED,
        PENDING;

        /** Whether the state replaces the reviewer's earlier opinion. */
        public boolean isOpinion() {
            return this == APPROVED || this == CHANGES_REQUESTED || this == DISMISSED;
        }
    }
}
