package io.jenkins.plugins.itgc.cli.year;

import io.jenkins.plugins.itgc.evidence.Sources;
import io.jenkins.plugins.itgc.evidence.TestEvidence;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestFile;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import io.jenkins.plugins.itgc.gate.ChangeGate;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** The year 2025 of twelve services as the gate saw it: decisions, what people made of them, and how they ended. */
final class ActedOutYear implements AutoCloseable {
    private static final Identity DORA = Identity.parse("jenkins:dora");
    private static final Identity CARLA = Identity.parse("jenkins:carla");
    private static final Identity BEN = Identity.parse("jenkins:ben");
    private static final Duration STEP = Duration.ofMinutes(260);

    private final YearPlan plan = new YearPlan();
    private final YearBook book = new YearBook();
    private final Changes changes = new Changes();
    private final Map<String, List<Change>> ran = new HashMap<>();
    private final PriorityQueue<LateReview> reviews = new PriorityQueue<>(Comparator.comparing(LateReview::at));
    private final DeploymentLedger ledger;
    private final ChangeGate gate;
    private final Policy january;
    private final Policy july;
    private Policy policy;
    private Instant now = Instant.parse("2025-01-01T00:10:00Z");

    private record LateReview(Instant at, long decision) {}

    ActedOutYear(Path directory, Path january, Path july) throws Exception {
        var options = LedgerOptions.defaults().withClock(() -> now).withOrigin("itgc-gate/acme");
        this.ledger = new DeploymentLedger(FileLedger.open(directory, options), directory);
        this.gate = new ChangeGate(ledger, () -> now, Runnable::run);
        this.january = Policy.read(january);
        this.july = Policy.read(july);
        this.policy = this.january;
        for (String service : YearPlan.SERVICES) {
            Change first = changes.merge(repository(service), "ann", now.minus(Duration.ofDays(1)), List.of(), false);
            ran.put(service, new ArrayList<>(List.of(first)));
        }
    }

    YearBook book() {
        return book;
    }

    private static RepositoryName repository(String service) {
        return RepositoryName.parse("acme/" + service);
    }

    /** Lets the year pass, and the reviews of its last days. */
    ActedOutYear act() throws Exception {
        int number = 0;
        for (Happening happening : plan.happenings()) {
            policy = number < plan.happenings().size() / 2 ? january : july;
            passUntil(now.plus(STEP));
            happen(happening, happening == Happening.ROLLED_BACK ? ranTwice() : plan.service(number), ++number);
        }
        passUntil(Instant.parse("2026-01-10T00:00:00Z"));
        return this;
    }

    /** Passes the time until then, with the reviews that fall into it. */
    private void passUntil(Instant time) throws Exception {
        while (!reviews.isEmpty() && reviews.peek().at().isBefore(time)) {
            LateReview due = reviews.poll();
            advance(due.at());
            gate.review(policy, due.decision(), BEN, true, "Read the change and the incident; it could not wait.");
        }
        advance(time);
    }

    private void advance(Instant time) {
        now = time.isAfter(now) ? time : now;
    }

    /** A service whose last two versions are as this policy asks for, so that going back and forth is, too. */
    private String ranTwice() {
        return ran.entrySet().stream()
                .filter(one -> one.getValue().size() > 1)
                .filter(one -> last(one.getValue(), 1).reviews().size() == 2)
                .filter(one -> last(one.getValue(), 2).reviews().size() == 2)
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Change last(List<Change> all, int fromEnd) {
        return all.get(all.size() - fromEnd);
    }

    private void happen(Happening happening, String service, int number) throws Exception {
        boolean passes =
                happening != Happening.BLOCKED && happening != Happening.REJECTED && happening != Happening.FORCED;
        Change change = happening == Happening.ROLLED_BACK
                ? last(ran.get(service), 2)
                : changes.merge(
                        repository(service),
                        plan.author(number),
                        now.minus(Duration.ofMinutes(40)),
                        approvers(happening),
                        happening == Happening.APPROVED_EARLIER);
        String id = service + "-" + number;
        Recorded decided = gate.decide(policy, request(happening, service, id, change), sources(id, passes));
        long decision = decided.entry().index();
        book.add(happening, id, decision);
        if (Happening.OVERRIDES.contains(happening)) {
            now = now.plusSeconds(60);
            gate.override(policy, decision, CARLA, "Payments are refused, INC-" + number + ".");
        }
        if (happening == Happening.REJECTED) {
            gate.reject(decision, CARLA, "It waits for the fix of the test.");
        }
        if (passes || happening == Happening.FORCED) {
            now = now.plusSeconds(90);
            gate.recordResult(decision, Outcome.SUCCESS, now.minusSeconds(80), now);
        }
        if (passes) {
            ran.get(service).add(change);
        }
        switch (happening) {
            case EMERGENCY, OVERRIDDEN -> reviews.add(new LateReview(now.plus(Duration.ofDays(1)), decision));
            case EMERGENCY_LATE, OVERRIDDEN_LATE -> reviews.add(new LateReview(now.plus(Duration.ofDays(8)), decision));
            default -> {}
        }
    }

    private List<String> approvers(Happening happening) {
        return switch (happening) {
            case APPROVED, APPROVED_EARLIER -> policy == july ? List.of("ben", "carla") : List.of("ben");
            // Comes along with the next one, maybe under the later policy.
            case BLOCKED, REJECTED, FORCED -> List.of("ben", "carla");
            default -> List.of();
        };
    }

    private DeploymentRequest request(Happening happening, String service, String id, Change change) {
        var request = DeploymentRequest.of(service, "production", change.repository(), change.merged())
                .deploymentId(id)
                .deployer(DORA)
                .baseline(last(ran.get(service), 1).merged())
                .artifactDigest("sha256:" + Digests.sha256(change.merged().hex()))
                .buildUrl("https://jenkins.example/job/deploy/" + id + "/");
        if (happening == Happening.ROLLED_BACK) {
            request.rollbackPlan("Deploy the version again that is taken back now; no table changes its form.");
        }
        if (Happening.EMERGENCIES.contains(happening)) {
            request.changeType(ChangeType.EMERGENCY).justification("Customers cannot pay; the fix is one line.");
        }
        return request.build();
    }

    private Sources sources(String id, boolean passes) {
        var totals = new TestTotals(212, passes ? 0 : 1, 0, 3);
        var tests = new TestEvidence(
                "**/TEST-*.xml", List.of(new TestFile("TEST-" + id + ".xml", Digests.sha256(id), Reading.of(totals))));
        return new Sources(changes, Optional.empty(), () -> tests, List.of(), List::of);
    }

    @Override
    public void close() throws IOException {
        ledger.close();
    }
}
