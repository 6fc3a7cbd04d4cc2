package io.jenkins.plugins.itgc.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.bundle.BundleFinding.Kind;
import io.jenkins.plugins.itgc.decision.Scenario;
import io.jenkins.plugins.itgc.exceptions.ExceptionOpener;
import io.jenkins.plugins.itgc.exceptions.ExceptionRegister;
import io.jenkins.plugins.itgc.exceptions.FollowUp;
import io.jenkins.plugins.itgc.exceptions.OpeningProgress;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.OverrideRecord;
import io.jenkins.plugins.itgc.history.PolicySeen;
import io.jenkins.plugins.itgc.history.ResultRecord;
import io.jenkins.plugins.itgc.history.ReviewRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.MovableClock;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import io.jenkins.plugins.itgc.population.FreezeOptions;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.PopulationFreezer;
import io.jenkins.plugins.itgc.population.PopulationQuery;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.sample.DrawRequest;
import io.jenkins.plugins.itgc.sample.Rate;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SampleDraw;
import io.jenkins.plugins.itgc.sample.SampleFile;
import io.jenkins.plugins.itgc.sample.SizeRule;
import io.jenkins.plugins.itgc.signoff.ControlTest;
import io.jenkins.plugins.itgc.signoff.ManagementReview;
import io.jenkins.plugins.itgc.signoff.ScopeInForce;
import io.jenkins.plugins.itgc.worksheet.TestResult;
import io.jenkins.plugins.itgc.worksheet.TesterConclusion;
import io.jenkins.plugins.itgc.worksheet.WorksheetMaker;
import io.jenkins.plugins.itgc.worksheet.WorksheetProgress;
import io.jenkins.plugins.itgc.worksheet.WorksheetTerms;
import io.jenkins.plugins.itgc.worksheet.results.TestedWorksheet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole year: 2,000 decisions on 12 services, with blocked ones, overrides, emergencies of which every second is reviewed
 * late, deployments past the gate, and a change of the policy; tested, signed off, bundled, checked on a copy, and changed.
 */
class ActedYearTest {
    private static final int DECISIONS = 2_000;
    private static final String RULES =
            "emergency: {allowed: true, who: [dora], review-within-business-days: 2, maximum-overdue-reviews: 99}";
    private static final Identity TESTER = Identity.gitHub("tess");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-02T09:00:00Z"));
    private Path directory;
    private DeploymentLedger ledger;
    private long late;
    private long overridden;
    private long past;

    private record Review(Instant at, long decision, boolean timely) {}

    private final Deque<Review> reviews = new ArrayDeque<>();

    @BeforeEach
    void begin(@TempDir Path root) throws Exception {
        directory = root;
        open();
        for (int number = 0; number < DECISIONS; number++) {
            act(number);
        }
        clock.set(Instant.parse("2026-12-30T09:00:00Z"));
        review(clock.instant());
        settle();
        clock.set(Instant.parse("2027-01-04T09:00:00Z"));
    }

    @AfterEach
    void end() throws Exception {
        ledger.close();
    }

    private void open() throws IOException {
        Path at = directory.resolve("ledger");
        ledger = new DeploymentLedger(
                FileLedger.open(at, LedgerOptions.defaults().withClock(clock)), at);
    }

    private void settle() throws IOException {
        ledger.close();
        open();
    }

    private void act(int number) throws IOException {
        clock.advanceSeconds(Duration.ofMinutes(250).toSeconds());
        review(clock.instant());
        var scenario =
                Scenario.allowed().policy(number < 1_300 ? RULES : RULES + ", rollback-plan: {minimum-length: 18}");
        scenario.request.deploymentId("deployment-" + number);
        boolean emergency = number % 100 == 37;
        boolean blocked = number % 50 == 17;
        if (emergency) {
            scenario.reviews.clear();
            scenario.request.changeType(ChangeType.EMERGENCY).justification("Payments are refused, INC-4711.");
        } else if (blocked) {
            scenario.reviews.clear();
        }
        scenario.now = clock.instant();
        ledger.see(new PolicySeen(scenario.policy().hash(), scenario.policy().document()));
        var body = (ObjectNode) Json.tree(new DecisionRecord(scenario.decide(), scenario.evidence()));
        ((ObjectNode) body.at("/evidence/request")).put("service", "service-" + number % 12);
        long decision = ledger.append(EntryKind.DECISION, body).index();
        boolean override = blocked && number % 250 == 17;
        boolean around = blocked && number == 567 || number == 1_867;
        if (emergency) {
            boolean timely = number % 200 == 37;
            late += timely ? 0 : 1;
            reviews.add(new Review(clock.instant().plus(Duration.ofHours(timely ? 10 : 300)), decision, timely));
        } else if (override) {
            overridden++;
            ledger.append(EntryKind.OVERRIDE, override(decision, "service-" + number % 12));
            reviews.add(new Review(clock.instant().plus(Duration.ofHours(10)), decision, true));
        }
        if (!blocked || override || around) {
            past += blocked && !override ? 1 : 0;
            ledger.append(
                    EntryKind.DEPLOYMENT_RESULT,
                    result(decision, scenario.evidence().request(), "service-" + number % 12, !blocked || override));
        }
    }

