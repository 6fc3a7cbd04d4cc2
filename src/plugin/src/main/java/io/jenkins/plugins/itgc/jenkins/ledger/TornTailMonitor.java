package io.jenkins.plugins.itgc.jenkins.ledger;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** Tells administrators that the last write to the ledger was cut off. */
@Extension
public final class TornTailMonitor extends AdministrativeMonitor {
    @Override
    public String getDisplayName() {
        return Messages.TornTailMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return ControllerLedger.get().tornTail().isPresent();
    }

    /** What happened and what to do, for the view. */
    public String getText() {
        return ControllerLedger.get().tornTail().orElse("");
    }

    /** Puts the message away until it happens again; {@code disable} would hide that, too. */
    @RequirePOST
    public HttpResponse doSeen() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        ControllerLedger.get().tornTailSeen();
        return HttpResponses.redirectViaContextPath("/manage");
    }
}
