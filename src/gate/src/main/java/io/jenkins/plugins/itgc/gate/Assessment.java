package io.jenkins.plugins.itgc.gate;

import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.policy.Policy;

/**
 * What the gate would decide, not recorded yet: nothing may go on by it.
 *
 * @param policy the policy it was decided by
 * @param decision what was decided
 * @param evidence what it was decided from
 */
public record Assessment(Policy policy, Decision decision, Evidence evidence) {
    public Assessment {
        if (!decision.policyHash().equals(policy.hash())) {
            throw new IllegalArgumentException("decided by policy " + decision.policyHash() + ", not " + policy.hash());
        }
    }
}
