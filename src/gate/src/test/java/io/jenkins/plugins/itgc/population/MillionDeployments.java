package io.jenkins.plugins.itgc.population;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A ledger of very many deployments, written in bulk: each is a decision of some 2.3 KB, a start and a result. Of a thousand
 * decisions five are emergencies and three are blocked, one of which is overridden; every tenth is to another environment.
 */
final class MillionDeployments {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final long MILLIS_APART = 2_300;
    private static final String HEX = "3f2a1c9d8e7b6a5f4e3d2c1b0a9f8e7d6c5b4a39";
    private static final String NUMBER = "00000000";

    private final String template = template();
    private final String following = "\"decision\":%d,\"deploymentId\":\"%s\",\"environment\":\"%s\",";
    private OutputStream segment = OutputStream.nullOutputStream();
    private String month = "";
    private long entries;
    private long bytes;
    private final Path directory;

    private MillionDeployments(Path directory) {
        this.directory = directory;
    }

    /** Writes the ledger, and says how many bytes its lines have. */
    static long write(Path directory, int deployments) throws IOException {
        FileLedger.open(directory, LedgerOptions.defaults()).close();
        Files.delete(directory.resolve("checkpoint"));
        var writing = new MillionDeployments(directory);
        for (int released = 0, number = 0; released < deployments; number++) {
            released += writing.deployment(number);
        }
        writing.segment.close();
        FileLedger.open(directory, LedgerOptions.defaults()).close();
        return writing.bytes;
    }

    /** One decision and what follows; 1 where it belongs to the population of production. */
    private int deployment(int number) throws IOException {
        int of = number % 1000;
        boolean blocked = of == 17 || of == 401 || of == 733;
        boolean other = of % 10 == 9;
        String id = String.format(
                "%s-1111-4222-8333-%012d", String.format("%08x", number * 2654435761L & 0xffffffffL), number);
        String environment = other ? "staging" : "production";
        String service = "service-" + number % 12;
        long decision = entries;
        append(
                "decision",
                template.replace("@ID@", id)
                        .replace("@ENVIRONMENT@", environment)
                        .replace("@SERVICE@", service)
                        .replace("@VERDICT@", blocked ? "BLOCKED" : "ALLOWED")
                        .replace("@TYPE@", of % 200 == 3 ? "EMERGENCY" : "NORMAL")
                        .replace(NUMBER, String.format("%08d", number)));
        if (blocked && of != 401) {
            return 0;
        }
        if (blocked) {
            append(
                    "override",
                    "{\"at\":\"2026-01-01T00:00:00Z\",\"blockedBy\":[\"APPROVAL_MISSING\"],\"by\":\"jenkins:carla\",\"decision\":"
                            + decision + ",\"environment\":\"" + environment
                            + "\",\"reason\":\"INC-4711\",\"reviewDue\":\"2026-01-03T00:00:00Z\",\"service\":\""
                            + service
                            + "\"}");
        }
        String about = String.format(following, decision, id, environment);
        append(
                "deployment-start",
                "{\"allowed\":true,\"commit\":\"" + HEX + "\"," + about + "\"service\":\"" + service
                        + "\",\"startedAt\":\"2026-01-01T00:00:00Z\"}");
        append(
                "deployment-result",
                "{\"allowed\":true,\"artifactDigest\":\"sha256:" + HEX + HEX.substring(16) + "\",\"commit\":\"" + HEX
                        + "\","
                        + String.format(
                                "\"decision\":%d,\"deploymentId\":\"%s\",\"endedAt\":\"2026-01-01T00:00:00Z\",",
                                decision, id)
                        + "\"environment\":\"" + environment + "\",\"outcome\":\"SUCCESS\",\"service\":\"" + service
                        + "\",\"startedAt\":\"2026-01-01T00:00:00Z\"}");
        return other ? 0 : 1;
    }

    private void append(String kind, String body) throws IOException {
        Instant time = BEGIN.plusMillis(entries * MILLIS_APART);
        String now = time.toString().substring(0, 7);
        if (!now.equals(month)) {
            segment.close();
            month = now;
            segment = new BufferedOutputStream(Files.newOutputStream(directory.resolve(month + ".jsonl")), 1 << 20);
        }
        byte[] line = EntryLine.format(body.getBytes(StandardCharsets.US_ASCII), entries, kind, time);
        segment.write(line);
        segment.write('\n');
        entries++;
        bytes += line.length + 1;
    }

    /** A decision with one pull request, shaped as the gate writes them. */
    private static String template() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var decision = body.putObject("decision");
        decision.put("mode", "ENFORCE")
                .put("policyHash", HEX + HEX.substring(16))
                .put("verdict", "@VERDICT@");
        decision.putArray("waived");
        var controls = decision.putArray("controls");
        for (String id : new String[] {
            "approved-change",
            "final-revision",
            "separation-of-duties",
            "rollback-plan",
            "test-evidence",
            "risk-assessment",
            "required-checks",
            "promotion",
            "change-window",
            "pipeline",
            "emergency-change",
            "standard-change"
        }) {
            controls.addObject().put("id", id).put("outcome", "PASS").putArray("reasons");
        }
        var evidence = body.putObject("evidence");
        evidence.put("at", "2026-01-01T00:00:00Z");
        var answers = evidence.putArray("answers");
        for (int i = 0; i < 5; i++) {
            answers.addObject()
                    .put("digest", HEX + HEX.substring(16))
                    .put("at", "2026-01-01T00:00:00.123Z")
                    .put("question", "GET /repos/acme/payments-api/pulls/412/reviews?per_page=100");
        }
        var pull = evidence.putArray("pullRequests").addObject();
        pull.put("number", 412)
                .put("title", "Round amounts as the bank does, \"half even\"")
                .put("head", HEX);
        var review = pull.putArray("reviews").addObject();
        review.put("state", "APPROVED")
                .put("commit", HEX)
                .put("submittedAt", "2026-01-01T00:00:00Z")
                .put("by", "github:ben");
        var request = evidence.putObject("request");
        request.put("deploymentId", "@ID@").put("service", "@SERVICE@").put("environment", "@ENVIRONMENT@");
        request.put("repository", "acme/payments-api").put("commit", HEX.substring(0, 32) + NUMBER);
        request.put("changeType", "@TYPE@").put("deployer", "jenkins:dora");
        request.put("buildUrl", "https://jenkins.example/job/payments-api/" + NUMBER + "/")
                .putArray("tickets");
        evidence.putObject("standing").put("known", true);
        evidence.putObject("tests").put("executed", 412).put("failed", 0);
        evidence.putArray("tickets");
        evidence.putArray("rollbackPlans")
                .addObject()
                .put("excerpt", "Redeploy the version before; the schema did not change.");
        var trace = evidence.putObject("trace");
        var commits = trace.putArray("commits");
        for (int i = 0; i < 2; i++) {
            commits.addObject().put("commit", HEX).put("author", "github:ann").put("covered", true);
        }
        return new String(CanonicalJson.bytes(body), StandardCharsets.US_ASCII);
    }
}
