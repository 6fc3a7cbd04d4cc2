package io.jenkins.plugins.itgc.worksheet;

import io.jenkins.plugins.itgc.decision.Scenario;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.OverrideRecord;
import io.jenkins.plugins.itgc.history.PolicySeen;
import io.jenkins.plugins.itgc.history.ResultRecord;
import io.jenkins.plugins.itgc.history.ReviewRecord;
import io.jenkins.plugins.itgc.history.StartRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.MovableClock;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import io.jenkins.plugins.itgc.population.FreezeOptions;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.PopulationFreezer;
import io.jenkins.plugins.itgc.population.PopulationQuery;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.sample.DrawRequest;
import io.jenkins.plugins.itgc.sample.Rate;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SampleDraw;
import io.jenkins.plugins.itgc.sample.SizeRule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A ledger of the fourth quarter of 2026, filled with deployments of {@link Scenario}, its population, and a sample of it. */
public final class TestedPeriod implements AutoCloseable {
    public static final Instant BEGIN = Instant.parse("2026-11-04T09:00:00Z");
    public static final Instant END = Instant.parse("2027-01-04T09:00:00Z");
    static final String EMERGENCIES =
            "emergency: {allowed: true, who: [dora], review-within-business-days: 2, maximum-overdue-reviews: 9}";
    private static final String DIGEST = "ab".repeat(32);

    private final Path directory;
    public final MovableClock clock = new MovableClock(BEGIN);
    private final DeploymentLedger ledger;
    private int number;

    public TestedPeriod(Path directory) throws IOException {
        this.directory = directory;
        this.ledger = new DeploymentLedger(
                FileLedger.open(ledger(), LedgerOptions.defaults().withClock(clock)), ledger());
    }

    public Path ledger() {
        return directory.resolve("ledger");
    }

    /** Decides on a scenario and records it, as the gate does; the scenario's times lie an hour before. */
    public long decide(Scenario scenario) throws IOException {
        number++;
        String id = "d-" + number;
        if (scenario.evidence().request().deploymentId().equals("d-1")) {
            scenario.request.deploymentId(id);
        }
        clock.advanceSeconds(1_800);
        scenario.now = clock.instant();
        ledger.see(new PolicySeen(scenario.policy().hash(), scenario.policy().document()));
        return ledger.append(EntryKind.DECISION, new DecisionRecord(scenario.decide(), scenario.evidence()))
                .index();
    }

    public long deploy(Scenario scenario) throws IOException {
        long decision = decide(scenario);
        result(decision, scenario);
        return decision;
    }

    public long deploy(Consumer<Scenario> change) throws IOException {
        return deploy(scenario().with(change));
    }

    /** One whose approvals lie before the clock's time. */
    public Scenario scenario() {
        return Scenario.allowed().policy(EMERGENCIES);
    }

    public void result(long decision, Scenario scenario) throws IOException {
        DeploymentRequest request = scenario.evidence().request();
        Instant start = clock.instant();
        ledger.append(
                EntryKind.DEPLOYMENT_START,
                new StartRecord(
                        decision,
                        request.deploymentId(),
                        request.service(),
                        request.environment(),
                        request.commit(),
                        true,
                        start));
        clock.advanceSeconds(90);
        ledger.append(
                EntryKind.DEPLOYMENT_RESULT,
                new ResultRecord(
                        decision,
                        request.deploymentId(),
                        request.service(),
                        request.environment(),
                        request.commit(),
                        request.artifactDigest(),
                        true,
                        ResultRecord.Outcome.SUCCESS,
                        start,
                        clock.instant()));
    }

    public Scenario emergency() {
        return scenario().with(scenario -> {
            scenario.reviews.clear();
            scenario.request.changeType(ChangeType.EMERGENCY).justification("Payments are refused, INC-4711.");
        });
    }

    public void override(long decision) throws IOException {
        ledger.append(
                EntryKind.OVERRIDE,
                new OverrideRecord(
                        decision,
                        "payments-api",
                        "production",
                        Identity.gitHub("carla"),
                        "INC-1 burns.",
                        List.of(ReasonCode.APPROVAL_NONE),
                        List.of(),
                        clock.instant().plus(Duration.ofDays(3)),
                        clock.instant()));
    }

    public void review(long decision) throws IOException {
        ledger.append(
                EntryKind.EMERGENCY_REVIEW,
                new ReviewRecord(decision, Identity.gitHub("ben"), true, "Read the change; it was one.", true));
    }

    public void passDays(int days) {
        clock.advanceSeconds(Duration.ofDays(days).toSeconds());
    }

    public DeploymentLedger deployments() {
        return ledger;
    }

    /** Freezes the quarter. */
    public FrozenPopulation freeze() throws Exception {
        ledger.ledger().checkpoint();
        clock.set(END);
        Path target = directory.resolve("population");
        new PopulationFreezer(ledger(), clock, VerifyProgress.NONE)
                .freeze(
                        new PopulationQuery(
                                LocalDate.of(2026, 10, 1),
                                LocalDate.of(2026, 12, 31),
                                ZoneOffset.UTC,
                                Set.of(),
                                Set.of()),
                        FreezeOptions.DEFAULT,
                        target);
        return FrozenPopulation.read(target);
    }

    /** A sample of everything that was deployed. */
    public static Sample sample(FrozenPopulation population) throws Exception {
        return sample(population, population.population().strata().of(Stratum.STANDARD));
    }

    /** A sample with so many standard changes at most. */
    public static Sample sample(FrozenPopulation population, long size) throws Exception {
        var rule = SizeRule.chosen(size, Optional.of("as many as the test asks for"));
        return new SampleDraw(population).draw(DrawRequest.of(rule, "12345678901234567890", "dice"), END);
    }

    public static WorksheetTerms terms() {
        return new WorksheetTerms(
                "CM-01",
                WorksheetTerms.STATEMENT,
                "payments",
                Optional.of(Identity.parse("email:tess@example.com")),
                Optional.of("Rene View"),
                Rate.parse("95%"),
                Rate.parse("5%"));
    }

    public Worksheet worksheet(FrozenPopulation population, Sample sample) throws Exception {
        return worksheet(population, sample, "worksheet");
    }

    /** A worksheet in a directory of that name. */
    public Worksheet worksheet(FrozenPopulation population, Sample sample, String name) throws Exception {
        try (FileLedger reading = FileLedger.read(ledger())) {
            return new WorksheetMaker(reading, clock, WorksheetProgress.NONE)
                    .make(population, sample, DIGEST, terms(), directory.resolve(name));
        }
    }

    /** A worksheet of everything that was deployed. */
    public Worksheet worksheet() throws Exception {
        FrozenPopulation population = freeze();
        return worksheet(population, sample(population));
    }

    @Override
    public void close() throws IOException {
        ledger.close();
    }
}
