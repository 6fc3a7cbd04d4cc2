package io.jenkins.plugins.itgc.history;

import java.util.Optional;

/**
 * What was recorded about a decision after it.
 *
 * @param start the start of the deployment
 * @param result how it ended
 * @param override who let it go on although it was blocked
 * @param rejection who said that it stays blocked
 * @param review the review of the emergency
 */
public record AuditTrail(
        Optional<Filed<StartRecord>> start,
        Optional<Filed<ResultRecord>> result,
        Optional<Filed<OverrideRecord>> override,
        Optional<Filed<RejectionRecord>> rejection,
        Optional<Filed<ReviewRecord>> review) {
    /** Nothing was recorded. */
    public static final AuditTrail NOTHING =
            new AuditTrail(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
