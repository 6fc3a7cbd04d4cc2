package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SampleException;
import io.jenkins.plugins.itgc.sample.SampleVerification;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Performs a draw again. */
@Command(
        name = "verify",
        description =
                "Performs a draw again from the files of the population and the sample alone: sizes, draws and items."
                        + " Needs no ledger.",
        footerHeading = "%nExample:%n",
        footer = "  itgc-gate sample verify --population q1")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SampleVerifyCommand extends LongCommand {
    /** What was found, for machines. */
    record Verified(boolean holds, long items, long draws, List<String> findings) {}

    @Option(names = "--population", required = true, paramLabel = "DIR", description = "The population's directory.")
    private Path population;

    @Option(
            names = "--sample",
            paramLabel = "FILE",
            description = "The sample's file (default: " + Sample.FILE + " in the population's directory).")
    private @Nullable Path sample;

    SampleVerifyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Integer run() throws SampleException, PopulationException, IOException {
        var result = SampleVerification.of(population, sample == null ? population.resolve(Sample.FILE) : sample);
        answer(new Verified(result.holds(), result.items(), result.draws(), result.findings()), screen -> {
            if (result.holds()) {
                screen.marked(
                        Mark.PASS,
                        "performed again: " + result.draws() + " draws give the same, and the sample has "
                                + result.items() + " items");
            }
            result.findings().forEach(finding -> screen.marked(Mark.FAIL, PlainText.harmless(finding)));
        });
        return result.holds() ? ExitCode.OK : ExitCode.LEDGER;
    }
}
