package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.history.Resolution;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;

/** The engine's constants in the reader's words. */
final class Words {
    private Words() {}

    static String of(Resolution resolution) {
        return switch (resolution) {
            case ALLOWED -> Messages.Resolution_allowed();
            case EMERGENCY -> Messages.Resolution_emergency();
            case OVERRIDDEN -> Messages.Resolution_overridden();
            case OBSERVED -> Messages.Resolution_observed();
            case BLOCKED -> Messages.Resolution_blocked();
            case NOT_DETERMINABLE -> Messages.Resolution_notDeterminable();
            case OUT_OF_SCOPE -> Messages.Resolution_outOfScope();
        };
    }

    static String of(Mark mark) {
        return switch (mark) {
            case PASS -> Messages.Mark_pass();
            case FAIL -> Messages.Mark_fail();
            case UNKNOWN -> Messages.Mark_unknown();
            case WAIVED -> Messages.Mark_waived();
            case NONE, REMEDY, MORE -> Messages.Mark_none();
        };
    }

    static String of(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> Messages.Outcome_success();
            case FAILURE -> Messages.Outcome_failure();
            case ABORTED -> Messages.Outcome_aborted();
        };
    }
}
