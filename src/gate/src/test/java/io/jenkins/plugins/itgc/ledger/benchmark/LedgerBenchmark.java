package io.jenkins.plugins.itgc.ledger.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.ledger.format.EntryLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Durable appends a second, beside SQLite on the same disk with the same bytes. The contenders take turns, so that what
 * else the machine does hits all of them; the median of their turns counts.
 */
@Tag("benchmark")
class LedgerBenchmark {
    private static final int ROUNDS = 5;
    private static final long TURN_NANOS = 2_000_000_000L;
    private static final int THREADS = 64;

    private Path directory;
    private int turns;

    /** Does one durable append. */
    private interface Append {
        void run() throws Exception;
    }

    /** A store that is opened for one turn; each thread has an append of its own. */
    private interface Contender {
        double appendsPerSecond(Path fresh) throws Exception;
    }

    @BeforeEach
    void makeDirectory() throws Exception {
        directory = Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("benchmark.dir", "target"))), "benchmark");
    }

    @AfterEach
    void removeDirectory() throws Exception {
        Trees.delete(directory);
    }

    @Test
    void appendsBesideSqlite() throws Exception {
        var contenders = new LinkedHashMap<String, Contender>();
        contenders.put("ledger, 1 thread", fresh -> ledger(fresh, 1));
        contenders.put("ledger, 64 threads", fresh -> ledger(fresh, THREADS));
        contenders.put("sqlite wal, 1 thread", fresh -> sqlite(fresh, "wal", 1));
        contenders.put("sqlite rollback journal, 1 thread", fresh -> sqlite(fresh, "delete", 1));
        contenders.put("sqlite wal, 64 threads", fresh -> sqlite(fresh, "wal", THREADS));
        var turnsOf = new LinkedHashMap<String, double[]>();
        for (int round = -1; round < ROUNDS; round++) {
            for (var contender : contenders.entrySet()) {
                double rate = contender
                        .getValue()
                        .appendsPerSecond(Files.createDirectory(directory.resolve("turn-" + turns++)));
                if (round >= 0) {
                    turnsOf.computeIfAbsent(contender.getKey(), name -> new double[ROUNDS])[round] = rate;
                }
            }
        }
        var median = medians(turnsOf);

        double sqlite = Math.max(median.get("sqlite wal, 1 thread"), median.get("sqlite rollback journal, 1 thread"));
        double sqliteBest = Math.max(sqlite, median.get("sqlite wal, 64 threads"));
        double one = median.get("ledger, 1 thread") / sqlite;
        double many = median.get("ledger, 64 threads") / sqliteBest;
        System.out.printf("ledger to sqlite, one thread: %.2f; 64 threads to sqlite's best: %.2f%n", one, many);
        assertThat(one).as("one thread").isGreaterThanOrEqualTo(1);
        assertThat(many).as("64 threads").isGreaterThanOrEqualTo(4);
    }

    private static Map<String, Double> medians(Map<String, double[]> turnsOf) {
        var medians = new LinkedHashMap<String, Double>();
        turnsOf.forEach((name, rates) -> {
            Arrays.sort(rates);
            medians.put(name, rates[ROUNDS / 2]);
            System.out.printf(
                    "%-34s median %,9.0f/s   lowest %,9.0f   highest %,9.0f%n",
                    name, rates[ROUNDS / 2], rates[0], rates[ROUNDS - 1]);
        });
        return medians;
    }

    private static double ledger(Path fresh, int threads) throws Exception {
        var body = Sample.body(1);
        try (var ledger = FileLedger.open(fresh, LedgerOptions.defaults())) {
            var appends = new ArrayList<Append>();
            for (int i = 0; i < threads; i++) {
                appends.add(() -> ledger.append("decision", body));
            }
            return rate(appends);
        }
    }

    private static double sqlite(Path fresh, String journal, int threads) throws Exception {
        var line = EntryLine.format(CanonicalJson.bytes(Sample.body(1)), 1_000_000, "decision", Instant.now());
        var url = "jdbc:sqlite:" + fresh.resolve("entries.db");
        var connections = new ArrayList<Connection>();
        try {
            var appends = new ArrayList<Append>();
            for (int i = 0; i < threads; i++) {
                var connection = DriverManager.getConnection(url);
                connections.add(connection);
                execute(connection, "pragma busy_timeout = 60000");
                execute(connection, "pragma journal_mode = " + journal);
                execute(connection, "pragma synchronous = full");
                execute(connection, "create table if not exists entries (id integer primary key, line blob not null)");
                var insert = connection.prepareStatement("insert into entries (line) values (?)");
                appends.add(() -> {
                    insert.setBytes(1, line);
                    insert.executeUpdate();
                });
            }
            return rate(appends);
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static double rate(ArrayList<Append> appends) throws Exception {
        var pool = Executors.newFixedThreadPool(appends.size());
        try {
            long begin = System.nanoTime();
            var counting = new ArrayList<Callable<Long>>();
            for (var append : appends) {
                counting.add(() -> {
                    long count = 0;
                    while (System.nanoTime() - begin < TURN_NANOS) {
                        append.run();
                        count++;
                    }
                    return count;
                });
            }
            long total = 0;
            for (var count : pool.invokeAll(counting)) {
                total += count.get();
            }
            return total * 1e9 / (System.nanoTime() - begin);
        } finally {
            pool.shutdown();
        }
    }
}
