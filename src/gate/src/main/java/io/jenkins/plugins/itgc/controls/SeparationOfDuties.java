package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.Settings.Role;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who approves did not write, push or deploy the change; who deploys did not write it. */
final class SeparationOfDuties implements Control {
    @Override
    public String id() {
        return "separation-of-duties";
    }

    @Override
    public String title() {
        return "separation of duties";
    }

    @Override
    public ControlResult judge(Evidence evidence, EffectivePolicy policy) {
        Optional<String> nothingNew = ChangeApprovals.nothingNew(evidence);
        if (nothingNew.isPresent()) {
            return ControlResult.notApplicable(this, nothingNew.get());
        }
        var reasons = new ArrayList<Reason>();
        var seen = new ArrayList<String>();
        var changes = new ChangeApprovals(evidence, policy);
        changes.decisivePullRequests()
                .forEach((number, judged) -> separate("#" + number, judged.approvals(), reasons, seen));
        changes.decisiveTickets()
                .forEach((ticket, judged) -> separate(ticket.key(), judged.approvals(), reasons, seen));
        reasons.addAll(againstDeployer(evidence, policy));
        if (reasons.isEmpty() && seen.isEmpty()) {
            return ControlResult.notApplicable(this, "nobody approved");
        }
        return ControlResult.of(this, reasons.stream().distinct().toList(), seen);
    }

    private static void separate(String subject, List<Approval> approvals, List<Reason> reasons, List<String> seen) {
        List<Approval> separate = approvals.stream()
                .filter(approval -> approval.againstSeparation().isEmpty())
                .toList();
        if (separate.isEmpty()) {
            approvals.forEach(approval -> reasons.addAll(approval.againstSeparation()));
        }
        separate.forEach(
                approval -> seen.add(subject + ": " + approval.by().id() + " approved and took no other part"));
    }

    private static List<Reason> againstDeployer(Evidence evidence, EffectivePolicy policy) {
        Set<Role> roles = policy.settings().separationOfDuties().deployerIsNot();
        if (roles.isEmpty()) {
            return List.of();
        }
        Optional<Identity> deployer = evidence.request().deployer();
        if (deployer.isEmpty()) {
            return List.of(new Reason(ReasonCode.DEPLOYER_UNKNOWN, "", "the request names no deployer"));
        }
        return Involvement.ofAll(evidence, policy.identities())
                .against(deployer.get(), roles, "deployer", ReasonCode.SEPARATION_DEPLOYER_AUTHOR);
    }
}
