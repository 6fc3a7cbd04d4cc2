package io.jenkins.plugins.itgc.jenkins.testing;

import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.request.ChangeType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A ledger of a period that is over: its clock was set back when it was written. A population is frozen only when its period
 * is over.
 */
public final class PastQuarter {
    /** The first day of the period. */
    public static final LocalDate FROM =
            LocalDate.now(ZoneOffset.UTC).minusMonths(1).withDayOfMonth(1);

    /** Its last day. */
    public static final LocalDate TO = FROM.withDayOfMonth(FROM.lengthOfMonth());

    private Instant now = FROM.plusDays(1).atTime(9, 0).toInstant(ZoneOffset.UTC);

    private PastQuarter() {}

    /**
     * Writes it: allowed deployments, one that was blocked, one that was blocked and overridden, and an emergency that nobody
     * reviewed.
     */
    public static void record(Path directory, int allowed, String service) throws Exception {
        new PastQuarter().write(directory, allowed, service);
    }

    private void write(Path directory, int allowed, String service) throws Exception {
        var options = LedgerOptions.defaults().withClock(() -> now);
        try (var ledger = new DeploymentLedger(FileLedger.open(directory, options), directory)) {
            var deployments = new RecordedDeployments(ledger);
            for (int i = 0; i < allowed; i++) {
                next(deployments);
                deployments.allowed(service);
            }
            next(deployments);
            deployments.blocked(service);
            next(deployments);
            long overridden = deployments.blocked(service);
            deployments
                    .gate()
                    .override(
                            RecordedDeployments.policy(),
                            overridden,
                            Identity.parse("jenkins:carla"),
                            "Payments are refused; incident 4712 allows no wait.");
            next(deployments);
            var change = deployments.change(Optional.empty());
            deployments.decide(
                    change,
                    deployments
                            .request(change, service, "production")
                            .changeType(ChangeType.EMERGENCY)
                            .justification("Payments are refused; incident 4711 allows no wait."));
        }
    }

    private void next(RecordedDeployments deployments) {
        now = now.plus(Duration.ofMinutes(40));
        deployments.at(now);
    }
}
