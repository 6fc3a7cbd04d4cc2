package io.jenkins.plugins.itgc.jenkins.step;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.jenkins.discovery.Discovery;
import io.jenkins.plugins.itgc.jenkins.judging.GateThreads;
import io.jenkins.plugins.itgc.jenkins.judging.Judge;
import io.jenkins.plugins.itgc.jenkins.judging.Missing;
import io.jenkins.plugins.itgc.jenkins.judging.Question;
import io.jenkins.plugins.itgc.jenkins.waiting.Ended;
import io.jenkins.plugins.itgc.jenkins.waiting.PolledGate;
import io.jenkins.plugins.itgc.jenkins.waiting.Wait;
import io.jenkins.plugins.itgc.policy.PolicyException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;

/**
 * A gate of a pipeline, from the question to the end of the deployment. Whatever reads or writes happens on the gate's own
 * threads; the phase says what is to be done again after a restart, and everything that is done again is recorded once.
 */
final class ItgcGateExecution extends StepExecution {
    private static final long serialVersionUID = 1;

    /** How far it is. */
    private enum Phase {
        DECIDING,
        WAITING,
        STARTING,
        IN_BODY,
        ENDING,
        OVER
    }

    private final ItgcGateStep step;
    private volatile Phase phase = Phase.DECIDING;
    private volatile @Nullable Question question;
    private volatile @Nullable Wait wait;
    private volatile @Nullable GateResult result;
    private volatile long startedAt;
    private volatile long endedAt;
    private volatile @Nullable BodyExecution body;
    private volatile @Nullable Throwable failure;
    private transient volatile @Nullable PolledGate waiting;

    ItgcGateExecution(ItgcGateStep step, StepContext context) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() {
        work(this::decide);
        return false;
    }

    @Override
    public void onResume() {
        switch (phase) {
            case DECIDING -> work(this::decide);
            case WAITING -> work(() -> waiting(false));
            case STARTING -> work(this::startBody);
            case ENDING -> work(this::recordEnd);
            case IN_BODY, OVER -> {}
        }
    }

    @Override
    public void stop(Throwable cause) {
        BodyExecution inside = body;
        if (phase == Phase.IN_BODY && inside != null) {
            inside.cancel(cause);
        } else if (phase != Phase.ENDING && enter(Phase.OVER)) {
            PolledGate stopped = waiting;
            if (stopped != null) {
                GateThreads.get().execute(stopped::stop);
            }
            getContext().onFailure(cause);
        }
    }

    @Override
    public String getStatus() {
        Wait now = wait;
        return switch (phase) {
            case DECIDING -> "reading what approves the deployment to " + step.getEnvironment();
            case WAITING -> now == null ? "about to wait" : now.status();
            case STARTING -> "recording the start of the deployment";
            case IN_BODY -> "deploying to " + step.getEnvironment();
            case ENDING -> "recording the end of the deployment";
            case OVER -> "done";
        };
    }

