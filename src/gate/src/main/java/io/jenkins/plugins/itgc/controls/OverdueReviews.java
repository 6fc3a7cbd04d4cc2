package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Standing;
import io.jenkins.plugins.itgc.evidence.Standing.OpenEmergency;
import io.jenkins.plugins.itgc.policy.BusinessDays;
import io.jenkins.plugins.itgc.policy.Settings.Emergency;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The limit of overdue reviews: who owes too many has no further emergencies.
 *
 * @param rules the policy's rules of emergencies
 */
public record OverdueReviews(Emergency rules) {
    /** What speaks against a further emergency at this time, if anything does. */
    public Optional<Reason> against(Standing standing, Instant at) {
        var days = new BusinessDays(rules);
        List<Long> overdue = standing.openEmergencies().stream()
                .filter(open -> days.due(open.decidedAt()).isBefore(at))
                .map(OpenEmergency::entry)
                .toList();
        return overdue.size() <= rules.maximumOverdueReviews()
                ? Optional.empty()
                : Optional.of(new Reason(
                        ReasonCode.EMERGENCY_REVIEWS_OVERDUE,
                        "",
                        "entries " + overdue + " owe a review that is overdue; the policy bears "
                                + rules.maximumOverdueReviews()));
    }
}
