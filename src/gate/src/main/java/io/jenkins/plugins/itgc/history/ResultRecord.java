package io.jenkins.plugins.itgc.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.request.CommitId;
import java.time.Instant;
import java.util.Optional;

/**
 * The body of a {@code deployment-result} entry: how a deployment ended.
 *
 * @param decision index of the entry that decided on it
 * @param deploymentId the deployment
 * @param allowed whether it was allowed; one that went on all the same is recorded, and is no baseline for later ones
 * @param outcome how it ended
 * @param startedAt when it started, UTC
 * @param endedAt when it ended, UTC
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ResultRecord(
        long decision,
        String deploymentId,
        String service,
        String environment,
        CommitId commit,
        Optional<String> artifactDigest,
        boolean allowed,
        Outcome outcome,
        Instant startedAt,
        Instant endedAt) {
    /** How a deployment ended. */
    public enum Outcome {
        SUCCESS,
        FAILURE,
        ABORTED
    }
}
