package io.jenkins.plugins.itgc.jenkins.step;

import hudson.console.HyperlinkNote;
import hudson.model.TaskListener;
import io.jenkins.plugins.itgc.gate.DecisionText;
import io.jenkins.plugins.itgc.gate.DecisionText.Line;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.jenkins.judging.Missing;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a gate says in the build's log: the engine's own words.
 *
 * @param quiet only the verdict, with the codes of its reasons
 */
record GateLog(TaskListener listener, boolean quiet) {
    private static final int LABEL = 24;

    void decision(Recorded recorded) {
        DecisionText text = DecisionText.of(recorded, OptionalLong.empty());
        String codes = Missing.codes(recorded.decision()).stream()
                .map(ReasonCode::name)
                .collect(Collectors.joining(", "));
        say(text.verdict() + "  " + text.deployment() + (quiet && !codes.isEmpty() ? "  " + codes : ""));
        if (quiet) {
            return;
        }
        println("  " + text.change());
        text.lines().forEach(line -> println("  " + worded(line)));
        println("  "
                + HyperlinkNote.encodeTo("/" + GateResult.path(recorded.entry().index()), text.footer()));
    }

    private static String worded(Line line) {
        String label =
                line.label() + " ".repeat(Math.max(1, LABEL - line.label().length()));
        return line.mark().sign() + " " + label + line.text();
    }

    /** One line in the gate's name. */
    void say(String line) {
        println("[Change gate] " + line);
    }

    private void println(String line) {
        listener.getLogger().println(line);
    }
}
