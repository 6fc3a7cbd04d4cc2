package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;

/**
 * A control: judges the evidence of one deployment against the policy. Pure: the same evidence and policy always give the
 * same result, whatever the time or the place.
 */
public interface Control {
    /** Its name in ledgers and worksheets; never changes. */
    String id();

    /** Its name for people. */
    String title();

    ControlResult judge(Evidence evidence, EffectivePolicy policy);
}
