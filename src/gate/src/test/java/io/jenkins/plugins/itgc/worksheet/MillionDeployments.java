package io.jenkins.plugins.itgc.worksheet;

import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.decision.Scenario;
import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.OverrideRecord;
import io.jenkins.plugins.itgc.history.PolicySeen;
import io.jenkins.plugins.itgc.history.ResultRecord;
import io.jenkins.plugins.itgc.history.ReviewRecord;
import io.jenkins.plugins.itgc.history.StartRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.CommitId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * A ledger of very many deployments, written in bulk: each is a whole record of a decision on one pull request, the evidence
 * gathered the day before, a start and a result. Of a thousand decisions five are emergencies and three are blocked, one of
 * which is overridden; those are reviewed a day later, one in twenty is not. Every tenth is to another environment.
 */
final class MillionDeployments {
    static final LocalDate FROM = LocalDate.parse("2026-01-01");
    static final LocalDate TO = LocalDate.parse("2026-03-31");

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MILLIS_APART = 2_300;
    private static final long DAY = Duration.ofDays(1).toMillis() / MILLIS_APART;
    private static final CommitId COMMIT = Scenario.MERGED;
    private static final String PLACE = "payments-api\",";
    private static final String ID = "\"d-1\"";
    private static final String YESTERDAY = "2026-11-03";
    private static final String DAY_BEFORE = "2026-11-02";

    private final List<Scenario> scenarios = List.of(policy(Scenario.allowed()), emergency(), unapproved());
    private final List<String> evidence =
            scenarios.stream().map(scenario -> body(scenario.evidence())).toList();
    private final String override = body(new OverrideRecord(
            0,
            "payments-api",
            "production",
            Identity.gitHub("carla"),
            "INC-4711",
            List.of(ReasonCode.APPROVAL_NONE),
            List.of(),
            Instant.parse("2026-11-03T00:00:00Z").plus(Duration.ofDays(4)),
            Instant.parse("2026-11-03T00:00:00Z")));
    private final String start = body(new StartRecord(
            0, "d-1", "payments-api", "production", COMMIT, true, Instant.parse("2026-11-03T00:00:00Z")));
    private final String result = body(new ResultRecord(
            0,
            "d-1",
            "payments-api",
            "production",
            COMMIT,
            Optional.empty(),
            true,
            ResultRecord.Outcome.SUCCESS,
            Instant.parse("2026-11-03T00:00:00Z"),
            Instant.parse("2026-11-03T00:01:30Z")));
    private final String review =
            body(new ReviewRecord(0, Identity.gitHub("ben"), true, "Read the change; it was one.", true));

    private record Owed(long decision, long dueAt) {}

    private List<String> decisions = List.of();
    private LocalDate decided = LocalDate.EPOCH;

    private final Queue<Owed> owed = new ArrayDeque<>();
    private OutputStream segment = OutputStream.nullOutputStream();
    private String month = "";
    private long entries;
    private long bytes;
    private long exceptions;
    private final Path directory;

    private MillionDeployments(Path directory) {
        this.directory = directory;
    }

    /** Writes the ledger, and says how many bytes its lines have. */
    static long write(Path directory, int deployments) throws IOException {
        FileLedger.open(directory, LedgerOptions.defaults()).close();
        Files.delete(directory.resolve("checkpoint"));
        var writing = new MillionDeployments(directory);
        var policy = writing.scenarios.get(0).policy();
        writing.append(EntryKind.POLICY_SEEN, body(new PolicySeen(policy.hash(), policy.document())));
        for (int released = 0, number = 0; released < deployments; number++) {
            released += writing.deployment(number);
        }
        writing.segment.close();
        FileLedger.open(directory, LedgerOptions.defaults()).close();
        return writing.bytes;
    }

    private static Scenario policy(Scenario scenario) {
        return scenario.policy(
                "emergency: {allowed: true, who: [dora], review-within-business-days: 2, maximum-overdue-reviews: 9}");
    }

