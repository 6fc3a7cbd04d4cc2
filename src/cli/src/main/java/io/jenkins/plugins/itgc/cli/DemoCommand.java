package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.demo.Demo;
import io.jenkins.plugins.itgc.cli.output.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the demonstration. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Decides on a dozen deployments against a replayed GitHub and Jira, verifies the ledger, tampers with a copy,"
                    + " and shows that it is found.",
            "",
            "Asks no server, and needs no token."
        },
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate demo --keep /tmp/itgc-demo")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DemoCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Where its files go: a directory that is new or empty (default: a temporary one).")
    private @Nullable Path keep;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine own = spec.commandLine();
        // Nothing of the user's environment: not their token, not their servers.
        var alone = new Surroundings(Map.of(), surroundings.clock(), surroundings.charset());
        CommandLine command = ItgcGate.commandLine(alone)
                .setOut(own.getOut())
                .setErr(own.getOut())
                .setColorScheme(own.getColorScheme());
        var screen = new Screen(own.getOut(), own.getColorScheme().ansi(), surroundings.onlyAscii());
        List<String> surprises =
                new Demo(arguments -> command.execute(arguments.toArray(String[]::new)), screen, directory()).run();
        surprises.forEach(surprise -> own.getErr().println("Not as it was told: " + surprise));
        return surprises.isEmpty() ? ExitCode.OK : ExitCode.LEDGER;
    }

    private Path directory() throws IOException {
        if (keep == null) {
            return Files.createTempDirectory("itgc-gate-demo-");
        }
        Files.createDirectories(keep);
        try (Stream<Path> files = Files.list(keep)) {
            if (files.findAny().isPresent()) {
                throw new ParameterException(spec.commandLine(), keep + " is not empty; name a new directory");
            }
        }
        return keep;
    }
}
