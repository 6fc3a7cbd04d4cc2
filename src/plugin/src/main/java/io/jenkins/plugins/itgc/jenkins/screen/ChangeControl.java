package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.Extension;
import hudson.model.Api;
import hudson.model.RootAction;
import io.jenkins.plugins.itgc.history.BlockedDeployment;
import io.jenkins.plugins.itgc.history.DeploymentHistory;
import io.jenkins.plugins.itgc.history.OwedReview;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.permission.ChangeControlPermissions;
import io.jenkins.plugins.itgc.jenkins.waiting.WaitingGate;
import io.jenkins.plugins.itgc.jenkins.waiting.WaitingGates;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import jenkins.security.stapler.StaplerDispatchable;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The page of release managers and auditors: what waits, what owes a review, and all decisions. */
@Extension
@ExportedBean(defaultVisibility = 999)
public final class ChangeControl implements RootAction, StaplerProxy {
    /** Where it lies below Jenkins' root. */
    public static final String URL = "change-control";

    /** The plugin's own symbol. */
    static final String SYMBOL = "symbol-change-gate plugin-itgc-gate";

    /** Most rows of a list that has no pages. */
    private static final int MOST = 200;

    /** Rows of a list that has a page of its own. */
    private static final int FEW = 10;

    @Override
    public @Nullable String getIconFileName() {
        return Jenkins.get().hasPermission(ChangeControlPermissions.VIEW) ? SYMBOL : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.ChangeControl_title();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    /** Everything below needs the permission. */
    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(ChangeControlPermissions.VIEW);
        return this;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** Whether the reader may review, and have gates checked again. */
    public boolean isMayReview() {
        return Jenkins.get().hasPermission(ChangeControlPermissions.REVIEW);
    }

    /** Whether the reader may override and turn down. */
    public boolean isMayOverride() {
        return Jenkins.get().hasPermission(ChangeControlPermissions.OVERRIDE);
    }

    /** Whether the reader may test the control, and publish. */
    public boolean isMayExport() {
        return Jenkins.get().hasPermission(ChangeControlPermissions.EXPORT);
    }

    /** The gates that wait, the one that waits longest first. */
    @Exported(name = "waiting")
    public List<WaitingRow> getWaitingGates() {
        Instant now = Shown.now();
        return WaitingGates.get().oldestFirst().stream()
                .limit(MOST)
                .map(gate -> new WaitingRow(gate, now))
                .toList();
    }

    /** How many gates wait. */
    @Exported
    public int getWaitingCount() {
        return WaitingGates.get().oldestFirst().size();
    }

    /** What is blocked and does not wait, oldest first. */
    @Exported
    public List<BlockedRow> getBlocked() throws IOException {
        Set<Long> waiting = WaitingGates.get().oldestFirst().stream()
                .map(WaitingGate::decision)
                .collect(Collectors.toSet());
        var reader = new DecisionReader();
        Instant now = Shown.now();
        List<BlockedDeployment> blocked = history().blockedNow().stream()
                .filter(one -> !waiting.contains(one.decision()))
                .limit(MOST)
                .toList();
        var rows = new ArrayList<BlockedRow>();
        for (BlockedDeployment one : blocked) {
            Optional<DecisionCard> card = reader.card(one.decision());
            rows.add(new BlockedRow(
                    one,
                    card.map(found -> found.getSummary().getReasons()).orElse(List.of()),
                    card.map(found -> found.getSummary().getRun()).orElse(null),
                    now));
        }
        return rows;
    }

    /** The reviews that are owed, the one due first first. */
    @Exported
    public List<OwedRow> getOwed() throws IOException {
        Instant now = Shown.now();
        return history().owed().stream()
                .sorted(Comparator.comparing((OwedReview owed) -> owed.due().orElse(owed.since()))
                        .thenComparing(OwedReview::decision))
                .limit(MOST)
                .map(owed -> new OwedRow(owed, now))
                .toList();
    }

    /** The decisions that the request's parameters ask for. */
    @StaplerDispatchable
    @Exported(name = "page")
    public DecisionList getDecisions() {
        var request = Stapler.getCurrentRequest2();
        return new DecisionList(new DecisionQuery(name -> request == null ? null : request.getParameter(name)));
    }

    @StaplerDispatchable
    public Deployments getDeployment() {
        return new Deployments();
    }

    /** A gate that waits; nothing where it no longer does. */
    @StaplerDispatchable
    public @Nullable WaitingPage getWaiting(String id) {
        return WaitingGates.get().find(id).map(WaitingPage::new).orElse(null);
    }

    @StaplerDispatchable
    public Verification getVerification() {
        return Verification.get();
    }

    /** The exceptions that are not closed, as many as fit on the first page. */
    public ExceptionList getOpenExceptions() {
        return new ExceptionList(FEW);
    }

    @StaplerDispatchable
    public ExceptionList getExceptions() {
        return new ExceptionList();
    }

    @StaplerDispatchable
    public TestingPage getTesting() {
        return new TestingPage();
    }

    private static DeploymentHistory history() throws IOException {
        return ControllerLedger.get().open().history();
    }
}
