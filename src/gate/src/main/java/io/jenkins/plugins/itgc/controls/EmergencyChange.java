package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.policy.BusinessDays;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.Settings.Emergency;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.ChangeType;
import java.util.ArrayList;
import java.util.List;

/** An emergency is justified, declared by somebody entitled to, and not one of many that nobody reviews. */
final class EmergencyChange implements Control {
    @Override
    public String id() {
        return "emergency-change";
    }

    @Override
    public String title() {
        return "emergency";
    }

    @Override
    public ControlResult judge(Evidence evidence, EffectivePolicy policy) {
        if (evidence.request().changeType() != ChangeType.EMERGENCY) {
            return ControlResult.notApplicable(this, "not declared as one");
        }
        Emergency rules = policy.settings().emergency();
        if (!rules.allowed()) {
            return ControlResult.of(
                    this,
                    List.of(new Reason(ReasonCode.EMERGENCY_NOT_ALLOWED, "", "in " + policy.environment())),
                    List.of());
        }
        var reasons = new ArrayList<Reason>();
        String justification = evidence.request().justification().orElse("").strip();
        if (justification.isEmpty()) {
            reasons.add(new Reason(ReasonCode.EMERGENCY_WITHOUT_JUSTIFICATION, "", "none was given"));
        }
        String declaredBy = evidence.request().deployer().map(Object::toString).orElse("nobody");
        if (evidence.request()
                .deployer()
                .filter(deployer -> policy.identities().isAmong(deployer, rules.who()))
                .isEmpty()) {
            reasons.add(new Reason(
                    ReasonCode.EMERGENCY_NOT_ENTITLED, "", declaredBy + " is not among those whom the policy lists"));
        }
        new OverdueReviews(rules).against(evidence.standing(), evidence.at()).ifPresent(reasons::add);
        if (reasons.isEmpty()) {
            reasons.add(new Reason(
                    ReasonCode.EMERGENCY_DECLARED,
                    "",
                    "by " + declaredBy + ", to be reviewed by "
                            + Times.minute(new BusinessDays(rules).due(evidence.at()))));
        }
        return ControlResult.of(this, reasons, List.of());
    }
}
