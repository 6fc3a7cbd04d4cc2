package io.jenkins.plugins.itgc.jenkins.testing;

import hudson.model.Run;
import io.jenkins.plugins.itgc.gate.ChangeGate;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.jenkins.waiting.WaitingGate;
import io.jenkins.plugins.itgc.jenkins.waiting.WaitingGates;
import io.jenkins.plugins.itgc.policy.PolicyException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A gate that waits and whose engine is a real one; there is no pipeline behind it. */
public record SimulatedGate(
        String id,
        Run<?, ?> run,
        String service,
        String environment,
        long decision,
        Instant since,
        Instant deadline,
        List<String> missing,
        ChangeGate gate,
        AtomicInteger checks)
        implements WaitingGate {
    @Override
    public Optional<Instant> checkedAt() {
        return Optional.of(since.plusSeconds(60));
    }

    @Override
    public void checkAgain() {
        checks.incrementAndGet();
    }

    @Override
    public void override(Identity by, String reason) throws GateException, PolicyException, IOException {
        gate.override(RecordedDeployments.policy(), decision, by, reason);
        WaitingGates.get().remove(this);
    }

    @Override
    public void reject(Identity by, String reason) throws GateException, IOException {
        gate.reject(decision, by, reason);
        WaitingGates.get().remove(this);
    }
}
