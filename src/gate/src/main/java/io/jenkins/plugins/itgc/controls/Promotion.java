package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.util.List;
import java.util.Optional;

/** The same commit or artifact was deployed to the lower environment before, with success. */
final class Promotion implements Control {
    @Override
    public String id() {
        return "promotion";
    }

    @Override
    public String title() {
        return "promotion";
    }

    @Override
    public ControlResult judge(Evidence evidence, EffectivePolicy policy) {
        Optional<String> from = policy.settings().promotion().from();
        if (from.isEmpty()) {
            return ControlResult.notApplicable(this, "the policy names no lower environment");
        }
        return evidence.standing()
                .promoted()
                .map(prior -> ControlResult.of(
                        this,
                        List.of(),
                        List.of("deployed to " + from.get() + " " + Times.minute(prior.at()) + ", entry "
                                + prior.entry())))
                .orElseGet(() -> ControlResult.of(
                        this,
                        List.of(new Reason(
                                ReasonCode.PROMOTION_NONE,
                                "",
                                evidence.request()
                                                .artifactDigest()
                                                .orElse(evidence.request()
                                                        .commit()
                                                        .brief())
                                        + " was not deployed to " + from.get() + " with success")),
                        List.of()));
    }
}
