package io.jenkins.plugins.itgc.jenkins.waiting;

import hudson.model.Run;
import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.gate.Assessment;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.OverrideRecord;
import io.jenkins.plugins.itgc.history.RejectionRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.judging.GateThreads;
import io.jenkins.plugins.itgc.jenkins.judging.Judge;
import io.jenkins.plugins.itgc.jenkins.judging.Missing;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A gate of a run that waits. It looks at the evidence from time to time, and ends once. */
public final class PolledGate implements WaitingGate {
    private static final Logger LOGGER = Logger.getLogger(PolledGate.class.getName());

    /** The decision that blocked was the first attempt. */
    private static final int NEXT_ATTEMPT = 2;

    /** Until its deadline, at which it is due in any case. */
    private static final Duration FOREVER = Duration.ofDays(1000);

    /** What a server in trouble answers. */
    private static final Set<ReasonCode> TROUBLE = EnumSet.of(
            ReasonCode.SERVER_UNREACHABLE, ReasonCode.SERVER_TIMEOUT, ReasonCode.SERVER_ERROR, ReasonCode.RATE_LIMITED);

    private final Run<?, ?> run;
    private final Wait wait;
    private final Ended ended;
    private final BackOff backOff = new BackOff();
    private volatile @Nullable Instant checkedAt;
    private volatile boolean over;
    private @Nullable Future<?> next;

    /** Whether it is in the line of those that look; for the poller's thread alone. */
    private boolean queued;

    public PolledGate(Run<?, ?> run, Wait wait, Ended ended) {
        this.run = run;
        this.wait = wait;
        this.ended = ended;
    }

    /** Begins to wait, and ends older ones that it supersedes. */
    public void begin() {
        register(backOff.next());
        if (wait.supersedes()) {
            WaitingGates.get().oldestFirst().stream()
                    .filter(PolledGate.class::isInstance)
                    .map(PolledGate.class::cast)
                    .filter(this::supersedes)
                    .forEach(older -> older.endBlocked("superseded by " + run.getFullDisplayName()));
        }
    }

    /** Waits on after a restart; the first look comes soon, but not that of all gates at once. */
    public void resume() {
        register(Duration.ofMillis(ThreadLocalRandom.current().nextLong(BackOff.FIRST.toMillis())));
    }

    private void register(Duration first) {
        WaitingGates.get().add(this);
        schedule(first);
    }

    private boolean supersedes(PolledGate other) {
        return other.run.getParent().equals(run.getParent())
                && other.run.getNumber() < run.getNumber()
                && other.environment().equals(environment());
    }

    /** Ends it without a word: its run is stopped. */
    public void stop() {
        over();
    }

    /** Whether this call ended it; only one does. */
    private synchronized boolean over() {
        if (over) {
            return false;
        }
        over = true;
        if (next != null) {
            next.cancel(false);
        }
        WaitingGates.get().remove(this);
        return true;
    }

    private synchronized void schedule(Duration pause) {
        if (over) {
            return;
        }
        if (next != null) {
            next.cancel(false);
        }
        Duration left = Duration.between(Instant.now(), deadline());
        Duration in = left.compareTo(pause) < 0 ? left : pause;
        try {
            next = Poller.get().schedule(this::due, in.isNegative() ? Duration.ZERO : in);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins is ending; {0} waits on when it is back", run);
        }
    }

    /** Its time has come, on the poller's thread: it ends, or gets into the line of those that look at its server. */
    private void due() {
        if (!over && !queued && !hasEnded()) {
            queued = true;
            pace().queue(this::look);
            schedule(FOREVER);
        }
    }

    /** Looks once, when its turn has come; whether the server was asked. */
    private boolean look() {
        if (over || !queued || hasEnded()) {
            return false;
        }
        queued = false;
        try {
            assess();
        } catch (IOException | GateException | PolicyException | RuntimeException e) {
            cannotLook(e);
        }
        schedule(backOff.next());
        return true;
    }

    private ServerPace pace() {
        return Poller.get().pace(wait.question().server());
    }

    /** Whether it ends without a look: somebody decided, or its deadline has come. */
    private boolean hasEnded() {
        try {
            if (endedInLedger()) {
                return true;
            }
        } catch (IOException | RuntimeException e) {
            cannotLook(e);
        }
        boolean late = !Instant.now().isBefore(deadline());
        if (late) {
            endBlocked("nothing changed until its deadline, " + deadline());
        }
        return late;
    }

