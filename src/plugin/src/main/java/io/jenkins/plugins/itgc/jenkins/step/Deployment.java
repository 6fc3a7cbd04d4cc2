package io.jenkins.plugins.itgc.jenkins.step;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.jenkins.judging.Judge;
import io.jenkins.plugins.itgc.jenkins.judging.Question;
import io.jenkins.plugins.itgc.jenkins.run.OpenDeployments;
import java.io.IOException;
import java.time.Instant;

/**
 * The deployment that a gate let go on, as the ledger is told of it. All may be said again after a restart, and is recorded once.
 *
 * @param decision the entry that let it go on
 */
record Deployment(long decision) {
    /**
     * Records the start; the deployment may begin when this returns.
     *
     * @throws GateException where the decision does not let it go on
     */
    void start(Question question, Run<?, ?> run, Instant at) throws IOException, GateException {
        requireSameLedger(question);
        OpenDeployments.get().started(decision, run);
        Judge.quick().gate().recordStart(decision, at);
    }

    /** Entries are known by their number, which means something else where the ledger was exchanged during a wait. */
    private void requireSameLedger(Question question) throws IOException {
        String deployment = question.request(1).deploymentId();
        boolean same = Judge.quick()
                .gate()
                .decided(decision)
                .filter(recorded -> recorded.evidence().request().deploymentId().equals(deployment))
                .isPresent();
        if (!same) {
            throw new AbortException(
                    "entry " + decision + " of the ledger is not about this deployment; start the deployment anew");
        }
    }

    /** Records the end, unless one is recorded. */
    void end(Outcome outcome, Instant started, Instant ended) throws IOException, GateException {
        boolean known =
                Judge.ledger().about(decision).flatMap(AuditTrail::result).isPresent();
        if (!known) {
            Judge.quick().gate().recordResult(decision, outcome, started, ended.isBefore(started) ? started : ended);
        }
        OpenDeployments.get().ended(decision);
    }
}
