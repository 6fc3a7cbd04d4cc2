package io.jenkins.plugins.itgc.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.evidence.Standing.OpenEmergency;
import io.jenkins.plugins.itgc.identity.Identity;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A review that an emergency owes: one that was declared and allowed, or a blocked decision that was overridden.
 *
 * @param decision index of the decision
 * @param override index of the entry that overrode it; absent where the emergency was declared
 * @param by who declared or overrode it
 * @param since when it was allowed or overridden, UTC
 * @param due until when it must be reviewed, as the policy of that time says
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record OwedReview(
        long decision,
        Optional<Long> override,
        String service,
        String environment,
        Optional<Identity> by,
        Instant since,
        Optional<Instant> due) {
    public OwedReview {
        Objects.requireNonNull(service);
        Objects.requireNonNull(environment);
        Objects.requireNonNull(since);
    }

    OpenEmergency emergency() {
        return new OpenEmergency(decision, environment, by, since);
    }
}
