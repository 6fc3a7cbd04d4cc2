package io.jenkins.plugins.itgc.jenkins.discovery;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.itgc.evidence.Passage;
import io.jenkins.plugins.itgc.evidence.TestEvidence;
import io.jenkins.plugins.itgc.evidence.WorkspaceFiles;
import io.jenkins.plugins.itgc.evidence.junit.JUnitFiles;
import io.jenkins.plugins.itgc.jenkins.judging.BuildEvidence;
import io.jenkins.plugins.itgc.jenkins.judging.BuildEvidence.PlanFile;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the evidence that lies in the workspace.
 *
 * @param workspace null where the gate stands outside of {@code node}
 */
record WorkspaceEvidence(@Nullable FilePath workspace) {
    BuildEvidence read(Asked asked) throws IOException, InterruptedException {
        return new BuildEvidence(tests(asked.getTestResults()), plan(asked.getRollbackPlanFile()));
    }

    private Optional<TestEvidence> tests(@Nullable String patterns) throws IOException, InterruptedException {
        if (patterns == null) {
            return Optional.empty();
        }
        if (workspace == null) {
            throw new AbortException("testResults names files of the workspace, and there is none outside of node;"
                    + " put the gate inside node, or leave testResults out to count what junit published in this run");
        }
        try (var copy = new WorkspaceCopy(workspace)) {
            copy.add(patterns);
            return Optional.of(new JUnitFiles(copy.root(), List.of(patterns)).read());
        }
    }

    /** Empty where the workspace has no such file: it is then looked for in the repository. */
    private Optional<PlanFile> plan(@Nullable String name) throws IOException, InterruptedException {
        if (name == null || workspace == null) {
            return Optional.empty();
        }
        if (name.contains("*") || name.contains("?") || name.contains(",")) {
            return Optional.of(new PlanFile(Reading.<Passage>missing(
                    ReasonCode.FILE_UNREADABLE, "rollbackPlanFile must name one file, without wildcards")));
        }
        try (var copy = new WorkspaceCopy(workspace)) {
            return copy.add(name) == 0
                    ? Optional.empty()
                    : Optional.of(new PlanFile(new WorkspaceFiles(copy.root()).read(name)));
        }
    }
}
