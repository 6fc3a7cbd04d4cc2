package io.jenkins.plugins.itgc.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.digest.Sha256;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import io.jenkins.plugins.itgc.population.FreezeOptions;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.LedgerEvidence;
import io.jenkins.plugins.itgc.population.Population;
import io.jenkins.plugins.itgc.population.PopulationFreezer;
import io.jenkins.plugins.itgc.population.PopulationQuery;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.sample.DrawRequest;
import io.jenkins.plugins.itgc.sample.Rate;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SampleDraw;
import io.jenkins.plugins.itgc.sample.SampleFile;
import io.jenkins.plugins.itgc.sample.SizeRule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A million deployments of a quarter: population, a sample of 60 and its worksheet, beside DuckDB doing the same filter, order,
 * hash and CSV export from the same segments (it hashes no lines, proves nothing, draws no sample and judges nothing). Whole
 * processes, which take turns.
 */
@Tag("benchmark")
class ControlTestBenchmark {
    private static final int DEPLOYMENTS = Integer.getInteger("benchmark.deployments", 1_000_000);
    private static final int ROUNDS = 5;

    /** Every stratum is drawn from; {@code -Dbenchmark.exceptions=all} tests all emergencies and overrides instead. */
    private static final Set<Stratum> DRAWN =
            System.getProperty("benchmark.exceptions", "").equals("all")
                    ? Set.of(Stratum.STANDARD)
                    : Set.of(Stratum.values());

    private static final WorksheetTerms TERMS = new WorksheetTerms(
            "CM-01",
            WorksheetTerms.STATEMENT,
            "payments",
            Optional.of(Identity.parse("email:tess@example.com")),
            Optional.empty(),
            Rate.parse("95%"),
            Rate.parse("5%"));

    /** What one process said and took. */
    private record Run(String items, String idsHash, double seconds, double cpuSeconds) {}

