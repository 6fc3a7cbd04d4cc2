package io.jenkins.plugins.itgc.jenkins.judging;

import io.jenkins.plugins.itgc.controls.ControlResult;
import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.text.PlainText;
import java.util.List;
import java.util.stream.Stream;

/** What a decision lacks to be allowed. */
public final class Missing {
    private Missing() {}

    /** One line for each reason that blocks: harmless text. */
    public static List<String> lines(Decision decision) {
        return decision.blocking().flatMap(Missing::lines).distinct().toList();
    }

    /** The codes of the reasons that block, each once. */
    public static List<ReasonCode> codes(Decision decision) {
        return decision.blocking()
                .flatMap(Missing::reasons)
                .map(Reason::code)
                .distinct()
                .toList();
    }

    private static Stream<String> lines(ControlResult result) {
        return reasons(result).map(reason -> result.title() + ": " + text(reason));
    }

    private static Stream<Reason> reasons(ControlResult result) {
        return result.reasons().stream().filter(reason -> reason.code().kind() != ReasonCode.Kind.NOTE);
    }

    private static String text(Reason reason) {
        String subject = reason.detail().contains(reason.subject()) ? "" : reason.subject() + ": ";
        return PlainText.harmless(subject + reason.detail()) + " (" + reason.code() + ")";
    }
}
