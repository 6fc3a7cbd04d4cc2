package io.jenkins.plugins.itgc.jenkins.run;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.history.StartRecord;
import io.jenkins.plugins.itgc.jenkins.judging.Judge;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * Deployments that were started and have not ended, with their runs. Where a run is over and left its deployment open, because
 * Jenkins was killed and could not go on with it, or somebody deleted it, its end is recorded here: looked for when a run ends,
 * soon after Jenkins starts, and every ten minutes.
 */
@Extension
public final class OpenDeployments extends AsyncPeriodicWork {
    private static final Logger LOGGER = Logger.getLogger(OpenDeployments.class.getName());

    private @Nullable TreeMap<Long, String> runs;

    public OpenDeployments() {
        super("Change gate: deployments that were left open");
    }

    public static OpenDeployments get() {
        return ExtensionList.lookupSingleton(OpenDeployments.class);
    }

    /** Remembers one that is about to start; durable when this returns. */
    public synchronized void started(long decision, Run<?, ?> run) throws IOException {
        if (!run.getExternalizableId().equals(runs().put(decision, run.getExternalizableId()))) {
            save();
        }
    }

    /** Forgets one whose end is recorded. */
    public synchronized void ended(long decision) throws IOException {
        if (runs().remove(decision) != null) {
            save();
        }
    }

    private synchronized Map<Long, String> copy() throws IOException {
        return new TreeMap<>(runs());
    }

    @SuppressWarnings("unchecked") // this class alone writes the file
    private TreeMap<Long, String> runs() throws IOException {
        if (runs == null) {
            XmlFile file = file();
            runs = file.exists() ? (TreeMap<Long, String>) file.read() : new TreeMap<>();
        }
        return runs;
    }

    private void save() throws IOException {
        file().write(runs());
    }

    private static XmlFile file() {
        return new XmlFile(
                Jenkins.XSTREAM2, new File(Jenkins.get().getRootDir(), "itgc-gate" + File.separator + "open.xml"));
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.MINUTES.toMillis(10);
    }

    @Override
    public long getInitialDelay() {
        return TimeUnit.MINUTES.toMillis(1);
    }

    @Override
    protected void execute(TaskListener listener) throws IOException {
        settle();
    }

    /** Records the end of all whose runs are over. */
    public void settle() throws IOException {
        for (Map.Entry<Long, String> open : copy().entrySet()) {
            Run<?, ?> run = Run.fromExternalizableId(open.getValue());
            if (run == null || !run.isBuilding()) {
                settle(open.getKey(), run);
            }
        }
    }

    /** Records the end of those of a run that is over. */
    void settle(Run<?, ?> run, List<Long> decisions) throws IOException {
        for (long decision : copy().keySet()) {
            if (decisions.contains(decision)) {
                settle(decision, run);
            }
        }
    }

    private void settle(long decision, @Nullable Run<?, ?> run) throws IOException {
        Optional<AuditTrail> trail = Judge.ledger().about(decision);
        Optional<StartRecord> start = trail.flatMap(AuditTrail::start).map(filed -> filed.body());
        try {
            if (start.isPresent() && trail.flatMap(AuditTrail::result).isEmpty()) {
                Judge.patient()
                        .gate()
                        .recordResult(
                                decision,
                                outcome(run),
                                start.get().startedAt(),
                                end(run, start.get().startedAt()));
            }
            ended(decision);
        } catch (GateException e) {
            LOGGER.log(Level.WARNING, "Cannot record how the deployment of entry " + decision + " ended", e);
        }
    }

    /** It did not end well: its gate would have said so. */
    private static Outcome outcome(@Nullable Run<?, ?> run) {
        return run == null || Result.ABORTED.equals(run.getResult()) ? Outcome.ABORTED : Outcome.FAILURE;
    }

    private static Instant end(@Nullable Run<?, ?> run, Instant start) {
        Instant end = run == null
                ? Instant.now()
                : Instant.ofEpochMilli(run.getStartTimeInMillis()).plusMillis(run.getDuration());
        return end.isBefore(start) ? Instant.now() : end;
    }
}
