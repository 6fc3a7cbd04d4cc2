package io.jenkins.plugins.itgc.history;

import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which decisions are wanted. What is absent or empty wants all.
 *
 * @param from recorded at this time or later
 * @param to recorded before this time
 * @param resolutions how they came out
 * @param reason why a control blocks
 */
public record DecisionFilter(
        Optional<String> service,
        Optional<String> environment,
        Optional<Instant> from,
        Optional<Instant> to,
        Set<Resolution> resolutions,
        Optional<ReasonCode> reason) {
    /** All decisions. */
    public static final DecisionFilter ALL = new DecisionFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), Optional.empty());

    public DecisionFilter {
        resolutions = Set.copyOf(resolutions);
    }

    boolean fits(DecisionSummary decision) {
        return service.map(decision.service()::equals).orElse(true)
                && environment.map(decision.environment()::equals).orElse(true)
                && (resolutions.isEmpty() || resolutions.contains(decision.resolution()))
                && reason.map(code -> decision.reasons().contains(code.name())).orElse(true);
    }
}
