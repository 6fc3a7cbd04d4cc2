package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.DecisionSummary;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.Resolution;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.ledger.Entry;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How decisions came out, for pages that show many runs: what can no longer change is kept. */
@Extension
public final class GateMarks {
    private static final Logger LOGGER = Logger.getLogger(GateMarks.class.getName());
    private static final int KEPT = 10_000;

    /** Gravest first. */
    private static final List<Resolution> GRAVITY = List.of(
            Resolution.BLOCKED,
            Resolution.NOT_DETERMINABLE,
            Resolution.OVERRIDDEN,
            Resolution.EMERGENCY,
            Resolution.OBSERVED,
            Resolution.ALLOWED,
            Resolution.OUT_OF_SCOPE);

    private final Map<Long, Resolution> kept = new LinkedHashMap<>();
    private @Nullable DeploymentLedger ledger;

    public static GateMarks get() {
        return ExtensionList.lookupSingleton(GateMarks.class);
    }

    /** The gravest of some decisions; nothing where the ledger does not tell. */
    public Optional<Resolution> gravest(List<Long> decisions) {
        try {
            DeploymentLedger now = ControllerLedger.get().open();
            Optional<Resolution> gravest = Optional.empty();
            for (long decision : decisions) {
                Optional<Resolution> one = resolution(now, decision);
                if (one.isPresent()
                        && gravest.filter(other -> isGraver(other, one.get())).isEmpty()) {
                    gravest = one;
                }
            }
            return gravest;
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot read decisions " + decisions + " from the ledger", e);
            return Optional.empty();
        }
    }

    private static boolean isGraver(Resolution one, Resolution other) {
        return Comparator.<Resolution>comparingInt(GRAVITY::indexOf).compare(one, other) <= 0;
    }

    private Optional<Resolution> resolution(DeploymentLedger now, long decision) throws IOException {
        Optional<Resolution> known = known(now, decision);
        if (known.isPresent()) {
            return known;
        }
        Optional<Entry> entry =
                now.ledger().entry(decision).filter(found -> found.kind().equals(EntryKind.DECISION.text()));
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        AuditTrail trail = now.about(decision).orElse(AuditTrail.NOTHING);
        Resolution resolution = DecisionSummary.of(entry.get(), trail).resolution();
        keep(now, decision, resolution);
        return Optional.of(resolution);
    }

    private synchronized Optional<Resolution> known(DeploymentLedger now, long decision) {
        if (ledger != now) {
            ledger = now;
            kept.clear();
        }
        return Optional.ofNullable(kept.get(decision));
    }

    private synchronized void keep(DeploymentLedger now, long decision, Resolution resolution) {
        boolean mayBeOverridden = resolution == Resolution.BLOCKED || resolution == Resolution.NOT_DETERMINABLE;
        if (ledger == now && !mayBeOverridden) {
            kept.put(decision, resolution);
            if (kept.size() > KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }
}
