package io.jenkins.plugins.itgc.jenkins.ledger;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The one ledger of this controller, opened when it is first needed and closed when Jenkins ends. */
@Extension
public final class ControllerLedger {
    private @Nullable DeploymentLedger open;
    private @Nullable Path directory;

    public static ControllerLedger get() {
        return ExtensionList.lookupSingleton(ControllerLedger.class);
    }

    /**
     * The ledger in the configured directory; one that was open elsewhere is closed.
     *
     * @throws IOException where it cannot be opened; nothing may be allowed then
     */
    public synchronized DeploymentLedger open() throws IOException {
        Path configured = ChangeGateConfiguration.get().ledgerPath();
        if (open == null || !configured.equals(directory)) {
            close();
            open = new DeploymentLedger(FileLedger.open(configured, LedgerOptions.defaults()), configured);
            directory = configured;
        }
        return open;
    }

    /** Brings the checkpoint up to date and lets others open the ledger. */
    @Terminator
    public synchronized void close() throws IOException {
        if (open != null) {
            try (DeploymentLedger closing = open) {
                open = null;
            }
        }
    }
}
