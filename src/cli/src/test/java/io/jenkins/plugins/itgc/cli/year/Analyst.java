package io.jenkins.plugins.itgc.cli.year;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.itgc.cli.Shell;
import io.jenkins.plugins.itgc.cli.Shell.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whoever tests the control of the year 2025, with nothing but the command, in January 2026. */
final class Analyst {
    private static final String TESTER = "email:tess@example.com";
    private static final String PERIOD = "--from 2025-01-01 --to 2025-12-31";

    private final Shell shell = new Shell();
    private final Path ledger;
    private final Path policy;
    private final Path desk;
    private final String key;

    /**
     * @param policy the policy in force now
     * @param desk where the analyst's files go
     * @param key the ledger's key, which the analyst has had from its beginning
     */
    Analyst(Path ledger, Path policy, Path desk, String key) {
        this.ledger = ledger;
        this.policy = policy;
        this.desk = desk;
        this.key = key;
        shell.at(Instant.parse("2026-01-12T09:00:00Z"));
    }

    Path ledger() {
        return ledger;
    }

    Path policy() {
        return policy;
    }

    Path population() {
        return desk.resolve("population");
    }

    Path sample() {
        return population().resolve("sample.json");
    }

    Path worksheet() {
        return desk.resolve("worksheet");
    }

    Path laterWorksheet() {
        return desk.resolve("later worksheet");
    }

    Path bundle() {
        return desk.resolve("change control 2025.zip");
    }

    /** Runs a command: its words, and then arguments that may have blanks in them. */
    Ended run(String words, Object... more) {
        var arguments = new ArrayList<>(List.of(words.split(" ")));
        Arrays.stream(more).map(String::valueOf).forEach(arguments::add);
        return shell.run(arguments);
    }

    /** Runs one that must do what it is asked for. */
    JsonNode answer(String words, Object... more) {
        Ended ended = run(words + " --json", more);
        assertThat(ended.exitCode()).as(words + "\n" + ended.err()).isZero();
        return ended.json();
    }

    JsonNode freeze(Path source) {
        return answer(
                        "population " + PERIOD,
                        "--ledger",
                        ledger,
                        "--key",
                        key,
                        "--source",
                        source,
                        "--out",
                        population())
                .path("population");
    }

    JsonNode draw() {
        shell.at(Instant.parse("2026-01-12T10:00:00Z"));
        return answer(
                "sample --confidence 95% --tolerable 5% --accept 2 --seed 31415926535897932384",
                "--population", population(), "--seed-from", "first digits of pi, named by the auditor");
    }

    JsonNode judge() {
        shell.at(Instant.parse("2026-01-12T11:00:00Z"));
        return judge(worksheet());
    }

    /** Another worksheet of the same sample. */
    JsonNode judgeLater() {
        return judge(laterWorksheet());
    }

    private JsonNode judge(Path directory) {
        return answer(
                "worksheet --control CM-01 --quiet --tester " + TESTER,
                "--ledger",
                ledger,
                "--population",
                population(),
                "--out",
                directory);
    }

    /** The exceptions on a worksheet. */
    List<JsonNode> exceptionsOf(Path directory) throws IOException {
        JsonNode worksheet = JsonMapper.builder()
                .build()
                .readTree(directory.resolve("worksheet.json").toFile());
        var all = new ArrayList<JsonNode>();
        worksheet.path("exceptions").forEach(all::add);
        return all;
    }

    JsonNode conclude(Path returned) {
        shell.at(Instant.parse("2026-01-13T16:00:00Z"));
        return answer("worksheet import --tester " + TESTER, returned, "--worksheet", worksheet(), "--ledger", ledger);
    }

    JsonNode openExceptions() {
        return answer(
                        "exceptions open --quiet " + PERIOD,
                        "--ledger",
                        ledger,
                        "--population",
                        population(),
                        "--worksheet",
                        worksheet())
                .path("opened");
    }

    JsonNode exceptions() {
        return answer("exceptions list", "--ledger", ledger).path("exceptions");
    }

    /** One step of the follow-up of an exception. */
    Ended follow(String step, long number, Object... more) {
        return run("exceptions " + step + " " + number + " --ledger " + ledger, more);
    }

    Ended close(long number, String by) {
        return follow("close", number, "--policy", policy, "--by", by, "--comment", "Retested; the deputy reviewed.");
    }

    Ended signOff(String by) {
        shell.at(Instant.parse("2026-01-20T09:00:00Z"));
        return run(
                "signoff --on 2026-01-20 --by " + by,
                "--ledger",
                ledger,
                "--policy",
                policy,
                "--population",
                population(),
                "--worksheet",
                worksheet(),
                "--statement",
                "Reviewed all items and exceptions; emergencies and overrides are reported as a deficiency.");
    }

    JsonNode bundleUp() {
        return answer(
                "bundle --quiet",
                "--ledger",
                ledger,
                "--population",
                population(),
                "--worksheet",
                worksheet(),
                "--out",
                bundle());
    }

    Ended verifyBundle(Path zip) {
        return run("verify-bundle --json", zip, "--key", key);
    }

    Ended verifyLedger(Path directory) {
        return run("ledger verify --json", "--ledger", directory, "--key", key);
    }

    Ended verifySample(Path directory) {
        return run("sample verify --json", "--population", directory);
    }
}
