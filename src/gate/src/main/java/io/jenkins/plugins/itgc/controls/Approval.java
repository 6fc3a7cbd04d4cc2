package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.reason.ReasonCode.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Somebody's approval of a change, and all that speaks against counting it.
 *
 * @param by who approved
 * @param seen the approval in one line for people
 * @param against why it does not count; empty where it does
 */
record Approval(Identity by, String seen, List<Reason> against) {
    private static final Set<ReasonCode> REVISION =
            EnumSet.of(ReasonCode.APPROVAL_STALE, ReasonCode.APPROVAL_BEFORE_BASE_CHANGE);

    Approval {
        against = List.copyOf(against);
    }

    boolean counts() {
        return against.isEmpty();
    }

    /** Whether it would count if what could not be read turned out well. */
    boolean mayCount() {
        return !ControlResult.has(against, Kind.FAIL);
    }

    List<Reason> againstRevision() {
        return against.stream()
                .filter(reason -> REVISION.contains(reason.code()))
                .toList();
    }

    List<Reason> againstSeparation() {
        return against.stream()
                .filter(reason -> Involvement.CODES.contains(reason.code()))
                .toList();
    }
}