    private OverrideRecord override(long decision, String service) {
        return new OverrideRecord(
                decision,
                service,
                "production",
                Identity.gitHub("carla"),
                "INC-1 burns.",
                List.of(ReasonCode.APPROVAL_NONE),
                List.of(),
                clock.instant().plus(Duration.ofDays(2)),
                clock.instant());
    }

    private ResultRecord result(long decision, DeploymentRequest request, String service, boolean allowed) {
        CommitId commit = request.commit();
        return new ResultRecord(
                decision,
                request.deploymentId(),
                service,
                request.environment(),
                commit,
                request.artifactDigest(),
                allowed,
                ResultRecord.Outcome.SUCCESS,
                clock.instant(),
                clock.instant());
    }

    private void review(Instant until) throws IOException {
        var left = new ArrayList<Review>();
        while (!reviews.isEmpty()) {
            Review review = reviews.remove();
            if (review.at().isAfter(until)) {
                left.add(review);
            } else {
                ledger.append(
                        EntryKind.EMERGENCY_REVIEW,
                        new ReviewRecord(
                                review.decision(), Identity.gitHub("ben"), true, "Read the change.", review.timely()));
            }
        }
        reviews.addAll(left);
    }

    private ControlTest tested() throws Exception {
        Path at = directory.resolve("year");
        var query = new PopulationQuery(
                LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), ZoneOffset.UTC, Set.of(), Set.of());
        new PopulationFreezer(directory.resolve("ledger"), clock, VerifyProgress.NONE)
                .freeze(query, FreezeOptions.DEFAULT, at);
        FrozenPopulation population = FrozenPopulation.read(at);
        var rule = SizeRule.formula(SizeRule.Method.BINOMIAL, Rate.parse("95%"), Rate.parse("5%"));
        Sample sample =
                new SampleDraw(population).draw(DrawRequest.of(rule, "12345678901234567890", "dice"), clock.instant());
        SampleFile.in(at).create(sample);
        Path file = at.resolve(Sample.FILE);
        var terms = new WorksheetTerms(
                "CM-01",
                WorksheetTerms.STATEMENT,
                "payments",
                Optional.of(TESTER),
                Optional.of("Dana Reyes"),
                Rate.parse("95%"),
                Rate.parse("5%"));
        try (var reading = FileLedger.read(directory.resolve("ledger"))) {
            new WorksheetMaker(reading, clock, WorksheetProgress.NONE)
                    .make(population, sample, ControlTest.sha256(file), terms, at.resolve("worksheet"));
        }
        ControlTest test = ControlTest.read(at, file, at.resolve("worksheet"));
        test.worksheet()
                .forEachItem(item -> ledger.append(
                        EntryKind.TEST_RESULT,
                        new TestResult(
                                test.worksheet().digest(),
                                test.population().digest(),
                                "0".repeat(64),
                                item.number(),
                                item.id(),
                                item.decision(),
                                List.of(),
                                item.deviations().isEmpty()
                                        ? TesterConclusion.NO_DEVIATION
                                        : TesterConclusion.DEVIATION,
                                "Looked at it.",
                                TESTER,
                                Optional.empty())));
        return test;
    }

    private void followUp(ControlTest test) throws Exception {
        List<ExceptionOpenedKey> keys;
        try (var discrepancies = test.population().discrepancies()) {
            keys = new ExceptionOpener(
                            test.summary().start(),
                            test.summary().end(),
                            TestedWorksheet.of(test.worksheet(), ledger.ledger())
                                    .deviations(),
                            discrepancies.toList())
                    .open(ledger, clock, OpeningProgress.NONE).stream()
                            .map(entry -> new ExceptionOpenedKey(
                                    entry.index(), entry.body().findValuesAsText("trigger")))
                            .toList();
        }
        assertThat(keys).filteredOn(key -> key.triggers().contains("override")).hasSize((int) overridden);
        assertThat(keys)
                .filteredOn(key -> key.triggers().contains("late-review"))
                .hasSize((int) late);
        assertThat(keys)
                .filteredOn(key -> key.triggers().contains("deployed-although-blocked"))
                .hasSize((int) past);
        var followUp = new FollowUp(ledger, clock);
        for (var key : keys) {
            followUp.assign(
                    key.number(), Identity.gitHub("carla"), Identity.gitHub("ann"), Optional.empty(), Optional.empty());
        }
    }

    private record ExceptionOpenedKey(long number, List<String> triggers) {}

    @Test
    @DisplayName("is tested, signed off, bundled and checked; each change of the copy is found and named")
    void year() throws Exception {
        ControlTest test = tested();
        followUp(test);
        assertThat(overridden).isPositive();
        assertThat(late).isPositive();
        assertThat(past).isPositive();
        assertThat(ScopeInForce.of(
                                ledger.ledger(),
                                test.summary().start(),
                                test.summary().end())
                        .versions())
                .hasSize(2);
        new ManagementReview(ledger, clock)
                .signOff(
                        test,
                        Scenario.allowed().policy().identities(),
                        Identity.gitHub("carla"),
                        LocalDate.of(2027, 1, 4),
                        "Reviewed.");
        settle();
        VerifierKey key = ledger.ledger().verifierKey();
        Path made = directory.resolve("year.zip");
        try (var reading = FileLedger.read(directory.resolve("ledger"))) {
            new BundleMaker(reading, BundleProgress.NONE).make(test, made);
        }
        Path copy = Files.copy(made, directory.resolve("copy.zip"));

        BundleReport report = BundleVerifier.verify(copy, Optional.of(key), BundleProgress.NONE);
        assertThat(report.findings()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.exceptions())
                .hasSameSizeAs(ExceptionRegister.read(ledger.ledger()).inOrder());

        String id = test.items().get(0).id();
        long decision = test.items().get(0).decision();
        assertChange(
                copy, key, BundleFiles.ENTRIES, lines -> changed(lines, decision, "service-", "serviced"), decision);
        assertChange(
                copy,
                key,
                BundleFiles.ENTRIES,
                lines -> changed(lines, decision, "\"sha256\":\"", "\"sha256\":\"f"),
                decision);
        assertThat(findings(copy, key, BundleFiles.SAMPLE, text -> text.replace("\"" + id + "\"", "\"another\"")))
                .anyMatch(finding -> finding.kind() == Kind.SAMPLE
                        && finding.message().contains(id)
                        && finding.message().contains("another"));
        assertThat(findings(copy, key, BundleFiles.ENTRIES, lines -> {
                    var all = new ArrayList<>(lines.lines().toList());
                    Collections.swap(all, 3, 4);
                    return String.join("\n", all) + "\n";
                }))
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(Kind.ORDER));
        assertThat(findings(copy, key, BundleFiles.ENTRIES, lines -> lines.substring(0, lines.length() - 1)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("cut off"));
    }

    private static String changed(String lines, long index, String what, String by) {
        return String.join(
                        "\n",
                        lines.lines()
                                .map(line ->
                                        line.contains(",\"index\":" + index + ",") ? line.replaceFirst(what, by) : line)
                                .toList())
                + "\n";
    }

    private static void assertChange(
            Path bundle, VerifierKey key, String name, UnaryOperator<String> change, long entry) throws Exception {
        assertThat(findings(bundle, key, name, change))
                .filteredOn(finding -> finding.kind() == Kind.ENTRY)
                .singleElement()
                .satisfies(finding -> assertThat(finding.entry()).contains(entry));
    }

    /** What is found where one file was changed and the manifest written again. */
    private static List<BundleFinding> findings(Path bundle, VerifierKey key, String name, UnaryOperator<String> change)
            throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var zip = new ZipFile(bundle.toFile())) {
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        String before = new String(files.get(name), StandardCharsets.UTF_8);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        files.put(name, after.getBytes(StandardCharsets.UTF_8));
        files.remove(BundleManifest.FILE);
        Path target = Files.createTempFile(bundle.getParent(), "changed", ".zip");
        try (var zip = new ZipWriter(target)) {
            for (var file : files.entrySet()) {
                zip.add(file.getKey(), out -> out.write(file.getValue()));
            }
            var manifest = new BundleManifest(BundleManifest.FORM, zip.digests());
            zip.add(BundleManifest.FILE, out -> out.write(CanonicalJson.bytes(Json.tree(manifest))));
            zip.finish();
        }
        return BundleVerifier.verify(target, Optional.of(key), BundleProgress.NONE)
                .findings();
    }
}