    @Test
    void freezesDrawsAndJudgesBesideDuckDb() throws Exception {
        var directory = Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("benchmark.dir", "target"))), "deployments");
        try {
            Path ledger = directory.resolve("ledger");
            long bytes = MillionDeployments.write(ledger, DEPLOYMENTS);
            Run[] ours = new Run[ROUNDS];
            Run[] duckDb = new Run[ROUNDS];
            for (int round = -1; round < ROUNDS; round++) {
                Run theirs = run("duckdb", ledger, directory.resolve("duckdb-" + round));
                Run mine = run("test", ledger, directory.resolve("test-" + round));
                assertThat(mine.idsHash()).isEqualTo(theirs.idsHash());
                if (round >= 0) {
                    ours[round] = mine;
                    duckDb[round] = theirs;
                }
            }
            double ratio = median(ours) / median(duckDb);
            System.out.printf(
                    "%,d deployments, %,d bytes: population, sample and worksheet of %s %.2f s (processor %.2f s; with the start of its JVM,"
                            + " -Xmx512m), DuckDB %.2f s (processor %.2f s), ratio %.2f%n",
                    DEPLOYMENTS, bytes, ours[0].items(), median(ours), cpu(ours), median(duckDb), cpu(duckDb), ratio);
            assertThat(ratio).isLessThanOrEqualTo(1.5);
        } finally {
            delete(directory);
        }
    }

    /** What the child process runs. */
    public static void main(String[] arguments) throws Exception {
        Path ledger = Path.of(arguments[1]);
        Path target = Path.of(arguments[2]);
        String idsHash = arguments[0].equals("duckdb") ? duckDb(ledger, target) : test(ledger, target);
        var cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        System.out.println(idsHash + " " + cpu.toMillis() / 1e3);
    }

    private static String test(Path ledger, Path target) throws Exception {
        var query = new PopulationQuery(
                MillionDeployments.FROM, MillionDeployments.TO, ZoneOffset.UTC, Set.of("production"), Set.of());
        Population population = new PopulationFreezer(ledger, InstantSource.system(), VerifyProgress.NONE)
                .freeze(query, FreezeOptions.DEFAULT, target);
        FrozenPopulation frozen = FrozenPopulation.read(target);
        Sample sample = new SampleDraw(frozen)
                .draw(
                        new DrawRequest(
                                SizeRule.chosen(60, Optional.empty()),
                                "12345678901234567890",
                                "the benchmark",
                                DRAWN,
                                DrawRequest.SEED_DIGITS),
                        Instant.now());
        SampleFile file = SampleFile.in(target);
        file.create(sample);
        Worksheet worksheet;
        try (FileLedger reading = FileLedger.read(ledger)) {
            worksheet = new WorksheetMaker(reading, InstantSource.system(), WorksheetProgress.NONE)
                    .make(frozen, sample, Sha256.hex(file.path()), TERMS, target.resolve("worksheet"));
        }
        if (population.ledger().scope() != LedgerEvidence.Scope.PERIOD
                || !population.complete()
                || worksheet.footer().attributes().stream().anyMatch(attribute -> attribute.notDeterminable() > 0)) {
            throw new IllegalStateException(population + " " + worksheet.footer());
        }
        System.out.println(worksheet.footer().items() + " items");
        return population.idsHash();
    }

    private static String duckDb(Path ledger, Path csv) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            for (String sql : DUCKDB.formatted(ledger, csv).split(";\n")) {
                statement.execute(sql);
            }
            try (var rows = statement.executeQuery(
                    "SELECT sha256(string_agg(id || chr(10), '' ORDER BY number)) FROM population")) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static final String DUCKDB = """
            CREATE TEMP TABLE lines AS
              SELECT index, kind, time, body.decision AS decision, body.evidence.request AS request, body.environment AS environment
              FROM read_json('%1$s/*.jsonl', format = 'newline_delimited', columns = {
                body: 'STRUCT(decision JSON, evidence STRUCT(request STRUCT(deploymentId VARCHAR, service VARCHAR,
                  environment VARCHAR, "commit" VARCHAR, changeType VARCHAR)), environment VARCHAR)',
                index: 'BIGINT', kind: 'VARCHAR', time: 'TIMESTAMP'})
              WHERE kind IN ('decision', 'override') AND time >= '2026-01-01' AND time < '2026-04-01';
            CREATE TEMP TABLE population AS
              SELECT row_number() OVER (ORDER BY release) AS number, * FROM (
                SELECT request.deploymentId AS id, index AS decision, NULL::BIGINT AS override, time AS released,
                  request.service AS service, request.environment AS environment, request."commit" AS "commit",
                  CASE WHEN request.changeType = 'EMERGENCY' THEN 'emergency' ELSE 'standard' END AS stratum, index AS release
                FROM lines
                WHERE kind = 'decision' AND request.environment = 'production' AND (decision->>'mode' = 'OBSERVE'
                  OR (decision->>'mode' = 'ENFORCE' AND decision->>'verdict' = 'ALLOWED'))
                UNION ALL
                SELECT d.request.deploymentId, d.index, o.index, o.time, d.request.service, d.request.environment,
                  d.request."commit", 'override', o.index
                FROM lines o JOIN lines d ON d.index = o.decision::BIGINT AND d.kind = 'decision'
                WHERE o.kind = 'override' AND o.environment = 'production');
            COPY (SELECT * EXCLUDE (release) FROM population ORDER BY number) TO '%2$s' (HEADER)""";

    private static Run run(String what, Path ledger, Path target) throws Exception {
        long begin = System.nanoTime();
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dbenchmark.exceptions=" + System.getProperty("benchmark.exceptions", ""),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ControlTestBenchmark.class.getName(),
                        what,
                        ledger.toString(),
                        target.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        double seconds = (System.nanoTime() - begin) / 1e9;
        var last = said.lines().reduce((before, line) -> line).orElseThrow().split(" ");
        return new Run(said.lines().findFirst().orElseThrow(), last[0], seconds, Double.parseDouble(last[1]));
    }

    private static double median(Run[] runs) {
        return Arrays.stream(runs).mapToDouble(Run::seconds).sorted().toArray()[ROUNDS / 2];
    }

    private static double cpu(Run[] runs) {
        return Arrays.stream(runs).mapToDouble(Run::cpuSeconds).sorted().toArray()[ROUNDS / 2];
    }

    private static void delete(Path directory) throws Exception {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
