package io.jenkins.plugins.itgc.jenkins.step;

import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.jenkins.judging.Missing;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What a gate answers to the script that asked it. A script never sees one that blocks: it fails instead. */
public final class GateResult implements Serializable {
    private static final long serialVersionUID = 1;

    private final boolean allowed;
    private final long id;
    private final ArrayList<Integer> pullRequests;
    private final ArrayList<String> tickets;
    private final ArrayList<String> reasons;

    GateResult(boolean allowed, Recorded recorded) {
        this.allowed = allowed;
        this.id = recorded.entry().index();
        this.pullRequests = new ArrayList<>(recorded.evidence().trace().pullRequests().stream()
                .map(traced -> traced.pullRequest().number())
                .toList());
        this.tickets = new ArrayList<>(recorded.evidence().tickets().stream()
                .map(ticket -> ticket.key())
                .toList());
        this.reasons = new ArrayList<>(Missing.codes(recorded.decision()).stream()
                .map(code -> code.name().toUpperCase(Locale.ROOT))
                .toList());
    }

    /** Whether the deployment may go on; true as well where the environment is only observed or out of scope. */
    @Whitelisted
    public boolean isAllowed() {
        return allowed;
    }

    /** The ledger's entry. */
    @Whitelisted
    public long getId() {
        return id;
    }

    /** The page of the deployment; below Jenkins' address where that is configured. */
    @Whitelisted
    public String getUrl() {
        return url(id);
    }

    /** Numbers of the pull requests that are deployed. */
    @Whitelisted
    public List<Integer> getPullRequests() {
        return new ArrayList<>(pullRequests);
    }

    /** Keys of their tickets. */
    @Whitelisted
    public List<String> getTickets() {
        return new ArrayList<>(tickets);
    }

    /** Codes of what blocks, or would: empty unless the environment is only observed, or somebody overrode the gate. */
    @Whitelisted
    public List<String> getReasons() {
        return new ArrayList<>(reasons);
    }

    static String path(long decision) {
        return "change-control/deployment/" + decision + "/";
    }

    static String url(long decision) {
        String root = Jenkins.get().getRootUrl();
        return (root == null ? "/" : root) + path(decision);
    }

    @Override
    public String toString() {
        return "GateResult[allowed=" + allowed + ", id=" + id + ", reasons=" + reasons + "]";
    }
}
