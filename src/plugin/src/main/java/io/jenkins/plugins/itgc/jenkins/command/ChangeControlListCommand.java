package io.jenkins.plugins.itgc.jenkins.command;

import hudson.Extension;
import hudson.cli.CLICommand;
import io.jenkins.plugins.itgc.jenkins.permission.ChangeControlPermissions;
import io.jenkins.plugins.itgc.jenkins.screen.DecisionList;
import io.jenkins.plugins.itgc.jenkins.screen.DecisionQuery;
import io.jenkins.plugins.itgc.jenkins.screen.DecisionRow;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.args4j.Option;
import org.kohsuke.stapler.export.Flavor;
import org.kohsuke.stapler.export.ModelBuilder;

/** Lists decisions, newest first: the same that Change control shows. */
@Extension
public final class ChangeControlListCommand extends CLICommand {
    private static final int MISUSE = 3;

    private final Map<String, String> given = new HashMap<>();

    @Option(name = "--json", usage = "Answer as JSON, in the form of change-control/decisions of the remote API.")
    private boolean json;

    @Option(name = "--service", usage = "Decisions on this service.")
    public void setService(String service) {
        given.put("service", service);
    }

    @Option(name = "--environment", usage = "Decisions on this environment.")
    public void setEnvironment(String environment) {
        given.put("environment", environment);
    }

    @Option(name = "--from", usage = "From this day (2026-11-01) or time (2026-11-01T08:00:00Z) on.")
    public void setFrom(String from) {
        given.put("from", from);
    }

    @Option(name = "--to", usage = "Up to the end of this day, or before this time.")
    public void setTo(String to) {
        given.put("to", to);
    }

    @Option(
            name = "--outcome",
            usage = "allowed, emergency, overridden, observed, blocked, not-determinable, out-of-scope or exception.")
    public void setOutcome(String outcome) {
        given.put("outcome", outcome);
    }

    @Option(name = "--reason", usage = "Decisions that this reason code blocked, for example APPROVAL_NONE.")
    public void setReason(String reason) {
        given.put("reason", reason);
    }

    @Option(name = "--before", usage = "Only entries before this one: where the last answer ended.")
    public void setBefore(String before) {
        given.put("before", before);
    }

    @Option(name = "--limit", usage = "How many at most (default: 50).")
    public void setLimit(String limit) {
        given.put("size", limit);
    }

    @Override
    public String getName() {
        return "change-control-list";
    }

    @Override
    public String getShortDescription() {
        return Messages.ChangeControlListCommand_description();
    }

    @Override
    protected int run() throws Exception {
        Jenkins.get().checkPermission(ChangeControlPermissions.VIEW);
        var list = new DecisionList(new DecisionQuery(given::get));
        String error = list.getError();
        if (error != null) {
            stderr.println(error);
            return MISUSE;
        }
        if (json) {
            var text = new StringWriter();
            new ModelBuilder().get(DecisionList.class).writeTo(list, Flavor.JSON.createDataWriter(list, text));
            stdout.println(text);
        } else {
            list.getDecisions().forEach(row -> stdout.println(line(row)));
            tellTheRest(list.getOlder(), list.getShownLookedBackTo());
        }
        return 0;
    }

    private static String line(DecisionRow row) {
        return "%7d  %s  %-16s  %s → %s  %s  %s"
                .formatted(
                        row.getEntry(),
                        row.getAt(),
                        row.getResolution(),
                        row.getService(),
                        row.getEnvironment(),
                        row.getBriefCommit(),
                        String.join(",", row.getReasons()))
                .stripTrailing();
    }

    private void tellTheRest(@Nullable Long older, @Nullable String lookedBackTo) {
        if (older != null) {
            stderr.println(
                    lookedBackTo == null
                            ? Messages.ChangeControlListCommand_older(older.toString())
                            : Messages.ChangeControlListCommand_lookedBackTo(lookedBackTo, older.toString()));
        }
    }
}
