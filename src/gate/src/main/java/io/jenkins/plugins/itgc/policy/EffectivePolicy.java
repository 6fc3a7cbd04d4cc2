package io.jenkins.plugins.itgc.policy;

import io.jenkins.plugins.itgc.identity.IdentityMap;
import java.util.Optional;

/**
 * The policy as it holds for one service and environment.
 *
 * @param hash SHA-256 of the whole policy as canonical JSON (RFC 8785), hexadecimal
 * @param service the service
 * @param environment the environment
 * @param mode whether its decisions bind
 * @param outOfScope why the environment is out of scope, where it is
 * @param settings what is asked for
 * @param identities who is the same person
 */
public record EffectivePolicy(
        String hash,
        String service,
        String environment,
        Mode mode,
        Optional<String> outOfScope,
        Settings settings,
        IdentityMap identities) {
    /** Whether decisions bind. */
    public enum Mode {
        /** Blocked is blocked. */
        ENFORCE,
        /** Decided and recorded, and never blocked: for roll-out. */
        OBSERVE,
        /** Recorded with the reason, and not judged. */
        OUT_OF_SCOPE
    }
}
