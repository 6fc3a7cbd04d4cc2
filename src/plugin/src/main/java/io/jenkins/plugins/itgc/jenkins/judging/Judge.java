package io.jenkins.plugins.itgc.jenkins.judging;

import hudson.model.Run;
import io.jenkins.plugins.itgc.evidence.Sources;
import io.jenkins.plugins.itgc.evidence.TestResults;
import io.jenkins.plugins.itgc.gate.Assessment;
import io.jenkins.plugins.itgc.gate.ChangeGate;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.http.Budget;
import io.jenkins.plugins.itgc.http.Time;
import io.jenkins.plugins.itgc.jenkins.config.ChangeGateConfiguration;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.jenkins.server.ConnectedServers;
import io.jenkins.plugins.itgc.jenkins.server.Opened;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.policy.Settings;
import io.jenkins.plugins.itgc.reason.Gap;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Asks the engine about runs, with the policy, the servers and the ledger of this controller. Calls block. */
public final class Judge {
    private final Executor readers;

    private Judge(Executor readers) {
        this.readers = readers;
    }

    /** One that reads several answers at a time, for those who wait for it. */
    public static Judge quick() {
        return new Judge(GateThreads.get().readers());
    }

    /** One that reads one answer after the other, all on the caller's thread. */
    public static Judge patient() {
        return new Judge(Runnable::run);
    }

    /**
     * Decides and records, or gives the decision that was recorded before.
     *
     * @throws PolicyException where the policy cannot be used
     * @throws GateException where the ledger knows another question by the same key
     * @throws IOException where the ledger cannot be used
     */
    public Recorded decide(Run<?, ?> run, Question question, int attempt)
            throws PolicyException, GateException, IOException {
        Policy policy = ChangeGateConfiguration.get().policy();
        DeploymentRequest request = question.request(attempt);
        return gate().decide(policy, request, sources(run, question, policy, request));
    }

    /**
     * Decides and records nothing; see {@link ChangeGate#assess}.
     *
     * @throws PolicyException where the policy cannot be used
     * @throws IOException where the ledger cannot be used
     */
    public Assessment assess(Run<?, ?> run, Question question, int attempt) throws PolicyException, IOException {
        Policy policy = ChangeGateConfiguration.get().policy();
        DeploymentRequest request = question.request(attempt);
        return gate().assess(policy, request, sources(run, question, policy, request));
    }

    /**
     * The engine's gate on the ledger of this controller.
     *
     * @throws IOException where the ledger cannot be opened; nothing may be allowed then
     */
    public ChangeGate gate() throws IOException {
        return new ChangeGate(ledger(), InstantSource.system(), readers);
    }

    public static DeploymentLedger ledger() throws IOException {
        return ControllerLedger.get().open();
    }

    private static Sources sources(Run<?, ?> run, Question question, Policy policy, DeploymentRequest request)
            throws PolicyException {
        Settings settings =
                policy.effective(request.service(), request.environment()).settings();
        BuildEvidence evidence = question.evidence();
        Opened servers = open(run, question, request, settings);
        TestResults tests =
                evidence.tests().<TestResults>map(found -> () -> found).orElseGet(() -> new PublishedTests(run));
        return new Sources(
                servers.sourceControl(), servers.tickets(), tests, evidence.rollbackPlans(), servers.answers());
    }

    private static Opened open(Run<?, ?> run, Question question, DeploymentRequest request, Settings settings) {
        try {
            return ConnectedServers.get()
                    .open(run, question.place(request), settings, new Budget(Budget.DEFAULT, Time.system()));
        } catch (IOException e) {
            var gap = new Gap(ReasonCode.SERVER_NOT_CONFIGURED, PlainText.harmless(String.valueOf(e.getMessage())));
            return new Opened(new UnreadableSourceControl(gap), Optional.empty(), List::of);
        }
    }
}
