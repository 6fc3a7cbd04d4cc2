package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Api;
import hudson.model.ModelObject;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.controltest.Work;
import io.jenkins.plugins.itgc.jenkins.controltest.Works;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.permission.ChangeControlPermissions;
import io.jenkins.plugins.itgc.jenkins.publication.LedgerPublication;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.verify.Finding;
import io.jenkins.plugins.itgc.ledger.verify.LedgerVerifier;
import io.jenkins.plugins.itgc.ledger.verify.VerificationReport;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import net.sf.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.interceptor.RequirePOST;

/**
 * Verifies the controller's ledger in the background, one verification at a time for all readers. What the last one found is
 * shown until the next one, or until Jenkins restarts.
 */
@Extension
@ExportedBean(defaultVisibility = 999)
public final class Verification implements ModelObject {
    private static final Logger LOGGER = Logger.getLogger(Verification.class.getName());
    private static final int PERCENT = 100;

    private boolean running;
    private long done;
    private long total;
    private @Nullable Instant ended;
    private @Nullable VerificationReport report;
    private @Nullable String failure;

    public static Verification get() {
        return ExtensionList.lookupSingleton(Verification.class);
    }

    public Api getApi() {
        return new Api(this);
    }

    @Override
    public String getDisplayName() {
        return Messages.Verification_title();
    }

    /** Begins, unless one is under way. */
    @RequirePOST
    public HttpResponse doStart() throws IOException {
        ControllerLedger.get().open();
        Path directory = ChangeGateConfiguration.get().ledgerPath();
        if (begin()) {
            Timer.get().execute(() -> run(directory));
        }
        return HttpResponses.redirectTo(".");
    }

    public PublicationView getPublication() throws IOException {
        return new PublicationView();
    }

    /** Publishes what is new, in the background. */
    @RequirePOST
    public HttpResponse doPublish() throws IOException {
        Jenkins.get().checkPermission(ChangeControlPermissions.EXPORT);
        LedgerPublication.get().begin();
        return HttpResponses.redirectTo(".");
    }

    @RequirePOST
    public HttpResponse doStopPublishing() {
        Jenkins.get().checkPermission(ChangeControlPermissions.EXPORT);
        Works.get().at(LedgerPublication.PLACE).ifPresent(Work::stop);
        return HttpResponses.redirectTo(".");
    }

    /** How far publishing has come. */
    public HttpResponse doPublishing() throws IOException {
        return getPublication().getWork().progress();
    }

    private synchronized boolean begin() {
        if (running) {
            return false;
        }
        running = true;
        done = 0;
        total = 0;
        report = null;
        failure = null;
        return true;
    }

    private void run(Path directory) {
        String broke = Messages.Verification_broke();
        VerificationReport found = null;
        try {
            found = LedgerVerifier.verify(directory, Optional.empty(), this::progress);
        } catch (LedgerException e) {
            LOGGER.log(Level.WARNING, "Cannot verify the ledger in " + directory, e);
            broke = String.valueOf(e.getMessage());
        } finally {
            end(found, broke);
        }
    }

    private synchronized void progress(long bytes, long totalBytes) {
        done = bytes;
        total = totalBytes;
    }

    private synchronized void end(@Nullable VerificationReport found, String broke) {
        running = false;
        ended = Shown.now();
        report = found;
        failure = found == null ? broke : null;
    }

    @Exported
    public synchronized boolean isRunning() {
        return running;
    }

    /** How much is done, in percent. */
    @Exported
    public synchronized int getPercent() {
        return total == 0 ? 0 : (int) (done * PERCENT / total);
    }

    @Exported
    public synchronized @Nullable String getEnded() {
        return ended == null ? null : ended.toString();
    }

    public synchronized @Nullable String getShownEnded() {
        return ended == null ? null : Shown.minute(ended);
    }

    /** Whether nothing was found; absent before the first one ended. */
    @Exported
    public synchronized @Nullable Boolean getIntact() {
        return report == null ? null : report.intact();
    }

    @Exported
    public synchronized long getEntries() {
        return report == null ? 0 : report.entries();
    }

    @Exported
    public synchronized @Nullable String getRoot() {
        return report == null ? null : report.root().base64();
    }

    /** How many entries no checkpoint covers yet. */
    @Exported
    public synchronized long getEntriesAfterCheckpoint() {
        return report == null ? 0 : report.entriesAfterCheckpoint();
    }

    @Exported
    public synchronized List<String> getFindings() {
        return report == null
                ? List.of()
                : report.findings().stream()
                        .map(Finding::toString)
                        .map(PlainText::harmless)
                        .toList();
    }

    /** How many findings are not listed. */
    @Exported
    public synchronized long getUnlisted() {
        return report == null ? 0 : report.unlisted();
    }

    /** Why it could not be carried out. */
    @Exported
    public synchronized @Nullable String getFailure() {
        return failure;
    }

    /** How far it has come, for the page that waits. */
    public HttpResponse doProgress() {
        var answer = new JSONObject();
        answer.put("running", isRunning());
        answer.put("percent", getPercent());
        return new JsonAnswer(Optional.empty(), answer.toString().getBytes(StandardCharsets.UTF_8));
    }
}
