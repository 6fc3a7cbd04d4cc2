package io.jenkins.plugins.itgc.trace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.time.Instant;
import java.util.Optional;

/**
 * A pull request.
 *
 * @param number its number in the base repository
 * @param title its title, hostile text
 * @param body its description, hostile text; read for plans and tickets, and not recorded
 * @param url where people look at it
 * @param author who opened it; absent where the account was deleted
 * @param baseRepository where it was opened
 * @param baseRef the branch it is merged into
 * @param defaultBranch the base repository's default branch
 * @param headRepository where its commits come from; absent where that fork was deleted
 * @param headRef the branch its commits come from
 * @param head its last revision: once merged, the one that was merged
 * @param createdAt when it was opened
 * @param mergedAt when it was merged; absent where it is not
 * @param mergeCommit once merged: the merge commit, the squashed commit, or the last rebased one
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PullRequest(
        int number,
        String title,
        @JsonIgnore String body,
        String url,
        Optional<Account> author,
        RepositoryName baseRepository,
        String baseRef,
        String defaultBranch,
        Optional<RepositoryName> headRepository,
        String headRef,
        CommitId head,
        Instant createdAt,
        Optional<Instant> mergedAt,
        Optional<CommitId> mergeCommit) {
    @SuppressWarnings("ConstantValue") // a recorded pull request has no body
    public PullRequest {
        body = body == null ? "" : body;
    }

    /** How reasons speak of it: {@code #412}. */
    @JsonIgnore
    public String label() {
        return "#" + number;
    }
}
