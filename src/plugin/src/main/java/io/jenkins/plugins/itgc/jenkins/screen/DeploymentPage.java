package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.model.Api;
import hudson.model.ModelObject;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.history.OwedReview;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.permission.ChangeControlPermissions;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.ledger.verify.EntryProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** One recorded deployment, with its entry as it stands in the ledger and the review that it may owe. */
@ExportedBean(defaultVisibility = 999)
public final class DeploymentPage implements ModelObject {
    private static final String ACCEPT = "accept";
    private static final String REJECT = "reject";

    private final DecisionCard card;
    private final DecisionReader reader;

    DeploymentPage(DecisionCard card, DecisionReader reader) {
        this.card = card;
        this.reader = reader;
    }

    public Api getApi() {
        return new Api(this);
    }

    @Override
    public String getDisplayName() {
        return Messages.DeploymentPage_title(card.getEntry());
    }

    @Exported(inline = true)
    public DecisionCard getCard() {
        return card;
    }

    /** Whether the reader may review, and have gates checked again. */
    public boolean isMayReview() {
        return Jenkins.get().hasPermission(ChangeControlPermissions.REVIEW);
    }

    /** The review that is owed. */
    @Exported
    public @Nullable OwedRow getOwed() {
        Optional<OwedReview> owed = reader.ledger().history().owed(card.getEntry());
        return owed.map(review -> new OwedRow(review, Shown.now())).orElse(null);
    }

    /** The entry as it stands in the ledger. */
    public String getLine() throws IOException {
        return new String(EntryLine.of(entry()), StandardCharsets.UTF_8);
    }

    private Entry entry() throws IOException {
        return reader.ledger().ledger().entry(card.getEntry()).orElseThrow();
    }

    /** The line of the entry, byte for byte. */
    public HttpResponse doEntry() throws IOException {
        return new JsonAnswer(Optional.of("entry-" + card.getEntry() + ".json"), EntryLine.of(entry()));
    }

    /** Entry, proof and signed checkpoint: what shows to somebody without the ledger that the entry is in it. */
    public HttpResponse doProof() throws IOException {
        EntryProof proof = EntryProof.of(reader.ledger().ledger(), entry(), Optional.empty());
        return new JsonAnswer(Optional.of("proof-" + card.getEntry() + ".json"), CanonicalJson.bytes(Json.tree(proof)));
    }

    /** Records the review of the emergency or override. */
    @RequirePOST
    public HttpResponse doReview(@QueryParameter String verdict, @QueryParameter String comment) {
        Jenkins.get().checkPermission(ChangeControlPermissions.REVIEW);
        return Refusal.orElse(
                "review",
                person -> {
                    if (!ACCEPT.equals(verdict) && !REJECT.equals(verdict)) {
                        throw new GateException(Messages.DeploymentPage_verdict());
                    }
                    reader.gate()
                            .review(
                                    ChangeGateConfiguration.get().policy(),
                                    card.getEntry(),
                                    person,
                                    ACCEPT.equals(verdict),
                                    String.valueOf(comment));
                },
                ".",
                this);
    }
}
