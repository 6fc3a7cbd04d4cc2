package io.jenkins.plugins.itgc.jenkins.judging;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.evidence.Passage;
import io.jenkins.plugins.itgc.evidence.TestEvidence;
import io.jenkins.plugins.itgc.reason.Reading;
import java.util.List;
import java.util.Optional;

/**
 * Evidence that was in the build's workspace when the gate was reached. It is read once: a workspace may be gone, or be
 * another's, when a gate that waits looks again.
 *
 * @param tests what the named test reports say; absent where none were named
 * @param rollbackPlan the file that was named, if it was in the workspace
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record BuildEvidence(Optional<TestEvidence> tests, Optional<PlanFile> rollbackPlan) {
    /** Nothing was named. */
    public static final BuildEvidence NONE = new BuildEvidence(Optional.empty(), Optional.empty());

    /**
     * A rollback plan of the workspace.
     *
     * @param text what it says, or why it could not be read
     */
    public record PlanFile(Reading<Passage> text) {}

    List<Reading<Passage>> rollbackPlans() {
        return rollbackPlan.map(PlanFile::text).map(List::of).orElse(List.of());
    }
}
