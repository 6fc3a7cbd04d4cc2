package io.jenkins.plugins.itgc.gate;

import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.DeploymentHistory;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.ledger.Entry;
import java.io.IOException;
import java.util.Optional;

/** The decisions of a ledger that something is to be recorded about, and what was recorded about them. */
final class PastDecisions {
    private final DeploymentLedger ledger;

    PastDecisions(DeploymentLedger ledger) {
        this.ledger = ledger;
    }

    DecisionRecord decision(long index) throws GateException, IOException {
        return ledger.decision(index)
                .orElseThrow(() ->
                        new GateException("entry " + index + " is no decision; give the number of a decision's entry"));
    }

    AuditTrail trail(long decision) throws GateException, IOException {
        return ledger.about(decision)
                .orElseThrow(() -> new GateException("entry " + decision + " is older than the newest "
                        + DeploymentHistory.REMEMBERED_DECISIONS + " decisions; ask for a new decision"));
    }

    /**
     * @throws GateException where there is such an entry about the decision
     */
    static void refuse(long decision, String what, Optional<? extends Filed<?>> entry) throws GateException {
        if (entry.isPresent()) {
            throw new GateException("entry " + decision + " " + what + " already, entry "
                    + entry.get().entry().index());
        }
    }

    Optional<Recorded> recorded(long index) throws IOException {
        Optional<DecisionRecord> made = ledger.decision(index);
        if (made.isEmpty()) {
            return Optional.empty();
        }
        Entry entry = ledger.ledger().entry(index).orElseThrow();
        return Optional.of(new Recorded(entry, made.get().decision(), made.get().evidence()));
    }
}
