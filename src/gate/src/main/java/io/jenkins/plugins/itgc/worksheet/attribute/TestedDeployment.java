package io.jenkins.plugins.itgc.worksheet.attribute;

import io.jenkins.plugins.itgc.controls.ControlResult;
import io.jenkins.plugins.itgc.controls.Controls;
import io.jenkins.plugins.itgc.controls.Outcome;
import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.request.ChangeType;
import java.time.Instant;
import java.util.Optional;

/**
 * All that the ledger has of one deployment.
 *
 * @param entry the decision's entry
 * @param made what it says
 * @param trail what followed it
 * @param policy the policy that decided, as the ledger keeps it; absent where it does not
 * @param proof whether the entries are those that were signed
 * @param asOf when the ledger was looked at: what is missing then is missing
 */
public record TestedDeployment(
        Entry entry,
        DecisionRecord made,
        AuditTrail trail,
        Optional<EffectivePolicy> policy,
        Proof proof,
        Instant asOf) {
    Evidence evidence() {
        return made.evidence();
    }

    /** What a control comes to when it is performed again from the recorded evidence. */
    ControlResult recomputed(String id) {
        EffectivePolicy asked = policy.orElseThrow();
        return Controls.ALL.stream()
                .filter(control -> control.id().equals(id))
                .findFirst()
                .orElseThrow()
                .judge(evidence(), asked);
    }

    /** Whether it was approved beforehand by a template that covers it. */
    boolean isStandardByRight() {
        return evidence().request().changeType() == ChangeType.STANDARD
                && recomputed("standard-change").outcome() == Outcome.PASS;
    }

    /** Whether it was let go on without approval beforehand: as an emergency by right, or by an override. */
    boolean isException() {
        return trail.override().isPresent()
                || made.evidence().request().changeType() == ChangeType.EMERGENCY
                        && made.decision().allowed();
    }
}
