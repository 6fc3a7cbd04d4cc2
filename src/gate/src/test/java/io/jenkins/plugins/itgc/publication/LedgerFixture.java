package io.jenkins.plugins.itgc.publication;

import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.evidence.EvidenceGatherer;
import io.jenkins.plugins.itgc.evidence.Standing;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.OverrideRecord;
import io.jenkins.plugins.itgc.history.ResultRecord;
import io.jenkins.plugins.itgc.history.ReviewRecord;
import io.jenkins.plugins.itgc.history.StartRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.MovableClock;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.policy.EffectivePolicy.Mode;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A ledger that a test fills, a day apart from entry to entry if it likes. */
public final class LedgerFixture implements AutoCloseable {
    public static final Instant BEGIN = Instant.parse("2026-01-30T10:00:00Z");
    private static final CommitId COMMIT = new CommitId("1".repeat(40));
    private static final Identity CARLA = Identity.parse("jenkins:carla");

    public final MovableClock clock = new MovableClock(BEGIN);
    public final Path directory;
    public FileLedger ledger;

    public LedgerFixture(Path directory) throws LedgerException {
        this.directory = directory;
        open();
    }

    /** Another ledger with the key of this one: what somebody makes who holds the key. */
    public LedgerFixture another(Path elsewhere) throws Exception {
        for (String name : List.of("ledger.pub", "ledger.key")) {
            Files.copy(directory.resolve(name), elsewhere.resolve(name));
        }
        return new LedgerFixture(elsewhere);
    }

    public void open() throws LedgerException {
        ledger = FileLedger.open(
                directory, LedgerOptions.defaults().withClock(clock).withOrigin("itgc-gate/test"));
    }

    @Override
    public void close() throws LedgerException {
        ledger.close();
    }

    public void days(long days) {
        clock.set(clock.instant().plus(Duration.ofDays(days)));
    }

    /** Decisions of one service that were allowed, deployed and ended well. */
    public void deployments(int count) throws LedgerException {
        for (int i = 0; i < count; i++) {
            long decision = decide("payments-api", Verdict.ALLOWED);
            start(decision);
            result(decision, ResultRecord.Outcome.SUCCESS);
        }
    }

    public long decide(String service, Verdict verdict) throws LedgerException {
        clock.advanceSeconds(60);
        var request = DeploymentRequest.of(service, "production", RepositoryName.parse("acme/" + service), COMMIT)
                .deploymentId(service + "-" + ledger.size())
                .deployer(Identity.parse("github:ben"))
                .build();
        var standing = new Standing(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        var decision = new Decision(verdict, Mode.ENFORCE, "7be1", List.of(), List.of(), Optional.empty());
        var evidence = EvidenceGatherer.none(request, clock.instant(), standing, "a test");
        return append("decision", new DecisionRecord(decision, evidence));
    }

    public long start(long decision) throws LedgerException {
        return append(
                "deployment-start",
                new StartRecord(decision, "d", "payments-api", "production", COMMIT, true, clock.instant()));
    }

    public long result(long decision, ResultRecord.Outcome outcome) throws LedgerException {
        clock.advanceSeconds(90);
        return append(
                "deployment-result",
                new ResultRecord(
                        decision,
                        "d",
                        "payments-api",
                        "production",
                        COMMIT,
                        Optional.empty(),
                        true,
                        outcome,
                        clock.instant().minusSeconds(90),
                        clock.instant()));
    }

    public long override(long decision) throws LedgerException {
        return append(
                "override",
                new OverrideRecord(
                        decision,
                        "orders-api",
                        "production",
                        CARLA,
                        "It burns.\u001b[31m\nA lot.",
                        List.of(ReasonCode.APPROVAL_NONE),
                        List.of(),
                        clock.instant().plusSeconds(90),
                        clock.instant()));
    }

    public long review(long decision) throws LedgerException {
        return append(
                "emergency-review", new ReviewRecord(decision, Identity.parse("github:dana"), true, "Seen.", false));
    }

    private long append(String kind, Object body) throws LedgerException {
        Entry entry = ledger.append(kind, Json.tree(body));
        return entry.index();
    }
}
