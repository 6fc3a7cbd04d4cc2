package io.jenkins.plugins.itgc.population;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.MovableClock;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Instant;

/** A ledger with entries as the gate writes them, cut down to what a population is made from, and some evidence around it. */
public final class DeploymentsFixture implements Closeable {
    public static final String COMMIT = "3f2a1c9d8e7b6a5f4e3d2c1b0a9f8e7d6c5b4a39";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final FileLedger ledger;

    public DeploymentsFixture(Path directory) throws LedgerException {
        ledger = FileLedger.open(directory, LedgerOptions.defaults().withClock(clock));
    }

    /** The time of the entries that follow. */
    public DeploymentsFixture at(String time) {
        clock.set(Instant.parse(time));
        return this;
    }

    /** A deployment of payments-api to production that the gate allowed. */
    public long allowed(String id) throws LedgerException {
        return decision(id, "payments-api", "production", "ENFORCE", "ALLOWED", "NORMAL");
    }

    /** One that it blocked. */
    public long blocked(String id) throws LedgerException {
        return decision(id, "payments-api", "production", "ENFORCE", "BLOCKED", "NORMAL");
    }

    public long decision(String id, String service, String environment, String mode, String verdict, String changeType)
            throws LedgerException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var decision = body.putObject("decision");
        decision.put("mode", mode).put("verdict", verdict).put("policyHash", "cafe");
        decision.putArray("controls").addObject().put("id", "rollback-plan").put("mode", "not this one");
        var evidence = body.putObject("evidence");
        evidence.put("at", clock.instant().toString());
        evidence.putArray("answers").addObject().put("request", "GET /repos/acme/payments-api");
        evidence.putObject("request")
                .put("deploymentId", id)
                .put("service", service)
                .put("environment", environment)
                .put("commit", COMMIT)
                .put("changeType", changeType)
                .put("buildUrl", "https://jenkins.example/" + id)
                .putArray("tickets");
        evidence.putObject("trace").put("deploymentId", "nor this one");
        return ledger.append("decision", body).index();
    }

    public long overridden(long decision) throws LedgerException {
        return overridden(decision, "payments-api", "production");
    }

    public long overridden(long decision, String service, String environment) throws LedgerException {
        ObjectNode body = about(decision).put("service", service).put("environment", environment);
        return ledger.append("override", body.put("by", "jenkins:carla").put("reason", "INC-4711"))
                .index();
    }

    public void rejected(long decision) throws LedgerException {
        ledger.append("rejection", about(decision).put("by", "jenkins:carla").put("reason", "not now"));
    }

    public long deployed(long decision, String id, boolean allowed) throws LedgerException {
        ObjectNode body = about(decision)
                .put("deploymentId", id)
                .put("service", "payments-api")
                .put("environment", "production")
                .put("allowed", allowed)
                .put("outcome", "SUCCESS");
        return ledger.append("deployment-result", body).index();
    }

    /** An entry of any kind. */
    public long append(String kind, ObjectNode body) throws LedgerException {
        return ledger.append(kind, body).index();
    }

    private static ObjectNode about(long decision) {
        return JsonNodeFactory.instance.objectNode().put("decision", decision);
    }

    @Override
    public void close() throws LedgerException {
        ledger.close();
    }
}