    /** Something that reads or writes. */
    private interface Work {
        void run() throws IOException, InterruptedException, PolicyException, GateException;
    }

    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    private void work(Work work) {
        GateThreads.get().execute(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                // Errors as well: a gate that said nothing would hang its build, and must never let it go on.
                if (enter(Phase.OVER)) {
                    getContext().onFailure(GateFailure.of(e));
                }
            }
        });
    }

    /** Goes on to a phase, unless it is over, and keeps that in the run. */
    private boolean enter(Phase next) {
        boolean entered = move(next);
        if (entered && next != Phase.OVER) {
            getContext().saveState();
        }
        return entered;
    }

    private synchronized boolean move(Phase next) {
        boolean moves = phase != Phase.OVER;
        if (moves) {
            phase = next;
        }
        return moves;
    }

    private Run<?, ?> build() throws IOException, InterruptedException {
        return getContext().get(Run.class);
    }

    private GateLog log() throws IOException, InterruptedException {
        return new GateLog(getContext().get(TaskListener.class), step.isQuiet());
    }

    private void decide() throws IOException, InterruptedException, PolicyException, GateException {
        Run<?, ?> run = build();
        Question asked = question;
        if (asked == null) {
            String node = getContext().get(FlowNode.class).getId();
            asked = new Discovery(step, run, getContext().get(FilePath.class), node).question();
            question = asked;
            getContext().saveState();
        }
        Recorded recorded = Judge.quick().decide(run, asked, 1);
        DecisionsInRun.add(run, recorded);
        log().decision(recorded);
        if (recorded.decision().allowed()) {
            goOn(new GateResult(true, recorded));
        } else if (step.waits()) {
            beginToWait(run, asked, recorded);
        } else {
            block(recorded.entry().index(), "", Missing.lines(recorded.decision()));
        }
    }

    private void beginToWait(Run<?, ?> run, Question asked, Recorded recorded)
            throws IOException, InterruptedException {
        Instant now = Instant.now();
        Duration longest = step.longestWait();
        wait = new Wait(
                "gate-" + recorded.entry().index(),
                asked,
                recorded.entry().index(),
                now,
                now.plus(longest),
                step.isSupersede(),
                Missing.lines(recorded.decision()));
        if (enter(Phase.WAITING)) {
            log().say("waits until " + now.plus(longest).toString()
                    + " for what is missing, or for somebody who may override it");
            waiting(true);
        }
    }

    private void waiting(boolean begins) throws IOException, InterruptedException {
        Wait kept = Objects.requireNonNull(wait, "nothing is kept of the wait");
        var gate = new PolledGate(build(), kept, new WaitEnds());
        waiting = gate;
        if (phase == Phase.OVER) {
            return;
        }
        if (begins) {
            gate.begin();
        } else {
            gate.resume();
        }
        if (phase == Phase.OVER) {
            gate.stop();
        }
    }

    /** How a wait ends; called on the gate's threads. */
    private final class WaitEnds implements Ended {
        @Override
        public void allowed(Recorded decision) {
            work(() -> {
                DecisionsInRun.add(build(), decision);
                log().decision(decision);
                goOn(new GateResult(true, decision));
            });
        }

        @Override
        public void overridden(String by, String reason) {
            work(() -> {
                long decision = Objects.requireNonNull(wait).decision();
                Recorded blocked = Judge.quick().gate().decided(decision).orElseThrow();
                log().say("overridden by " + by + ": " + reason);
                goOn(new GateResult(true, blocked));
            });
        }

        @Override
        public void blocked(String why, List<String> missing) {
            work(() -> block(Objects.requireNonNull(wait).decision(), why, missing));
        }
    }

    private void block(long decision, String why, List<String> missing) {
        Question asked = Objects.requireNonNull(question);
        if (enter(Phase.OVER)) {
            String deployment = asked.request(1).service() + " → " + step.getEnvironment();
            var cause = new BlockedByChangeGate(decision, deployment, why, missing);
            getContext().onFailure(new FlowInterruptedException(Result.ABORTED, false, cause));
        }
    }

    private void goOn(GateResult allowed) throws IOException, InterruptedException, GateException {
        result = allowed;
        if (!getContext().hasBody()) {
            if (enter(Phase.OVER)) {
                getContext().onSuccess(allowed);
            }
        } else if (enter(Phase.STARTING)) {
            startBody();
        }
    }

    private Deployment deployment() {
        return new Deployment(Objects.requireNonNull(result, "nothing allowed this deployment")
                .getId());
    }

    /** The start is in the ledger before the body runs. */
    private void startBody() throws IOException, InterruptedException, GateException {
        Deployment deployment = deployment();
        if (startedAt == 0) {
            startedAt = System.currentTimeMillis();
        }
        deployment.start(Objects.requireNonNull(question), build(), Instant.ofEpochMilli(startedAt));
        // Not kept before the body is: a restart in between would find a body to wait for that never began.
        if (move(Phase.IN_BODY)) {
            body = getContext().newBodyInvoker().withCallback(new BodyEnds()).start();
        } else {
            deployment.end(Outcome.ABORTED, Instant.ofEpochMilli(startedAt), Instant.now());
        }
    }

    /** How the deployment ends; called on the pipeline's thread. */
    private final class BodyEnds extends BodyExecutionCallback {
        private static final long serialVersionUID = 1;

        @Override
        public void onSuccess(StepContext context, Object value) {
            ends(null);
        }

        @Override
        public void onFailure(StepContext context, Throwable why) {
            ends(why);
        }
    }

    private void ends(@Nullable Throwable why) {
        failure = why;
        endedAt = System.currentTimeMillis();
        if (enter(Phase.ENDING)) {
            work(this::recordEnd);
        }
    }

    private void recordEnd() throws IOException, GateException {
        Throwable why = failure;
        try {
            deployment().end(outcome(why), Instant.ofEpochMilli(startedAt), Instant.ofEpochMilli(endedAt));
        } catch (IOException | GateException e) {
            var unrecorded = new AbortException("The deployment ended (" + outcome(why)
                    + "), but that could not be recorded: " + e.getMessage() + "; see the change gate's ledger.");
            if (why == null) {
                throw unrecorded;
            }
            why.addSuppressed(unrecorded);
        }
        if (enter(Phase.OVER)) {
            if (why == null) {
                getContext().onSuccess(result);
            } else {
                getContext().onFailure(why);
            }
        }
    }

    private static Outcome outcome(@Nullable Throwable why) {
        if (why == null) {
            return Outcome.SUCCESS;
        }
        return why instanceof FlowInterruptedException stopped && stopped.getResult() == Result.ABORTED
                ? Outcome.ABORTED
                : Outcome.FAILURE;
    }
}
