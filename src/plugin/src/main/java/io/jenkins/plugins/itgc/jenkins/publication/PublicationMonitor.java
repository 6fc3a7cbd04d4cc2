package io.jenkins.plugins.itgc.jenkins.publication;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.itgc.jenkins.screen.ChangeControl;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells administrators that the ledger could not be published, or contradicts what was published. */
@Extension
public final class PublicationMonitor extends AdministrativeMonitor {
    private static final Logger LOGGER = Logger.getLogger(PublicationMonitor.class.getName());

    @Override
    public String getDisplayName() {
        return Messages.PublicationMonitor_displayName();
    }

    @Override
    public boolean isActivated() {
        return LedgerPublication.isConfigured() && !getText().isEmpty();
    }

    /** What happened, for the view; empty where the last one succeeded, or there was none. */
    public String getText() {
        try {
            return LedgerPublication.get()
                    .last()
                    .filter(last -> !last.published())
                    .map(LastPublication::text)
                    .orElse("");
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "How the last publication ended cannot be read", e);
            return Messages.PublicationMonitor_unreadable();
        }
    }

    /** Where the ledger is published by hand. */
    public String getPlace() {
        return ChangeControl.URL + "/verification/";
    }
}
