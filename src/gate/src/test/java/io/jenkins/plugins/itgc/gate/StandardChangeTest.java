package io.jenkins.plugins.itgc.gate;

import static io.jenkins.plugins.itgc.gate.GateFixture.codes;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes that go by a template of the policy. */
class StandardChangeTest {
    @RegisterExtension
    private final GateFixture world = new GateFixture();

    private static final String TEMPLATE =
            "standard-templates: {docs-only: {services: [payments-api], paths: [\"docs/**\"], approved-by: CAB,"
                    + " expires: 2026-12-31}}";

    private Recorded decide(CommitId commit, String template) throws Exception {
        world.policy = PolicyText.with(TEMPLATE);
        return world.decide(world.request(commit)
                .changeType(ChangeType.STANDARD)
                .template(template)
                .rollbackPlan("Deploy the image before this one, see the runbook."));
    }

    @Test
    @DisplayName("goes without an approval where the template covers all its files")
    void covered() throws Exception {
        CommitId docs = world.repository
                .pullRequest("ann")
                .commit("ann", "docs", "docs/a.md")
                .squash("ann");

        Recorded recorded = decide(docs, "docs-only");

        assertThat(recorded.decision().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(recorded.decision().waived()).contains("approved-change");
    }

    @Test
    @DisplayName("is blocked where one file lies elsewhere, or the template is unknown")
    void otherPaths() throws Exception {
        CommitId mixed = world.repository
                .pullRequest("ann")
                .commit("ann", "docs and more", "docs/a.md", "src/A.java")
                .squash("ann");

        Recorded recorded = decide(mixed, "docs-only");

        assertThat(recorded.decision().verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(codes(recorded, "standard-change")).containsExactly(ReasonCode.STANDARD_OTHER_PATHS);
        assertThat(codes(decide(mixed, "all"), "standard-change"))
                .containsExactly(ReasonCode.STANDARD_TEMPLATE_UNKNOWN);
    }

    @Test
    @DisplayName("is not determinable where the server may have left files out")
    void filesUnknown() throws Exception {
        var files = new String[301];
        for (int i = 0; i < files.length; i++) {
            files[i] = "docs/" + i + ".md";
        }
        CommitId docs =
                world.repository.pullRequest("ann").commit("ann", "docs", files).squash("ann");

        Recorded recorded = decide(docs, "docs-only");

        assertThat(codes(recorded, "standard-change")).containsExactly(ReasonCode.ANSWER_INCOMPLETE);
        assertThat(recorded.decision().allowed()).isFalse();
    }
}
