package io.jenkins.plugins.itgc.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.request.CommitId;
import java.util.List;
import java.util.Optional;

/**
 * What is deployed: everything since the baseline.
 *
 * @param kind how the deployed commit stands to the baseline
 * @param base the baseline: what was deployed last with success, or what the request names
 * @param head the deployed commit
 * @param mergeBase where the histories part, for {@link Kind#DIVERGED}
 * @param files the files that the range changes
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Range(
        Kind kind, Optional<CommitId> base, CommitId head, Optional<CommitId> mergeBase, Reading<List<String>> files) {
    /** How the deployed commit stands to the baseline. */
    public enum Kind {
        /** It follows the baseline. */
        AHEAD,
        /** It is the baseline: a redeployment. */
        IDENTICAL,
        /** It lies before the baseline: a rollback. */
        BEHIND,
        /** It and the baseline have parted. */
        DIVERGED,
        /** There is no baseline, and the policy has the deployed commit judged alone. */
        TIP_ONLY,
        /** There is no baseline, and the policy asks for one. */
        NO_BASELINE
    }
}
