package io.jenkins.plugins.itgc.worksheet.attribute;

import io.jenkins.plugins.itgc.decision.Scenario;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.history.OverrideRecord;
import io.jenkins.plugins.itgc.history.ResultRecord;
import io.jenkins.plugins.itgc.history.ReviewRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The record of a scenario's deployment, as a ledger would have it. */
final class Tested {
    static final Instant DUE = Scenario.NOW.plus(Duration.ofDays(3));

    private final Scenario scenario;
    private Optional<Filed<OverrideRecord>> override = Optional.empty();
    private Optional<Filed<ReviewRecord>> review = Optional.empty();
    private Optional<ResultRecord> result;
    Proof proof = new Proof(true, "proved in the tree of 9 entries");
    Instant asOf = Scenario.NOW.plus(Duration.ofDays(30));
    boolean withPolicy = true;
    Optional<DecisionRecord> made = Optional.empty();

    private Tested(Scenario scenario) {
        this.scenario = scenario;
        DeploymentRequest request = scenario.evidence().request();
        this.result = Optional.of(new ResultRecord(
                8,
                request.deploymentId(),
                request.service(),
                request.environment(),
                request.commit(),
                request.artifactDigest(),
                true,
                ResultRecord.Outcome.SUCCESS,
                Scenario.NOW,
                Scenario.NOW.plusSeconds(90)));
    }

    static Tested of(Scenario scenario) {
        return new Tested(scenario);
    }

    Tested overridden(String by, String reason) {
        override = Optional.of(new Filed<>(
                entry(9, Scenario.NOW, "override"),
                new OverrideRecord(
                        8,
                        "payments-api",
                        "production",
                        Identity.parse(by),
                        reason,
                        List.of(ReasonCode.APPROVAL_NONE),
                        List.of(),
                        DUE,
                        Scenario.NOW)));
        return this;
    }

    Tested reviewed(String by, boolean accepted, Instant at) {
        review = Optional.of(new Filed<>(
                entry(11, at, "emergency-review"),
                new ReviewRecord(8, Identity.parse(by), accepted, "Read the change.", true)));
        return this;
    }

    Tested result(ResultRecord other) {
        result = Optional.ofNullable(other);
        return this;
    }

    Tested withoutResult() {
        result = Optional.empty();
        return this;
    }

    ResultRecord recordedResult() {
        return result.orElseThrow();
    }

    DecisionRecord decisionRecord() {
        return made.orElseGet(() -> new DecisionRecord(scenario.decide(), scenario.evidence()));
    }

    Judgement judge(Attribute attribute) throws PolicyException {
        return Attributes.judge(deployment()).stream()
                .filter(judgement -> judgement.attribute() == attribute)
                .findFirst()
                .orElseThrow();
    }

    List<Judgement> judge() throws PolicyException {
        return Attributes.judge(deployment());
    }

    private TestedDeployment deployment() throws PolicyException {
        Optional<EffectivePolicy> policy =
                withPolicy ? Optional.of(scenario.policy().effective("payments-api", "production")) : Optional.empty();
        return new TestedDeployment(
                entry(8, Scenario.NOW, "decision"),
                decisionRecord(),
                new AuditTrail(
                        Optional.empty(),
                        result.map(body -> new Filed<>(entry(10, Scenario.NOW, "deployment-result"), body)),
                        override,
                        Optional.empty(),
                        review),
                policy,
                proof,
                asOf);
    }

    private static Entry entry(long index, Instant at, String kind) {
        return new Entry(index, at, kind, Json.tree(java.util.Map.of()), HashValue.of(new byte[HashValue.LENGTH]));
    }
}
