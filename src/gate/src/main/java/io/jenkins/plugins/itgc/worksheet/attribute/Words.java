package io.jenkins.plugins.itgc.worksheet.attribute;

import io.jenkins.plugins.itgc.reason.Reason;
import java.util.List;
import java.util.stream.Collectors;

/** Reasons in one line. */
final class Words {
    private Words() {}

    static String reasons(List<Reason> reasons) {
        return reasons.stream()
                .map(reason -> (reason.subject().isEmpty() || reason.detail().contains(reason.subject())
                                ? ""
                                : reason.subject() + ": ")
                        + reason.detail() + " (" + reason.code() + ")")
                .distinct()
                .collect(Collectors.joining("; "));
    }
}
