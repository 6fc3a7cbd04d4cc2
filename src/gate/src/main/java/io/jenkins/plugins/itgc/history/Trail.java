package io.jenkins.plugins.itgc.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * Where the entries are that followed a decision.
 *
 * @param decision index of the decision
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Trail(
        long decision,
        Optional<Long> start,
        Optional<Long> result,
        Optional<Long> override,
        Optional<Long> rejection,
        Optional<Long> review) {
    /** The trail of a decision that nothing followed. */
    static Trail of(long decision) {
        return new Trail(
                decision, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Trail withStart(long entry) {
        return new Trail(decision, Optional.of(entry), result, override, rejection, review);
    }

    Trail withResult(long entry) {
        return new Trail(decision, start, Optional.of(entry), override, rejection, review);
    }

    Trail withOverride(long entry) {
        return new Trail(decision, start, result, Optional.of(entry), rejection, review);
    }

    Trail withRejection(long entry) {
        return new Trail(decision, start, result, override, Optional.of(entry), review);
    }

    Trail withReview(long entry) {
        return new Trail(decision, start, result, override, rejection, Optional.of(entry));
    }
}
