package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SampleException;
import io.jenkins.plugins.itgc.signoff.ControlTest;
import io.jenkins.plugins.itgc.signoff.SignOffException;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the test of a period is: population, sample, worksheet. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TestFiles {
    @Option(names = "--population", required = true, paramLabel = "DIR", description = "The frozen population.")
    private Path population;

    @Option(
            names = "--sample",
            paramLabel = "FILE",
            description = "The sample (default: " + Sample.FILE + " in the population's directory).")
    private @Nullable Path sample;

    @Option(names = "--worksheet", required = true, paramLabel = "DIR", description = "The worksheet's directory.")
    private Path worksheet;

    ControlTest read() throws SignOffException, PopulationException, SampleException, WorksheetException, IOException {
        return ControlTest.read(population, sample == null ? population.resolve(Sample.FILE) : sample, worksheet);
    }
}
