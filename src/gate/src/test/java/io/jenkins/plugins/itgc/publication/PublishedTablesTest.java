package io.jenkins.plugins.itgc.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.publication.directory.DirectoryArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/publication.md} says of the tables is what is published, and DuckDB reads it by the documented layout. */
class PublishedTablesTest {
    private static final Path DOCUMENT = Path.of("../../docs/publication.md");
    private static final Map<String, String> DUCKDB_TYPES =
            Map.of("bigint", "BIGINT", "string", "VARCHAR", "boolean", "BOOLEAN");

    @Test
    void shouldBeCountedByDuckDb(@TempDir Path root, @TempDir Path directory) throws Exception {
        try (var log = new LedgerFixture(directory);
                var database = open(root)) {
            log.deployments(3);
            log.days(5);
            long late = log.decide("payments-api", Verdict.ALLOWED);
            log.start(late);
            long blocked = log.decide("orders-api", Verdict.BLOCKED);
            publish(root, log);
            log.result(late, Outcome.FAILURE);
            log.days(40);
            log.override(blocked);
            log.review(blocked);
            log.deployments(2);
            publish(root, log);

            assertThat(ask(database, "SELECT count(*), count(DISTINCT decision) FROM deployments"))
                    .containsExactly(List.of("7", "7"));
            assertThat(ask(
                            database,
                            "SELECT month, count(*) FROM deployments WHERE year = 2026 GROUP BY month ORDER BY 1"))
                    .containsExactly(List.of("1", "3"), List.of("2", "2"), List.of("3", "2"));
            assertThat(ask(database, "SELECT outcome, count(*) FROM deployments GROUP BY outcome ORDER BY 1"))
                    .containsExactly(List.of("SUCCESS", "5"), List.of("null", "2"));
            assertThat(
                            ask(
                                    database,
                                    "SELECT outcome, count(*) FROM deployments_settled WHERE released GROUP BY outcome ORDER BY 1"))
                    .containsExactly(List.of("FAILURE", "1"), List.of("SUCCESS", "5"), List.of("null", "1"));
            assertThat(ask(database, blocks("sql example").get(0)))
                    .singleElement()
                    .satisfies(row ->
                            assertThat(row).startsWith(Long.toString(blocked)).contains("jenkins:carla"));
            assertThat(ask(database, "SELECT count(*) FROM deployment_events")).containsExactly(List.of("14"));
        }
    }

    @Test
    void shouldHaveTheColumnsThatAreDocumented() throws Exception {
        var decision = entry(3, "decision", """
                {"decision":{"verdict":"BLOCKED","mode":"ENFORCE","policyHash":"7be1","reviewDue":"2026-02-01T00:00:00Z",
                  "waived":["change-window"],
                  "controls":[{"id":"approved-change","outcome":"FAIL","reasons":[{"code":"APPROVAL_NONE"}]}]},
                 "evidence":{"request":{"deploymentId":"d","service":"s","environment":"e","repository":"a/b",
                    "commit":"1","changeType":"EMERGENCY","deployer":"github:ben","trigger":"t","buildUrl":"u",
                    "artifactDigest":"sha256:0"},
                  "trace":{"range":{"value":{"base":"0"}},"commits":[{},{}],
                    "pullRequests":[{"pullRequest":{"number":7}},{"pullRequest":{"number":8}}]},
                  "tickets":[{"key":"PAY-1"}],
                  "tests":{"files":[{"totals":{"value":{"passed":5,"failed":1,"errors":1,"skipped":2}}}]}}}""");
        var events = new Events();
        var eventColumns = new ArrayList<String>();
        for (String kind :
                List.of("deployment-start", "deployment-result", "override", "rejection", "emergency-review")) {
            var row = events.row(entry(4, kind, """
                    {"decision":3,"service":"s","environment":"e","startedAt":"2026-02-01T00:00:00Z",
                     "endedAt":"2026-02-01T00:00:00Z","outcome":"SUCCESS","by":"github:carla","reason":"r",
                     "reviewDue":"2026-02-01T00:00:00Z","reviewer":"github:dana","accepted":true,"timely":true,
                     "comment":"c"}"""));
            row.orElseThrow().fieldNames().forEachRemaining(eventColumns::add);
        }

        var row = DeploymentRow.of(decision, events.after(3), 9);

        assertThat(names(row))
                .containsExactlyInAnyOrderElementsOf(columns("deployments").keySet());
        assertThat(eventColumns.stream().distinct())
                .containsExactlyInAnyOrderElementsOf(
                        columns("deployment_events").keySet());
        columns("deployments")
                .forEach((name, type) ->
                        assertThat(type(row.path(name))).as(name).isEqualTo(type));
        assertThat(row.path("pull_requests").asText()).isEqualTo("7,8");
        assertThat(row.path("tests_executed").asInt()).isEqualTo(7);
        assertThat(row.path("tests_failed").asInt()).isEqualTo(2);
        assertThat(row.path("reasons").asText()).isEqualTo("APPROVAL_NONE");
        String prose = Files.readString(DOCUMENT).split("## Tables")[1].split("### Athena")[0];
        columns("deployments").keySet().forEach(name -> assertThat(prose).contains("`" + name + "`"));
        columns("deployment_events").keySet().forEach(name -> assertThat(prose).contains("`" + name + "`"));
    }

