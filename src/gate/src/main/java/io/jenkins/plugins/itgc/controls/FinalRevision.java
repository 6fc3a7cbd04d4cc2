package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was approved is the revision that was merged, into the branch it was merged into. */
final class FinalRevision implements Control {
    @Override
    public String id() {
        return "final-revision";
    }

    @Override
    public String title() {
        return "final revision";
    }

    @Override
    public ControlResult judge(Evidence evidence, EffectivePolicy policy) {
        Optional<String> nothingNew = ChangeApprovals.nothingNew(evidence);
        if (nothingNew.isPresent()) {
            return ControlResult.notApplicable(this, nothingNew.get());
        }
        if (policy.settings().approvedChange().staleApprovals()) {
            return ControlResult.notApplicable(this, "the policy accepts approvals of earlier revisions");
        }
        var changes = new ChangeApprovals(evidence, policy);
        if (!changes.usesPullRequests()) {
            return ControlResult.notApplicable(this, "the policy asks for tickets");
        }
        var reasons = new ArrayList<Reason>();
        var seen = new ArrayList<String>();
        changes.decisivePullRequests().forEach((number, judged) -> {
            List<Approval> approvals = judged.approvals();
            String label = "#" + number;
            if (judged.outcome() == Outcome.NOT_DETERMINABLE && approvals.isEmpty()) {
                reasons.addAll(judged.reasons());
            } else if (approvals.isEmpty()) {
                reasons.add(new Reason(ReasonCode.APPROVAL_NONE, label, "no approval to compare with what was merged"));
            } else if (approvals.stream()
                    .anyMatch(approval -> approval.againstRevision().isEmpty())) {
                seen.add(label + ": an approval is of the merged head");
            } else {
                approvals.forEach(approval -> reasons.addAll(approval.againstRevision()));
            }
        });
        if (changes.decisivePullRequests().isEmpty()) {
            return ControlResult.notApplicable(this, "no pull request decides");
        }
        return ControlResult.of(this, reasons, seen);
    }
}
