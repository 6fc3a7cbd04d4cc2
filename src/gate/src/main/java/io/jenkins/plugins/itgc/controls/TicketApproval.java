package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.evidence.Ticket;
import io.jenkins.plugins.itgc.evidence.Ticket.ServiceDeskApproval;
import io.jenkins.plugins.itgc.evidence.Ticket.Status;
import io.jenkins.plugins.itgc.evidence.Ticket.Transition;
import io.jenkins.plugins.itgc.evidence.TicketEvidence;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.Settings.TicketRules;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.trace.ChangeTrace.TracedPullRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether one ticket approves what it is linked to.
 *
 * @param approvals who approved it, whether that counts or not
 * @param reasons what is to say beside them
 * @param outcome whether the ticket approves
 */
record TicketApproval(List<Approval> approvals, List<Reason> reasons, Outcome outcome) {

    static TicketApproval of(TicketEvidence linked, Evidence evidence, EffectivePolicy policy) {
        if (!linked.ticket().isPresent()) {
            return new TicketApproval(
                    List.of(), List.of(linked.ticket().why().about(linked.key())), Outcome.NOT_DETERMINABLE);
        }
        return new Judge(linked, linked.ticket().get(), evidence, policy).judge();
    }

    List<Reason> against() {
        var all = new ArrayList<>(reasons);
        approvals.forEach(approval -> all.addAll(approval.against()));
        return all;
    }

    private record Judge(TicketEvidence linked, Ticket ticket, Evidence evidence, EffectivePolicy policy) {

        TicketApproval judge() {
            var approvals = new ArrayList<Approval>();
            var reasons = new ArrayList<Reason>();
            if (!ticket.key().equals(linked.key())) {
                reasons.add(reason(ReasonCode.TICKET_MOVED, linked.key() + " answers as " + ticket.key()));
            }
            if (!rules().projects().contains(ticket.project())) {
                reasons.add(
                        reason(ReasonCode.TICKET_MOVED_PROJECT, linked.key() + " lies in project " + ticket.project()));
            }
            if (rules().serviceDesk()) {
                judgeServiceDesk(approvals, reasons);
            } else {
                judgeTransitions(approvals, reasons);
            }
            var all = new ArrayList<>(reasons);
            approvals.forEach(approval -> all.addAll(approval.against()));
            return new TicketApproval(approvals, reasons, ControlResult.outcome(all));
        }

        private void judgeTransitions(List<Approval> approvals, List<Reason> reasons) {
            List<Transition> transitions = ticket.transitions();
            int newest = transitions.size() - 1;
            while (newest >= 0 && !isApproved(transitions.get(newest).to())) {
                newest--;
            }
            if (newest < 0) {
                reasons.add(reason(
                        ReasonCode.TICKET_NOT_APPROVED,
                        "never reached " + String.join(" or ", rules().approvedStatuses()) + "; its status is "
                                + ticket.status().name()));
                return;
            }
            Transition approved = transitions.get(newest);
            approved.by()
                    .ifPresentOrElse(
                            who -> approvals.add(approval(
                                    who, approved.at(), "to " + approved.to().name())),
                            () -> reasons.add(reason(
                                    ReasonCode.APPROVAL_BY_DELETED_ACCOUNT,
                                    "moved to " + approved.to().name() + " by an account that no longer exists")));
            if (newest < transitions.size() - 1) {
                Transition left = transitions.get(newest + 1);
                reasons.add(reason(
                        ReasonCode.TICKET_APPROVAL_VOIDED,
                        "approved by " + name(approved.by()) + " (to "
                                + approved.to().name() + ", "
                                + Times.minute(approved.at()) + "), left for "
                                + left.to().name() + " by "
                                + name(left.by()) + ", " + Times.minute(left.at())));
            } else if (!isApproved(ticket.status())) {
                reasons.add(reason(
                        ReasonCode.ANSWER_INCOMPLETE,
                        "its status is " + ticket.status().name() + ", which its history does not show"));
            }
        }

        private void judgeServiceDesk(List<Approval> approvals, List<Reason> reasons) {
            if (!ticket.serviceDesk().isPresent()) {
                reasons.add(ticket.serviceDesk().why().about(linked.key()));
                return;
            }
            if (ticket.serviceDesk().get().isEmpty()) {
                reasons.add(reason(ReasonCode.TICKET_NOT_APPROVED, "has no service desk approval"));
            }
            for (ServiceDeskApproval approval : ticket.serviceDesk().get()) {
                switch (approval.finalDecision()) {
                    case "approved" -> {
                        Instant at = approval.completedAt().orElse(Instant.MAX);
                        if (approval.approvers().isEmpty() || at.equals(Instant.MAX)) {
                            reasons.add(reason(
                                    ReasonCode.ANSWER_INCOMPLETE,
                                    "approval \"" + approval.name() + "\" does not say by whom and when"));
                        } else {
                            approval.approvers()
                                    .forEach(who ->
                                            approvals.add(approval(who, at, "approval \"" + approval.name() + "\"")));
                        }
                    }
                    case "declined" ->
                        reasons.add(reason(
                                ReasonCode.TICKET_APPROVAL_DECLINED,
                                "approval \"" + approval.name() + "\" was declined"));
                    default ->
                        reasons.add(reason(
                                ReasonCode.TICKET_APPROVAL_PENDING,
                                "approval \"" + approval.name() + "\" is " + approval.finalDecision()));
                }
            }
        }

        private Approval approval(Identity who, Instant at, String how) {
            var against = new ArrayList<Reason>();
            if (at.isAfter(evidence.at())) {
                against.add(reason(ReasonCode.TICKET_APPROVED_LATE, "approved " + Times.minute(at)));
            }
            List<Integer> changes = linked.pullRequest()
                    .map(List::of)
                    .orElseGet(() -> evidence.trace().pullRequests().stream()
                            .map(TracedPullRequest::pullRequest)
                            .map(pullRequest -> pullRequest.number())
                            .toList());
            var involvement = new Involvement(evidence, changes, policy.identities());
            involvement.add(ticket);
            if (linked.pullRequest().isEmpty()) {
                involvement.add(evidence.trace().commits());
            }
            against.addAll(involvement.against(
                    who, rules().approverIsNot(), linked.key(), ReasonCode.TICKET_APPROVER_INVOLVED));
            return new Approval(
                    who, linked.key() + ": approved by " + who.id() + " (" + how + "), " + Times.minute(at), against);
        }

        private boolean isApproved(Status status) {
            return rules().approvedStatuses().contains(status.id())
                    || rules().approvedStatuses().contains(status.name());
        }

        private TicketRules rules() {
            return policy.settings().tickets();
        }

        private static String name(Optional<Identity> who) {
            return who.map(Identity::id).orElse("a deleted account");
        }

        private Reason reason(ReasonCode code, String detail) {
            return new Reason(code, linked.key(), detail);
        }
    }
}
