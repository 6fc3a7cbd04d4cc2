package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.util.List;

/**
 * What one control came to.
 *
 * @param id the control's id
 * @param title its title for people
 * @param outcome pass, fail, not applicable or not determinable
 * @param reasons why it is not passed; where it is, what else is worth saying: approvals that did not count, notes
 * @param seen what was seen that speaks for it, one line each
 */
public record ControlResult(String id, String title, Outcome outcome, List<Reason> reasons, List<String> seen) {
    public ControlResult {
        reasons = List.copyOf(reasons);
        seen = List.copyOf(seen);
    }

    static ControlResult notApplicable(Control control, String why) {
        return new ControlResult(control.id(), control.title(), Outcome.NOT_APPLICABLE, List.of(), List.of(why));
    }

    /** The outcome that the reasons make: failed before not determinable before passed. */
    static ControlResult of(Control control, List<Reason> reasons, List<String> seen) {
        return new ControlResult(control.id(), control.title(), outcome(reasons), reasons, seen);
    }

    static Outcome outcome(List<Reason> reasons) {
        if (has(reasons, ReasonCode.Kind.FAIL)) {
            return Outcome.FAIL;
        }
        return has(reasons, ReasonCode.Kind.UNKNOWN) ? Outcome.NOT_DETERMINABLE : Outcome.PASS;
    }

    static boolean has(List<Reason> reasons, ReasonCode.Kind kind) {
        return reasons.stream().anyMatch(reason -> reason.code().kind() == kind);
    }
}
