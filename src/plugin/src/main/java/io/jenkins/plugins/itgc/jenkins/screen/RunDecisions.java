package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.jenkins.permission.ChangeControlPermissions;
import io.jenkins.plugins.itgc.jenkins.run.ChangeGateAction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The decisions of a run, read from the ledger. Whoever may see the run may see them. */
@ExportedBean(defaultVisibility = 999)
public final class RunDecisions {
    private final ChangeGateAction action;

    public RunDecisions(ChangeGateAction action) {
        this.action = action;
    }

    /** Oldest first; an entry that is no decision is left out. */
    @Exported(name = "decisions")
    public List<DecisionCard> getCards() throws IOException {
        var cards = new ArrayList<DecisionCard>();
        if (!action.getDecisions().isEmpty()) {
            var reader = new DecisionReader();
            for (long entry : action.getDecisions()) {
                reader.card(entry).ifPresent(cards::add);
            }
        }
        return cards;
    }

    /** The last decision: how the run stands with its gate. */
    public Optional<DecisionRow> last() throws IOException {
        List<DecisionCard> cards = getCards();
        return cards.isEmpty()
                ? Optional.empty()
                : Optional.of(cards.get(cards.size() - 1).getSummary());
    }

    /** Whether the reader may go on to Change control. */
    public boolean isControlVisible() {
        return Jenkins.get().hasPermission(ChangeControlPermissions.VIEW);
    }
}