    /** Whatever is wrong, it stays blocked, says so, and looks again: somebody may mend it. */
    private void cannotLook(Exception e) {
        LOGGER.log(Level.WARNING, "Cannot look whether " + run + " is still blocked", e);
        wait.missing(List.of(PlainText.harmless("it could not be looked at again: " + e.getMessage())));
    }

    private void assess() throws IOException, PolicyException, GateException {
        Assessment seen = Judge.patient().assess(run, wait.question(), NEXT_ATTEMPT);
        checkedAt = Instant.now();
        if (seen.decision().allowed()) {
            record(seen);
            return;
        }
        wait.missing(Missing.lines(seen.decision()));
        if (isInTrouble(seen.decision())) {
            pace().failed(Instant.now());
        } else {
            pace().answered();
        }
    }

    private static boolean isInTrouble(Decision decision) {
        return Missing.codes(decision).stream().anyMatch(TROUBLE::contains);
    }

    private synchronized void record(Assessment seen) throws IOException, GateException {
        if (over) {
            return;
        }
        Recorded recorded = Judge.patient().gate().record(seen);
        // The entry may be of an earlier look, before a crash: it says what holds.
        if (recorded.decision().allowed() && over()) {
            GateThreads.get().execute(() -> ended.allowed(recorded));
        }
    }

    /** Whether a person ended it, here or elsewhere, maybe while Jenkins was down. */
    private boolean endedInLedger() throws IOException {
        Optional<AuditTrail> trail = Judge.ledger().about(decision());
        Optional<OverrideRecord> override = trail.flatMap(AuditTrail::override).map(filed -> filed.body());
        if (override.isPresent()) {
            endOverridden(override.get().by(), override.get().reason());
            return true;
        }
        Optional<RejectionRecord> rejection =
                trail.flatMap(AuditTrail::rejection).map(filed -> filed.body());
        rejection.ifPresent(found -> endRejected(found.by(), found.reason()));
        return rejection.isPresent();
    }

    @Override
    public void override(Identity by, String reason) throws GateException, PolicyException, IOException {
        synchronized (this) {
            requireWaiting();
            Judge.patient().gate().override(ChangeGateConfiguration.get().policy(), decision(), by, reason);
            endOverridden(by, reason);
        }
    }

    @Override
    public void reject(Identity by, String reason) throws GateException, IOException {
        synchronized (this) {
            requireWaiting();
            Judge.patient().gate().reject(decision(), by, reason);
            endRejected(by, reason);
        }
    }

    private void requireWaiting() throws GateException {
        if (over) {
            throw new GateException("this deployment does not wait any more");
        }
    }

    private void endOverridden(Identity by, String reason) {
        if (over()) {
            GateThreads.get().execute(() -> ended.overridden(by.toString(), PlainText.harmless(reason)));
        }
    }

    private void endRejected(Identity by, String reason) {
        endBlocked("rejected by " + by + ": " + PlainText.harmless(reason));
    }

    private void endBlocked(String why) {
        if (over()) {
            GateThreads.get().execute(() -> ended.blocked(why, missing()));
        }
    }

    @Override
    public void checkAgain() {
        try {
            Poller.get().schedule(this::dueFirst, Duration.ZERO);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins is ending; {0} waits on when it is back", run);
        }
    }

    private void dueFirst() {
        if (!over && !hasEnded()) {
            queued = true;
            pace().queueFirst(this::look);
        }
    }

    @Override
    public String id() {
        return wait.id();
    }

    @Override
    public Run<?, ?> run() {
        return run;
    }

    @Override
    public String service() {
        return wait.service();
    }

    @Override
    public String environment() {
        return wait.environment();
    }

    @Override
    public long decision() {
        return wait.decision();
    }

    @Override
    public Instant since() {
        return wait.since();
    }

    @Override
    public Instant deadline() {
        return wait.deadline();
    }

    @Override
    public Optional<Instant> checkedAt() {
        return Optional.ofNullable(checkedAt);
    }

    @Override
    public List<String> missing() {
        return wait.missing();
    }
}
