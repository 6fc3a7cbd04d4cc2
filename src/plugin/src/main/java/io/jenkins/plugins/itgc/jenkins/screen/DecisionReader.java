package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.gate.ChangeGate;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.history.DecisionPages;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Reads single decisions from the controller's ledger. */
final class DecisionReader {
    /** How far is looked for what followed an old decision. */
    private static final int BOUND = 5_000;

    private final DeploymentLedger ledger;

    DecisionReader() throws IOException {
        ledger = ControllerLedger.get().open();
    }

    /** The gate over the ledger, for what people decide; it reads no evidence. */
    ChangeGate gate() {
        return new ChangeGate(ledger, Clock.systemUTC(), Runnable::run);
    }

    DeploymentLedger ledger() {
        return ledger;
    }

    /** A decision with what followed it; empty where the entry is no decision. */
    Optional<DecisionCard> card(long entry) throws IOException {
        Optional<Recorded> recorded = entry < 0 ? Optional.empty() : gate().decided(entry);
        if (recorded.isEmpty()) {
            return Optional.empty();
        }
        var trail = new DecisionPages(ledger, BOUND).about(entry);
        return Optional.of(new DecisionCard(recorded.get(), trail, ConfiguredServers.links()));
    }
}
