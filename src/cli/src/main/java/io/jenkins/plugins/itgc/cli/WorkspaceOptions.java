package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.evidence.Passage;
import io.jenkins.plugins.itgc.evidence.TestResults;
import io.jenkins.plugins.itgc.evidence.WorkspaceFiles;
import io.jenkins.plugins.itgc.evidence.junit.JUnitFiles;
import io.jenkins.plugins.itgc.reason.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Evidence that lies in the build's workspace. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class WorkspaceOptions {
    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where files are looked for, and what no path may leave (default: the current directory).")
    private Path workspace;

    @Option(
            names = "--test-results",
            paramLabel = "GLOB",
            description = "JUnit XML files in the workspace, such as **/TEST-*.xml. Repeatable.")
    private List<String> testResults = new ArrayList<>();

    @Option(
            names = "--rollback-plan-file",
            paramLabel = "FILE",
            description = "A file in the workspace that holds the rollback plan.")
    private @Nullable String rollbackPlanFile;

    TestResults tests() {
        return new JUnitFiles(workspace, testResults);
    }

    List<Reading<Passage>> rollbackPlans() {
        return rollbackPlanFile == null ? List.of() : List.of(new WorkspaceFiles(workspace).read(rollbackPlanFile));
    }
}
