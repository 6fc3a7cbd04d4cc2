package io.jenkins.plugins.itgc.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.request.CommitId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the ledger says before the decision.
 *
 * @param last the last successful deployment of the service to the environment
 * @param sameCommit the last successful deployment of this very commit to the environment
 * @param promoted the last successful deployment of this commit or artifact to the lower environment
 * @param openEmergencies emergencies of the service whose review is owed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Standing(
        Optional<PriorDeployment> last,
        Optional<PriorDeployment> sameCommit,
        Optional<PriorDeployment> promoted,
        List<OpenEmergency> openEmergencies) {
    /**
     * A successful deployment in the ledger.
     *
     * @param entry index of the entry that recorded the outcome
     * @param decision index of the entry that recorded the decision
     * @param at when it ended
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record PriorDeployment(
            long entry, long decision, CommitId commit, Optional<String> artifactDigest, Instant at) {
        public PriorDeployment {
            Objects.requireNonNull(commit);
            Objects.requireNonNull(at);
        }
    }

    /**
     * An emergency that owes a review.
     *
     * @param entry index of its decision
     * @param declaredBy who declared it
     * @param decidedAt when it was allowed
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record OpenEmergency(long entry, String environment, Optional<Identity> declaredBy, Instant decidedAt) {
        public OpenEmergency {
            Objects.requireNonNull(decidedAt);
        }
    }
}
