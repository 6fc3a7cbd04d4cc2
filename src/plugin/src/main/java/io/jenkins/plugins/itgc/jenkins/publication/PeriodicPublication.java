package io.jenkins.plugins.itgc.jenkins.publication;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.config.PublicationSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;

/** Publishes the ledger as often as it is configured; looks each minute whether it is time. */
@Extension
public final class PeriodicPublication extends AsyncPeriodicWork {
    public PeriodicPublication() {
        super("Publishing of the change gate's ledger");
    }

    @Override
    public long getRecurrencePeriod() {
        return MIN;
    }

    @Override
    protected void execute(TaskListener listener) throws IOException {
        if (isDue(Instant.now())) {
            listener.getLogger()
                    .println(
                            LedgerPublication.get().begin()
                                    ? "Begun; Change control, Ledger says how it ends."
                                    : "Not begun: the one before is still under way.");
        }
    }

    /** Whether so much time has passed since the last one ended. */
    static boolean isDue(Instant now) throws IOException {
        PublicationSettings settings = ChangeGateConfiguration.get().getPublication();
        Optional<Duration> interval = settings == null ? Optional.empty() : settings.interval();
        if (interval.isEmpty()) {
            return false;
        }
        Optional<LastPublication> last = LedgerPublication.get().last();
        return last.isEmpty() || !now.isBefore(last.get().at().plus(interval.get()));
    }

    /** Said each minute otherwise. */
    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }
}