    private static Scenario unapproved() {
        return policy(Scenario.allowed()).with(scenario -> scenario.reviews.clear());
    }

    private static Scenario emergency() {
        return unapproved()
                .with(scenario ->
                        scenario.request.changeType(ChangeType.EMERGENCY).justification("INC-4711: refused."));
    }

    /** The decisions of a day: each is made from evidence of the day before. */
    private List<String> decisions(LocalDate day) {
        if (!day.equals(decided)) {
            decided = day;
            decisions =
                    evidence.stream().map(said -> decision(dated(said, day))).toList();
        }
        return decisions;
    }

    private String decision(String evidence) {
        try {
            Evidence gathered =
                    Json.read(CanonicalJson.parse(evidence.getBytes(StandardCharsets.UTF_8)), Evidence.class);
            var policy = scenarios.get(0).policy().effective("payments-api", "production");
            return body(new DecisionRecord(Decision.of(policy, gathered), gathered));
        } catch (PolicyException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String dated(String body, LocalDate day) {
        return body.replace(YESTERDAY, day.minusDays(1).toString())
                .replace(DAY_BEFORE, day.minusDays(2).toString());
    }

    private static String body(Object said) {
        return new String(CanonicalJson.bytes(Json.tree(said)), StandardCharsets.UTF_8);
    }

    /** One decision and what follows; 1 where it belongs to the population of production. */
    private int deployment(int number) throws IOException {
        review();
        int of = number % 1000;
        boolean isEmergency = of % 200 == 3;
        boolean isBlocked = of == 17 || of == 401 || of == 733;
        boolean isOther = of % 10 == 9;
        long decision = entries;
        append(EntryKind.DECISION, filled(decisions(day()).get(isEmergency ? 1 : isBlocked ? 2 : 0), number, decision));
        if (isBlocked && of != 401) {
            return 0;
        }
        if (isBlocked) {
            append(EntryKind.OVERRIDE, filled(override, number, decision));
        }
        append(EntryKind.DEPLOYMENT_START, filled(start, number, decision));
        append(EntryKind.DEPLOYMENT_RESULT, filled(result, number, decision));
        if ((isBlocked || isEmergency) && exceptions++ % 20 != 19) {
            owed.add(new Owed(decision, entries + DAY));
        }
        return isOther ? 0 : 1;
    }

    private void review() throws IOException {
        while (!owed.isEmpty() && owed.element().dueAt() <= entries) {
            append(EntryKind.EMERGENCY_REVIEW, numbered(review, owed.remove().decision()));
        }
    }

    /** The same body of another deployment: its id, commit, service, environment and day stand in it as text. */
    private String filled(String body, int number, long decision) {
        String id = String.format("\"%08x-1111-4222-8333-%012d\"", number * 2654435761L & 0xffffffffL, number);
        String filled = dated(numbered(body, decision), day())
                .replace(ID, id)
                .replace(COMMIT.hex(), COMMIT.hex().substring(8) + String.format("%08x", number))
                .replace("\"service\":\"" + PLACE, "\"service\":\"service-" + number % 12 + "\",");
        return number % 10 == 9
                ? filled.replace("\"environment\":\"production\"", "\"environment\":\"staging\"")
                : filled;
    }

    private static String numbered(String body, long decision) {
        return body.replace("\"decision\":0,", "\"decision\":" + decision + ",");
    }

    private LocalDate day() {
        return time().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private Instant time() {
        return BEGIN.plusMillis(entries * MILLIS_APART);
    }

    private void append(EntryKind kind, String body) throws IOException {
        String now = time().toString().substring(0, 7);
        if (!now.equals(month)) {
            segment.close();
            month = now;
            segment = new BufferedOutputStream(Files.newOutputStream(directory.resolve(month + ".jsonl")), 1 << 20);
        }
        byte[] line = EntryLine.format(body.getBytes(StandardCharsets.UTF_8), entries, kind.text(), time());
        segment.write(line);
        segment.write('\n');
        entries++;
        bytes += line.length + 1;
    }
}
