package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.evidence.Standing.PriorDeployment;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.Settings.Accept;
import io.jenkins.plugins.itgc.policy.Settings.RollbackRule;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.trace.Range;
import io.jenkins.plugins.itgc.trace.TracedCommit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every change in the range was brought by what the policy accepts, and that was approved. */
final class ApprovedChange implements Control {
    @Override
    public String id() {
        return "approved-change";
    }

    @Override
    public String title() {
        return "approved change";
    }

    @Override
    public ControlResult judge(Evidence evidence, EffectivePolicy policy) {
        if (!evidence.trace().range().isPresent()) {
            return ControlResult.of(this, List.of(evidence.trace().range().why().about("range")), List.of());
        }
        Range range = evidence.trace().range().get();
        return switch (range.kind()) {
            case NO_BASELINE ->
                ControlResult.of(
                        this,
                        List.of(new Reason(
                                ReasonCode.BASELINE_MISSING,
                                "",
                                "the ledger has no deployment of "
                                        + evidence.request().service() + " to "
                                        + evidence.request().environment())),
                        List.of());
            case IDENTICAL -> redeployment(evidence, range);
            case BEHIND -> rollback(evidence, policy, range);
            default -> changes(evidence, policy, range);
        };
    }

    private ControlResult redeployment(Evidence evidence, Range range) {
        Optional<PriorDeployment> before = evidence.standing().last();
        String what = range.head().brief() + " is what runs";
        if (before.isEmpty()) {
            return ControlResult.of(
                    this,
                    List.of(new Reason(
                            ReasonCode.BASELINE_MISSING, "", what + " by the request alone; the ledger knows of none")),
                    List.of());
        }
        return ControlResult.of(
                this,
                List.of(new Reason(ReasonCode.REDEPLOYMENT, "", what)),
                List.of("deployed before, entry " + before.get().decision()));
    }

    private ControlResult rollback(Evidence evidence, EffectivePolicy policy, Range range) {
        var note = new Reason(
                ReasonCode.ROLLBACK,
                "",
                range.head().brief() + " lies before "
                        + range.base().map(base -> base.brief()).orElse("the baseline"));
        Optional<PriorDeployment> before = evidence.standing().sameCommit();
        if (before.isPresent()) {
            return ControlResult.of(
                    this,
                    List.of(note),
                    List.of("deployed before, entry " + before.get().decision()));
        }
        return policy.settings().approvedChange().rollback() == RollbackRule.ANY
                ? ControlResult.of(this, List.of(note), List.of("the policy allows any rollback"))
                : ControlResult.of(
                        this,
                        List.of(
                                note,
                                new Reason(
                                        ReasonCode.ROLLBACK_TARGET_UNKNOWN,
                                        "",
                                        "the ledger has no successful deployment of "
                                                + range.head().brief() + " here")),
                        List.of());
    }

    private ControlResult changes(Evidence evidence, EffectivePolicy policy, Range range) {
        var approvals = new ChangeApprovals(evidence, policy);
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        var reasons = new ArrayList<Reason>(notes(evidence, range));
        for (TracedCommit commit : evidence.trace().commits()) {
            outcomes.add(approvals.of(commit));
            if (policy.settings().approvedChange().accept() != Accept.TICKET) {
                reasons.addAll(commit.reasons());
            }
        }
        mismatch(evidence).ifPresent(reason -> {
            outcomes.add(Outcome.FAIL);
            reasons.add(reason);
        });
        reasons.addAll(approvals.against());
        if (approvals.usesTickets() && evidence.tickets().isEmpty() && !outcomes.equals(Set.of(Outcome.PASS))) {
            reasons.add(new Reason(ReasonCode.TICKET_NONE, "", "neither the request nor the changes name one"));
        }
        List<String> seen = approvals.approvals().stream()
                .filter(Approval::counts)
                .map(Approval::seen)
                .distinct()
                .toList();
        return new ControlResult(
                id(), title(), worst(outcomes), reasons.stream().distinct().toList(), seen);
    }

    private static Outcome worst(Set<Outcome> outcomes) {
        return outcomes.contains(Outcome.FAIL)
                ? Outcome.FAIL
                : outcomes.equals(Set.of(Outcome.PASS)) ? Outcome.PASS : Outcome.NOT_DETERMINABLE;
    }

    private static List<Reason> notes(Evidence evidence, Range range) {
        var notes = new ArrayList<Reason>();
        if (range.kind() == Range.Kind.TIP_ONLY) {
            notes.add(new Reason(ReasonCode.TIP_ONLY, "", "only " + range.head().brief() + " is judged"));
        } else if (evidence.standing().last().isEmpty()) {
            notes.add(new Reason(
                    ReasonCode.BASELINE_NAMED,
                    "",
                    range.base().map(base -> base.brief()).orElse("none") + " is named by the request"));
        }
        if (range.kind() == Range.Kind.DIVERGED) {
            notes.add(new Reason(
                    ReasonCode.HISTORY_DIVERGED,
                    "",
                    "parted at " + range.mergeBase().map(base -> base.brief()).orElse("an unknown commit")));
        }
        return notes;
    }

    /** A pull request that the request names must bring the deployed commit. */
    private static Optional<Reason> mismatch(Evidence evidence) {
        DeploymentRequest request = evidence.request();
        return request.pullRequest()
                .filter(number -> evidence.trace().commits().stream()
                        .filter(commit -> commit.sha().equals(request.commit()))
                        .noneMatch(commit -> commit.pullRequests().contains(number)))
                .map(number -> new Reason(
                        ReasonCode.PULL_REQUEST_MISMATCH,
                        "#" + number,
                        "#" + number + " does not bring " + request.commit().brief()));
    }
}
