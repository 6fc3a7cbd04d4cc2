package io.jenkins.plugins.itgc.jenkins.ledger;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** Tells administrators that the ledger cannot be opened, which blocks every deployment. */
@Extension
public final class LedgerTroubleMonitor extends AdministrativeMonitor {
    private static final Logger LOGGER = Logger.getLogger(LedgerTroubleMonitor.class.getName());

    @Override
    public String getDisplayName() {
        return Messages.LedgerTroubleMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return ControllerLedger.get().trouble().isPresent();
    }

    /** What happened and what to do, for the view. */
    public String getText() {
        return ControllerLedger.get().trouble().orElse("");
    }

    /** Tries to open it once more. */
    @RequirePOST
    public HttpResponse doRetry() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            ControllerLedger.get().open();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "shown again by this monitor", e);
        }
        return HttpResponses.redirectViaContextPath("/manage");
    }
}
