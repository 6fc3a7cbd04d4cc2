package io.jenkins.plugins.itgc.population;

import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Tag;

@Tag("benchmark")
class PopulationBenchmark {
    public static void main(String[] arguments) throws Exception {
        Path ledger = Path.of(arguments[1]);
        long begin = System.nanoTime();
        switch (arguments[0]) {
            case "write" ->
                System.out.println(MillionDeployments.write(ledger, Integer.parseInt(arguments[2])) + " bytes");
            case "freeze" -> {
                var query = new PopulationQuery(
                        LocalDate.parse("2026-01-01"),
                        LocalDate.parse("2026-03-31"),
                        ZoneOffset.UTC,
                        Set.of("production"),
                        Set.of());
                var p = new PopulationFreezer(ledger, InstantSource.system(), VerifyProgress.NONE)
                        .freeze(query, FreezeOptions.DEFAULT, Path.of(arguments[2]));
                System.out.println(p);
            }
            case "duckdb" -> duckdb(ledger, Path.of(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.printf("%s %.2f s%n", arguments[0], (System.nanoTime() - begin) / 1e9);
    }

    static void duckdb(Path ledger, Path csv) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute(
                    "CREATE TEMP TABLE lines AS SELECT index, kind, time, body.decision AS decision, body.evidence.request AS request, body.environment AS environment, body.service AS service"
                            + " FROM read_json('" + ledger
                            + "/*.jsonl', format='newline_delimited', columns={body: 'STRUCT(decision JSON, evidence STRUCT(request STRUCT(deploymentId VARCHAR, service VARCHAR, environment VARCHAR, \"commit\" VARCHAR, changeType VARCHAR)), environment VARCHAR, service VARCHAR)', index: 'BIGINT', kind: 'VARCHAR', time: 'TIMESTAMP'})"
                            + " WHERE kind IN ('decision', 'override') AND time >= '2026-01-01' AND time < '2026-04-01'");
            statement.execute(
                    "CREATE TEMP TABLE population AS SELECT row_number() OVER (ORDER BY release) AS number, * FROM ("
                            + "SELECT request.deploymentId AS id, index AS decision, NULL::BIGINT AS override, time AS released, request.service AS service, request.environment AS environment, request.\"commit\" AS \"commit\", CASE WHEN request.changeType = 'EMERGENCY' THEN 'emergency' ELSE 'standard' END AS stratum, index AS release"
                            + " FROM lines WHERE kind = 'decision' AND request.environment = 'production' AND (decision->>'mode' = 'OBSERVE' OR (decision->>'mode' = 'ENFORCE' AND decision->>'verdict' = 'ALLOWED'))"
                            + " UNION ALL SELECT d.request.deploymentId, d.index, o.index, o.time, d.request.service, d.request.environment, d.request.\"commit\", 'override', o.index"
                            + " FROM lines o JOIN lines d ON d.index = o.decision::BIGINT AND d.kind = 'decision' WHERE o.kind = 'override' AND o.environment = 'production')");
            statement.execute(
                    "COPY (SELECT * EXCLUDE (release) FROM population ORDER BY number) TO '" + csv + "' (HEADER)");
            try (var rows = statement.executeQuery(
                    "SELECT count(*), sha256(string_agg(id || chr(10), '' ORDER BY number)) FROM population")) {
                rows.next();
                System.out.println(rows.getLong(1) + " " + rows.getString(2));
            }
        }
    }
}
