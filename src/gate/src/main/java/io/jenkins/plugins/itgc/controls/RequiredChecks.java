package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.Settings.RequiredCheck;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.trace.Check;
import java.util.ArrayList;
import java.util.List;

/** Every check that the policy names succeeded on the deployed commit. */
final class RequiredChecks implements Control {
    @Override
    public String id() {
        return "required-checks";
    }

    @Override
    public String title() {
        return "required checks";
    }

    @Override
    public ControlResult judge(Evidence evidence, EffectivePolicy policy) {
        List<RequiredCheck> required = policy.settings().requiredChecks();
        if (required.isEmpty()) {
            return ControlResult.notApplicable(this, "the policy names none");
        }
        Reading<List<Check>> checks = evidence.checks()
                .orElseGet(() -> Reading.missing(ReasonCode.ANSWER_INCOMPLETE, "the checks were not gathered"));
        if (!checks.isPresent()) {
            return ControlResult.of(this, List.of(checks.why().about("checks")), List.of());
        }
        var reasons = new ArrayList<Reason>();
        var seen = new ArrayList<String>();
        for (RequiredCheck wanted : required) {
            List<Check> results = checks.get().stream()
                    .filter(check -> check.name().equals(wanted.name()))
                    .filter(check ->
                            wanted.app().isEmpty() || wanted.app().get().equals(check.app()))
                    .toList();
            if (results.isEmpty()) {
                reasons.add(new Reason(
                        ReasonCode.CHECK_MISSING,
                        wanted.name(),
                        "did not run on "
                                + evidence.request().commit().brief()
                                + wanted.app().map(app -> " by " + app).orElse("")));
            }
            for (Check check : results) {
                switch (check.state()) {
                    case SUCCESS -> seen.add(check.name() + ": " + check.said());
                    case PENDING -> reasons.add(new Reason(ReasonCode.CHECK_PENDING, check.name(), check.said()));
                    case FAILURE -> reasons.add(new Reason(ReasonCode.CHECK_FAILED, check.name(), check.said()));
                }
            }
        }
        return ControlResult.of(this, reasons, seen);
    }
}
