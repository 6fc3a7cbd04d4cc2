package io.jenkins.plugins.itgc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.cli.Shell.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    private final Shell shell = new Shell();

    @Test
    void allComesAsItIsTold(@TempDir Path directory) {
        shell.variables.put("ITGC_GITHUB_URL", "http://elsewhere.example");
        shell.variables.put("ITGC_GITHUB_TOKEN", "ghp_secret");
        Path kept = directory.resolve("kept");

        Ended ended = shell.run("demo", "--keep", kept.toString());

        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).isZero();
        assertThat(verdicts(ended.out()))
                .containsExactly(
                        "ALLOWED  payments-api",
                        "BLOCKED  payments-api",
                        "BLOCKED  checkout-web",
                        "BLOCKED  orders-api",
                        "BLOCKED  search-api",
                        "BLOCKED  mailer",
                        "BLOCKED  catalog-api",
                        "BLOCKED  ledger-sync",
                        "ALLOWED  reports-api",
                        "BLOCKED  invoices",
                        "BLOCKED  shipping",
                        "BLOCKED, NOT DETERMINABLE  accounts-api",
                        "ALLOWED  payments-api");
        assertThat(ended.out())
                .contains("another person must review it")
                .contains("recorded the review of entry 14 by github:carla as entry 16: accepted, in time")
                .contains("✓ intact: 17 entries")
                .contains("✓ entry 1 is in the tree of 17 entries")
                .contains("✗ NOT INTACT: 17 entries")
                .contains("line 2 (entry 1)")
                .doesNotContain("ghp_secret")
                .doesNotContain("elsewhere.example");
        whatItSaysToTryNextWorks(ended.out());
    }

    private void whatItSaysToTryNextWorks(String out) {
        List<String> next = Pattern.compile("^  → itgc-gate (.*)$", Pattern.MULTILINE)
                .matcher(out)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(next).hasSize(6);
        for (String arguments : next) {
            Ended ended = shell.run(arguments.split(" "));
            assertThat(ended.exitCode()).as(arguments).isEqualTo(arguments.contains("tampered") ? 4 : 0);
            assertThat(ended.out()).isNotBlank();
        }
    }

    @Test
    void aDirectoryInUseIsLeftAlone(@TempDir Path directory) throws Exception {
        Path mine = Files.writeString(directory.resolve("mine.txt"), "mine");

        Ended ended = shell.run("demo", "--keep", directory.toString());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("is not empty");
        assertThat(mine).hasContent("mine");
        assertThat(directory).isDirectoryContaining(file -> file.equals(mine));
    }

    private static List<String> verdicts(String out) {
        return Pattern.compile("^([A-Z, ]+  [a-z-]+) → production", Pattern.MULTILINE)
                .matcher(out)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
