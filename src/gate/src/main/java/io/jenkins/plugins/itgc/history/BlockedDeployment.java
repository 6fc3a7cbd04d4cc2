package io.jenkins.plugins.itgc.history;

import java.time.Instant;
import java.util.Objects;

/**
 * A deployment that is blocked now: the newest decision of its service and environment blocks, and nobody overrode it.
 *
 * @param decision index of that decision
 * @param at when it was made, UTC
 */
public record BlockedDeployment(long decision, String service, String environment, Instant at) {
    public BlockedDeployment {
        Objects.requireNonNull(service);
        Objects.requireNonNull(environment);
        Objects.requireNonNull(at);
    }
}
