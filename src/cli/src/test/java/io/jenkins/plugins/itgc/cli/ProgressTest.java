package io.jenkins.plugins.itgc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.cli.Shell.Ended;
import io.jenkins.plugins.itgc.cli.demo.Shop;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What takes long says so, beside its answer, unless it is asked not to. */
class ProgressTest {
    private final Shell shell = new Shell();

    @Test
    void whatTakesLongSaysForHowLongUnlessItIsToBeQuiet(@TempDir Path directory) throws Exception {
        try (var shop = new Shop(directory);
                var other = FileLedger.open(shop.ledger(), LedgerOptions.defaults())) {
            String[] step = {
                "exceptions",
                "assign",
                "1",
                "--ledger",
                shop.ledger().toString(),
                "--by",
                "github:ann",
                "--owner",
                "github:ann",
                "--wait-for-lock",
                "2500ms"
            };
            Ended told = shell.run(step);
            Ended quiet = shell.run(
                    Stream.concat(Stream.of(step), Stream.of("--quiet")).toArray(String[]::new));

            assertThat(other.size()).isZero();
            assertThat(told.exitCode()).isEqualTo(4);
            assertThat(told.out()).isEmpty();
            assertThat(told.err()).matches("(?s)itgc-gate exceptions assign: \\d s so far\n.*");
            assertThat(quiet.exitCode()).isEqualTo(4);
            assertThat(quiet.err()).startsWith("cannot write to the ledger").doesNotContain("so far");
        }
    }

    @Test
    void onlyWhatIsDoneAtOnceOrAsksServersCannotBeToldToBeQuiet() {
        Set<String> without = leaves(shell.command())
                .filter(command -> !command.getCommandSpec().optionsMap().containsKey("--quiet"))
                .map(command -> command.getCommandSpec().qualifiedName().substring("itgc-gate ".length()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(without)
                .containsExactly(
                        "demo",
                        "exceptions",
                        "gate",
                        "generate-completion",
                        "ledger",
                        "ledger key",
                        "policy",
                        "policy check",
                        "policy schema",
                        "policy show",
                        "record-result",
                        "review");
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().values().stream().flatMap(sub -> Stream.concat(Stream.of(sub), leaves(sub)));
    }
}
