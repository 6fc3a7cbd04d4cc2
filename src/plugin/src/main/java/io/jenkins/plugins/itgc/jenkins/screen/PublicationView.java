package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.jenkins.controltest.Works;
import io.jenkins.plugins.itgc.jenkins.permission.ChangeControlPermissions;
import io.jenkins.plugins.itgc.jenkins.publication.LastPublication;
import io.jenkins.plugins.itgc.jenkins.publication.LedgerPublication;
import java.io.IOException;
import java.util.Optional;
import jenkins.model.Jenkins;

/** How the ledger is published. */
public final class PublicationView {
    private final Optional<LastPublication> last;

    PublicationView() throws IOException {
        this.last = LedgerPublication.get().last();
    }

    public boolean isConfigured() {
        return LedgerPublication.isConfigured();
    }

    public boolean isMayPublish() {
        return Jenkins.get().hasPermission(ChangeControlPermissions.EXPORT);
    }

    public WorkView getWork() {
        return new WorkView(Works.get().at(LedgerPublication.PLACE));
    }

    /** Whether there was one. */
    public boolean isLast() {
        return last.isPresent();
    }

    public Tone getTone() {
        return isPublished() ? Tone.GOOD : Tone.BAD;
    }

    private boolean isPublished() {
        return last.filter(LastPublication::published).isPresent();
    }

    public String getWords() {
        return isPublished() ? Messages.PublicationView_published() : Messages.PublicationView_failed();
    }

    public String getText() {
        return last.map(LastPublication::text).orElse("");
    }

    public String getShownAt() {
        return last.map(LastPublication::at).map(Shown::minute).orElse("");
    }
}
