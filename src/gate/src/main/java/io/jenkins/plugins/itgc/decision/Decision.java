package io.jenkins.plugins.itgc.decision;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.controls.Control;
import io.jenkins.plugins.itgc.controls.ControlResult;
import io.jenkins.plugins.itgc.controls.Controls;
import io.jenkins.plugins.itgc.controls.Outcome;
import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.policy.BusinessDays;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.EffectivePolicy.Mode;
import io.jenkins.plugins.itgc.request.ChangeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The gate's decision on one deployment.
 *
 * @param verdict what the policy says
 * @param mode whether that binds
 * @param policyHash the policy it was decided by
 * @param controls what each control came to, in their order
 * @param waived ids of the controls that failed and do not block, because the change is an emergency or a standard change
 * @param reviewDue until when an allowed emergency must be reviewed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Decision(
        Verdict verdict,
        Mode mode,
        String policyHash,
        List<ControlResult> controls,
        List<String> waived,
        Optional<Instant> reviewDue) {
    /** What an emergency does without: approval beforehand, and the calendar. */
    private static final Set<String> WAIVED_BY_EMERGENCY =
            Set.of("approved-change", "final-revision", "separation-of-duties", "change-window");

    /** What a standard change has by its template. */
    private static final Set<String> WAIVED_BY_TEMPLATE =
            Set.of("approved-change", "final-revision", "separation-of-duties");

    public Decision {
        controls = List.copyOf(controls);
        waived = List.copyOf(waived);
    }

    /** Decides. Pure: the same policy and evidence always give the same decision. */
    public static Decision of(EffectivePolicy policy, Evidence evidence) {
        if (policy.mode() == Mode.OUT_OF_SCOPE) {
            return new Decision(
                    Verdict.OUT_OF_SCOPE, policy.mode(), policy.hash(), List.of(), List.of(), Optional.empty());
        }
        List<ControlResult> results = Controls.ALL.stream()
                .map((Control control) -> control.judge(evidence, policy))
                .toList();
        List<String> waived = results.stream()
                .filter(result -> result.outcome().blocks())
                .map(ControlResult::id)
                .filter(waivable(evidence.request().changeType(), results)::contains)
                .toList();
        List<Outcome> blocking = results.stream()
                .filter(result -> !waived.contains(result.id()))
                .map(ControlResult::outcome)
                .filter(Outcome::blocks)
                .toList();
        Verdict verdict = blocking.isEmpty()
                ? Verdict.ALLOWED
                : blocking.contains(Outcome.FAIL) ? Verdict.BLOCKED : Verdict.NOT_DETERMINABLE;
        return new Decision(
                verdict, policy.mode(), policy.hash(), results, waived, reviewDue(policy, evidence, verdict));
    }

    /** The controls that a change of this type may fail, if it is one by right. */
    private static Set<String> waivable(ChangeType type, List<ControlResult> results) {
        return switch (type) {
            case NORMAL -> Set.of();
            case EMERGENCY -> passed(results, "emergency-change") ? WAIVED_BY_EMERGENCY : Set.of();
            case STANDARD -> passed(results, "standard-change") ? WAIVED_BY_TEMPLATE : Set.of();
        };
    }

    private static boolean passed(List<ControlResult> results, String id) {
        return results.stream().anyMatch(result -> result.id().equals(id) && result.outcome() == Outcome.PASS);
    }

    private static Optional<Instant> reviewDue(EffectivePolicy policy, Evidence evidence, Verdict verdict) {
        boolean owes = verdict == Verdict.ALLOWED && evidence.request().changeType() == ChangeType.EMERGENCY;
        return Optional.of(policy.settings().emergency()).filter(rules -> owes).map(rules -> new BusinessDays(rules)
                .due(evidence.at()));
    }

    /**
     * This decision as one that was recorded earlier may be compared with it: without controls that the earlier one did not
     * know and that do not apply.
     */
    public Decision asOf(Decision earlier) {
        Set<String> known = earlier.controls.stream().map(ControlResult::id).collect(Collectors.toSet());
        return new Decision(
                verdict,
                mode,
                policyHash,
                controls.stream()
                        .filter(result -> known.contains(result.id()) || result.outcome() != Outcome.NOT_APPLICABLE)
                        .toList(),
                waived,
                reviewDue);
    }

    /** Whether the deployment may go on. */
    @JsonIgnore
    public boolean allowed() {
        return mode != Mode.ENFORCE || verdict == Verdict.ALLOWED;
    }

    /** The controls that block, or would if the mode were to enforce. */
    public Stream<ControlResult> blocking() {
        return controls.stream().filter(result -> result.outcome().blocks() && !waived.contains(result.id()));
    }
}
