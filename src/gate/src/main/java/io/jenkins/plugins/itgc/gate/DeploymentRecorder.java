package io.jenkins.plugins.itgc.gate;

import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.history.ResultRecord;
import io.jenkins.plugins.itgc.history.StartRecord;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Records what became of deployments that were decided on. Looking and writing are one step under the ledger's monitor. */
final class DeploymentRecorder {
    private final DeploymentLedger ledger;
    private final PastDecisions past;

    DeploymentRecorder(DeploymentLedger ledger) {
        this.ledger = ledger;
        this.past = new PastDecisions(ledger);
    }

    Entry start(long decision, Instant startedAt) throws GateException, IOException {
        DecisionRecord made = past.decision(decision);
        DeploymentRequest request = made.evidence().request();
        synchronized (ledger) {
            AuditTrail trail = past.trail(decision);
            if (trail.start().isPresent()) {
                return trail.start().get().entry();
            }
            if (!mayGoOn(made.decision(), Optional.of(trail))) {
                throw new GateException(
                        "entry " + decision + " blocks this deployment and nobody overrode it;" + " it cannot start");
            }
            PastDecisions.refuse(decision, "has a result", trail.result());
            return ledger.append(
                    EntryKind.DEPLOYMENT_START,
                    new StartRecord(
                            decision,
                            request.deploymentId(),
                            request.service(),
                            request.environment(),
                            request.commit(),
                            true,
                            startedAt.truncatedTo(ChronoUnit.MILLIS)));
        }
    }

    Entry result(long decision, ResultRecord.Outcome outcome, Instant startedAt, Instant endedAt)
            throws GateException, IOException {
        DecisionRecord made = past.decision(decision);
        if (endedAt.isBefore(startedAt)) {
            throw new GateException("the deployment cannot end (" + endedAt + ") before it starts (" + startedAt + ")");
        }
        DeploymentRequest request = made.evidence().request();
        synchronized (ledger) {
            Optional<AuditTrail> trail = ledger.about(decision);
            var result = new ResultRecord(
                    decision,
                    request.deploymentId(),
                    request.service(),
                    request.environment(),
                    request.commit(),
                    request.artifactDigest(),
                    mayGoOn(made.decision(), trail),
                    outcome,
                    startedAt.truncatedTo(ChronoUnit.MILLIS),
                    endedAt.truncatedTo(ChronoUnit.MILLIS));
            Optional<Filed<ResultRecord>> before = trail.flatMap(AuditTrail::result);
            if (before.isEmpty()) {
                return ledger.append(EntryKind.DEPLOYMENT_RESULT, result);
            }
            if (before.get().body().equals(result)) {
                return before.get().entry();
            }
            throw new GateException("entry " + decision + " has a result already, entry "
                    + before.get().entry().index() + "; a result is never changed");
        }
    }

    private static boolean mayGoOn(Decision decision, Optional<AuditTrail> trail) {
        return decision.allowed() || trail.flatMap(AuditTrail::override).isPresent();
    }
}
