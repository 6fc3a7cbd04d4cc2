package io.jenkins.plugins.itgc.jenkins.waiting;

import hudson.model.Run;
import io.jenkins.plugins.itgc.gate.GateException;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.policy.PolicyException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A gate that is blocked and waits: for evidence, for a person, or for its deadline. */
public interface WaitingGate {
    /** Names it for as long as it waits; unique on this controller, and safe in URLs. */
    String id();

    /** The run that waits. */
    Run<?, ?> run();

    String service();

    String environment();

    /** The ledger entry of the decision that blocked it. */
    long decision();

    Instant since();

    Instant deadline();

    /** When its evidence was last looked at, if it was since it began to wait. */
    Optional<Instant> checkedAt();

    /** What is missing, as seen last: one line for each blocking reason, harmless text. */
    List<String> missing();

    /** Has it looked at soon, before its turn. */
    void checkAgain();

    /**
     * Lets it go on as an emergency.
     *
     * @throws GateException where the engine refuses; the message says why
     */
    void override(Identity by, String reason) throws GateException, PolicyException, IOException;

    /** Ends it, blocked for good. */
    void reject(Identity by, String reason) throws GateException, IOException;
}