    @Test
    void shouldLeaveOutWhatAnEntryDoesNotSay() throws Exception {
        var row = DeploymentRow.of(entry(0, "decision", """
                {"decision":{"reviewDue":"soon"},
                 "evidence":{"tests":{"files":[{"totals":{"value":{"passed":1}}},{"totals":{"gap":{}}}]}}}"""), Optional.empty(), 1);

        assertThat(names(row))
                .containsExactlyInAnyOrder("decision", "leaf_hash", "recorded_at", "changes", "allowed", "as_of");
        assertThat(row.path("allowed").asBoolean(true)).isFalse();
    }

    @Test
    void shouldHaveNoRowForOtherEntries() throws Exception {
        var events = new Events();

        assertThat(events.row(entry(1, "policy-seen", "{\"hash\":\"7be1\"}"))).isEmpty();
        assertThat(events.row(entry(2, "test-result", "{\"decision\":1}"))).isEmpty();
        assertThat(events.row(entry(3, "override", "{\"decision\":\"1\"}"))).isEmpty();
        assertThat(events.after(1)).isEmpty();
    }

    private static Entry entry(long index, String kind, String body) throws Exception {
        return new Entry(
                index,
                LedgerFixture.BEGIN,
                kind,
                JsonMapper.builder().build().readTree(body),
                HashValue.of(new byte[HashValue.LENGTH]));
    }

    private static void publish(Path root, LedgerFixture log) throws Exception {
        new Publisher(new DirectoryArchive(root), PublicationProgress.NONE)
                .publish(log.ledger, log.ledger.verifierKey());
    }

    /** A database with the documented views; nothing is read before they are asked. */
    private static Connection open(Path root) throws Exception {
        var database = DriverManager.getConnection("jdbc:duckdb:");
        String views = blocks("sql duckdb")
                .get(0)
                .replace("PUBLISHED", root.toString())
                .replace("{COLUMNS OF DEPLOYMENTS}", duckDb(columns("deployments")))
                .replace("{COLUMNS OF EVENTS}", duckDb(columns("deployment_events")));
        // DuckDB looks at the files when a view is made.
        for (String table : List.of("deployments", "deployment-events")) {
            Path partition = Files.createDirectories(root.resolve(table + "/year=2025/month=01"));
            Files.createFile(partition.resolve("empty.jsonl"));
        }
        try (var statement = database.createStatement()) {
            statement.execute(views);
            statement.execute(blocks("sql view").get(0));
        }
        return database;
    }

    private static String duckDb(Map<String, String> columns) {
        return columns.entrySet().stream()
                .map(column -> "'" + column.getKey() + "': '" + DUCKDB_TYPES.get(column.getValue()) + "'")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Columns and types as the table definition for Athena has them. */
    private static Map<String, String> columns(String table) throws Exception {
        var definition = Pattern.compile("CREATE EXTERNAL TABLE " + table + " \\((.*?)\\)\nPARTITIONED", Pattern.DOTALL)
                .matcher(blocks("sql athena").get(0));
        assertThat(definition.find()).isTrue();
        var columns = new LinkedHashMap<String, String>();
        for (String column : definition.group(1).strip().split("\\s*,\\s*")) {
            var parts = column.split(" ");
            columns.put(parts[0], parts[1]);
        }
        return columns;
    }

    private static List<String> blocks(String language) throws Exception {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> names(ObjectNode row) {
        var names = new ArrayList<String>();
        row.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String type(JsonNode value) {
        return value.isIntegralNumber() ? "bigint" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static List<List<String>> ask(Connection database, String sql) throws SQLException {
        var rows = new ArrayList<List<String>>();
        try (var statement = database.createStatement();
                var answer = statement.executeQuery(sql)) {
            while (answer.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(answer.getString(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
