package io.jenkins.plugins.itgc.jenkins.run;

import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.itgc.jenkins.screen.RunDecisions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.RunAction2;
import org.jspecify.annotations.Nullable;

/** What the gates of a run decided, as indexes of ledger entries; all else is read from the ledger. */
public final class ChangeGateAction implements RunAction2 {
    private final Set<Long> decisions = new LinkedHashSet<>();
    private transient @Nullable Run<?, ?> run;

    /** Adds a decision that was made for this run. */
    public synchronized void add(long decision) {
        decisions.add(decision);
    }

    /** The entries that decided, oldest first. */
    public synchronized List<Long> getDecisions() {
        return new ArrayList<>(decisions);
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
    }

    /** The run that this belongs to. */
    public Run<?, ?> getRun() {
        if (run == null) {
            throw new IllegalStateException("not attached to a run yet");
        }
        return run;
    }

    /** What the pages of this show. */
    public RunDecisions getScreen() {
        return new RunDecisions(this);
    }

    /** The remote API: the decisions with all that the page shows. */
    public Api getApi() {
        return new Api(getScreen());
    }

    @Override
    public String getIconFileName() {
        return "symbol-change-gate plugin-itgc-gate";
    }

    @Override
    public String getDisplayName() {
        return "Change gate";
    }

    @Override
    public String getUrlName() {
        return "change-gate";
    }
}
