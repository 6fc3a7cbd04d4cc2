package io.jenkins.plugins.itgc.jenkins.step;

import hudson.model.Run;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.jenkins.run.ChangeGateAction;
import java.io.IOException;

/** Notes in a run which decisions it has. */
final class DecisionsInRun {
    private DecisionsInRun() {}

    static void add(Run<?, ?> run, Recorded recorded) throws IOException {
        synchronized (run) {
            ChangeGateAction action = run.getAction(ChangeGateAction.class);
            if (action == null) {
                action = new ChangeGateAction();
                run.addAction(action);
            }
            action.add(recorded.entry().index());
        }
        run.save();
    }
}
