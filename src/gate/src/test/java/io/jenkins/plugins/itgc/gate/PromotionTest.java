package io.jenkins.plugins.itgc.gate;

import static io.jenkins.plugins.itgc.gate.GateFixture.codes;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What must have passed a lower environment first. */
class PromotionTest {
    @RegisterExtension
    private final GateFixture world = new GateFixture();

    private Recorded promote(CommitId commit, String digest) throws Exception {
        world.policy = PolicyText.production("promotion: {from: staging}");
        return world.decide(world.request(commit).artifactDigest(digest));
    }

    @Test
    @DisplayName("passes for the commit that was deployed there, and for no other")
    void byCommit() throws Exception {
        CommitId staged = world.approvedChange();
        world.deploy(world.request(staged, "staging"));

        assertThat(promote(staged, null).decision().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(codes(promote(world.approvedChange(), null), "promotion"))
                .containsExactly(ReasonCode.PROMOTION_NONE);
    }

    @Test
    @DisplayName("passes for the artifact that was deployed there, and not for another of the same commit")
    void byDigest() throws Exception {
        CommitId staged = world.approvedChange();
        world.deploy(world.request(staged, "staging").artifactDigest("sha256:aa"));

        assertThat(promote(staged, "sha256:aa").decision().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(codes(promote(staged, "sha256:bb"), "promotion")).containsExactly(ReasonCode.PROMOTION_NONE);
    }

    @Test
    @DisplayName("does not pass for what was blocked there and went on")
    void blockedThere() throws Exception {
        CommitId bad = world.unapprovedChange();
        world.deploy(world.request(bad, "staging"));

        assertThat(codes(promote(bad, null), "promotion")).containsExactly(ReasonCode.PROMOTION_NONE);
    }
}
