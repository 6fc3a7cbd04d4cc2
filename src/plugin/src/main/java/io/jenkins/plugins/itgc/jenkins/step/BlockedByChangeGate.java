package io.jenkins.plugins.itgc.jenkins.step;

import hudson.model.TaskListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jenkins.model.CauseOfInterruption;

/** Why a run went no further: its gate blocks the deployment. Kept with the run. */
public final class BlockedByChangeGate extends CauseOfInterruption {
    private static final long serialVersionUID = 1;

    private final long decision;
    private final String deployment;
    private final String why;
    private final ArrayList<String> lines;

    /**
     * @param decision the ledger's entry
     * @param deployment service and environment
     * @param why one line beside the reasons; empty where they say all
     * @param lines what is missing
     */
    BlockedByChangeGate(long decision, String deployment, String why, List<String> lines) {
        this.decision = decision;
        this.deployment = deployment;
        this.why = why;
        this.lines = new ArrayList<>(lines);
    }

    /** The ledger's entry that blocks. */
    public long getDecision() {
        return decision;
    }

    /** What is missing, one line each. */
    public List<String> getLines() {
        return new ArrayList<>(lines);
    }

    /** Where the deployment is looked at, below Jenkins' address. */
    public String getPath() {
        return GateResult.path(decision);
    }

    @Override
    public String getShortDescription() {
        return "Blocked by change gate: " + deployment + (why.isEmpty() ? "" : ", " + why);
    }

    @Override
    public void print(TaskListener listener) {
        listener.getLogger().println(getShortDescription());
        listener.getLogger().println("What is missing, and what can be done: " + GateResult.url(decision));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockedByChangeGate that && decision == that.decision && why.equals(that.why);
    }

    @Override
    public int hashCode() {
        return Objects.hash(decision, why);
    }
}
