package io.jenkins.plugins.itgc.worksheet.attribute;

import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.util.List;

/**
 * What one attribute of one change came to.
 *
 * @param text why
 */
record Finding(Result result, String text) {
    /** A finding by what speaks against the attribute. */
    static Finding of(List<Reason> against) {
        boolean fails = against.stream().anyMatch(reason -> reason.code().kind() == ReasonCode.Kind.FAIL);
        return new Finding(fails ? Result.FAIL : Result.NOT_DETERMINABLE, Words.reasons(against));
    }

    /** The one that says more: a failure, what cannot be told, what was shown, what was not asked. */
    static Result worse(Result one, Result other) {
        for (Result result : List.of(Result.FAIL, Result.NOT_DETERMINABLE, Result.PASS)) {
            if (one == result || other == result) {
                return result;
            }
        }
        return Result.NOT_APPLICABLE;
    }
}
