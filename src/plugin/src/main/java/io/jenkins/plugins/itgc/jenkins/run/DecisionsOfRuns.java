package io.jenkins.plugins.itgc.jenkins.run;

import hudson.Extension;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.itgc.gate.ChangeGate;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.jenkins.judging.GateThreads;
import io.jenkins.plugins.itgc.jenkins.judging.Judge;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks at runs that are over: a script can catch a gate's failure and go on, and a run can die in the middle of a deployment.
 * Both are recorded, so that they are found.
 */
@Extension
public final class DecisionsOfRuns extends RunListener<Run<?, ?>> {
    private static final Logger LOGGER = Logger.getLogger(DecisionsOfRuns.class.getName());

    @Override
    public void onCompleted(Run<?, ?> run, TaskListener listener) {
        ChangeGateAction action = run.getAction(ChangeGateAction.class);
        if (action == null) {
            return;
        }
        Result result = run.getResult();
        boolean wentOn = result != null && result.isBetterOrEqualTo(Result.UNSTABLE);
        List<Long> decisions = action.getDecisions();
        GateThreads.get().execute(() -> look(run, decisions, wentOn));
    }

    private static void look(Run<?, ?> run, List<Long> decisions, boolean wentOn) {
        try {
            if (wentOn) {
                for (Recorded blocked : stillBlocked(decisions)) {
                    Judge.patient()
                            .gate()
                            .recordResult(
                                    blocked.entry().index(),
                                    Outcome.SUCCESS,
                                    blocked.evidence().at(),
                                    Instant.now());
                }
            }
            OpenDeployments.get().settle(run, decisions);
        } catch (IOException | GateException e) {
            LOGGER.log(Level.SEVERE, "Cannot record how " + run + " went on after its gates; look at it by hand", e);
        }
    }

    /** Decisions that blocked, where neither a later one of the same gate nor a person let the deployment go on. */
    private static List<Recorded> stillBlocked(List<Long> decisions) throws IOException {
        ChangeGate gate = Judge.patient().gate();
        var blocked = new ArrayList<Recorded>();
        Set<String> allowed = new HashSet<>();
        for (long index : decisions) {
            Optional<Recorded> recorded = gate.decided(index);
            if (recorded.isPresent()) {
                boolean goesOn = recorded.get().decision().allowed()
                        || Judge.ledger()
                                .about(index)
                                .flatMap(AuditTrail::override)
                                .isPresent();
                if (goesOn) {
                    allowed.add(recorded.get().evidence().request().deploymentId());
                } else {
                    blocked.add(recorded.get());
                }
            }
        }
        blocked.removeIf(
                recorded -> allowed.contains(recorded.evidence().request().deploymentId()));
        return blocked;
    }
}
