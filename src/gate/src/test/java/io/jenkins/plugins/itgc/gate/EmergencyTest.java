package io.jenkins.plugins.itgc.gate;

import static io.jenkins.plugins.itgc.gate.GateFixture.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.history.ReviewRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Breaking the glass: declared, recorded, owed, reviewed. */
class EmergencyTest {
    private static final Policy POLICY = PolicyText.with(
            "emergency: {allowed: true, who: [dora], review-within-business-days: 2, maximum-overdue-reviews: 0}");
    private static final Identity BEN = Identity.parse("jenkins:ben");

    @TempDir
    private Path directory;

    private GateFixture world;

    @BeforeEach
    void begin() throws Exception {
        world = new GateFixture(directory);
        world.policy = POLICY;
    }

    @AfterEach
    void end() throws Exception {
        world.close();
    }

    private DeploymentRequest.Builder emergency(CommitId commit) {
        return world.request(commit)
                .changeType(ChangeType.EMERGENCY)
                .justification("Payments are refused; the fix is one line, see incident 4711.");
    }

    private Recorded declare() throws Exception {
        return world.decide(emergency(world.unapprovedChange()));
    }

    private Entry review(Recorded emergency, Identity reviewer) throws Exception {
        return world.gate.review(POLICY, emergency.entry().index(), reviewer, true, "Read the change; it was one.");
    }

    @Test
    @DisplayName(
            "is allowed without approval, recorded as one, and owes a review by the end of the second business day")
    void declared() throws Exception {
        Recorded emergency = declare();

        assertThat(emergency.decision().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(emergency.decision().waived()).contains("approved-change");
        assertThat(codes(emergency, "emergency-change")).containsExactly(ReasonCode.EMERGENCY_DECLARED);
        assertThat(emergency.decision().reviewDue()).contains(Instant.parse("2026-11-06T00:00:00Z"));
        assertThat(world.ledger.history().owed(emergency.entry().index())).isPresent();
        assertThat(world.ledger.history().owed(0)).isEmpty();
    }

    @Test
    @DisplayName("what it cannot do without still blocks it, and then it owes nothing")
    void stillBlocked() throws Exception {
        CommitId commit =
                world.repository.pullRequest("ann").body("No plan.").commit().squash("ann");

        Recorded emergency = world.decide(emergency(commit));

        assertThat(emergency.decision().verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(world.ledger.history().owed(emergency.entry().index())).isEmpty();
        assertThatThrownBy(() -> review(emergency, BEN)).isInstanceOf(GateException.class);
    }

    @Test
    @DisplayName("is refused without justification, and to whom the policy does not list")
    void refused() throws Exception {
        CommitId commit = world.unapprovedChange();

        assertThat(codes(world.decide(emergency(commit).justification(" ")), "emergency-change"))
                .containsExactly(ReasonCode.EMERGENCY_WITHOUT_JUSTIFICATION);
        assertThat(codes(world.decide(emergency(commit).deployer(BEN)), "emergency-change"))
                .containsExactly(ReasonCode.EMERGENCY_NOT_ENTITLED);
        assertThat(codes(world.decide(emergency(commit).deployer(null)), "emergency-change"))
                .containsExactly(ReasonCode.EMERGENCY_NOT_ENTITLED);
    }

    @Test
    @DisplayName("a review by whoever declared it is refused, under whichever of their accounts")
    void reviewBySelf() throws Exception {
        Recorded emergency = declare();

        assertThatThrownBy(() -> review(emergency, Identity.parse("jenkins:dora-on-call")))
                .isInstanceOf(GateException.class)
                .hasMessage(
                        "jenkins:dora-on-call declared this emergency as jenkins:dora; another person must review it");
        assertThatThrownBy(() -> review(emergency, Identity.gitHub("Dora"))).isInstanceOf(GateException.class);
        assertThat(world.ledger.history().owed(emergency.entry().index())).isPresent();
    }

    @Test
    @DisplayName("a review by somebody whom the identities do not know is refused")
    void reviewByUnknown() throws Exception {
        Recorded emergency = declare();

        assertThatThrownBy(() -> review(emergency, Identity.gitHub("stranger")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("is not known")
                .hasMessageContaining("identities");
    }

    @Test
    @DisplayName("a review by another person is recorded, once, and nothing is owed any more, also after reopening")
    void reviewed() throws Exception {
        Recorded emergency = declare();
        world.closeLedger();
        world.open();

        Entry review = review(emergency, BEN);

        assertThat(Json.read(review.body(), ReviewRecord.class))
                .isEqualTo(
                        new ReviewRecord(emergency.entry().index(), BEN, true, "Read the change; it was one.", true));
        assertThatThrownBy(() -> review(emergency, BEN))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("owes no review");
        world.closeLedger();
        world.open();
        assertThat(world.ledger.history().owed(emergency.entry().index())).isEmpty();
    }

    @Test
    @DisplayName("a review after its time is recorded as late")
    void lateReview() throws Exception {
        Recorded emergency = declare();
        world.now = world.now.plus(Duration.ofDays(7));

        Entry review = review(emergency, BEN);

        assertThat(Json.read(review.body(), ReviewRecord.class).timely()).isFalse();
    }

    @Test
    @DisplayName("a review without words, or of what is no decision, is refused")
    void emptyReview() throws Exception {
        Recorded emergency = declare();

        assertThatThrownBy(() -> world.gate.review(POLICY, emergency.entry().index(), BEN, true, " \n"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("comment");
        assertThatThrownBy(() -> world.gate.review(POLICY, 0, BEN, true, "Seen."))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("no decision");
    }

    @Test
    @DisplayName("overdue reviews refuse further emergencies of the service until they are recorded")
    void overdue() throws Exception {
        Recorded first = declare();
        Recorded inTime = declare();
        world.now = world.now.plus(Duration.ofDays(7));
        Recorded refused = declare();
        Recorded otherService = world.decide(otherService());
        review(first, BEN);
        Recorded stillRefused = declare();
        review(inTime, BEN);
        Recorded allowed = declare();

        assertThat(inTime.decision().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(codes(refused, "emergency-change")).containsExactly(ReasonCode.EMERGENCY_REVIEWS_OVERDUE);
        assertThat(refused.decision().verdict()).isEqualTo(Verdict.BLOCKED);
        assertThat(otherService.decision().verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(codes(stillRefused, "emergency-change")).containsExactly(ReasonCode.EMERGENCY_REVIEWS_OVERDUE);
        assertThat(allowed.decision().verdict()).isEqualTo(Verdict.ALLOWED);
    }

    private DeploymentRequest.Builder otherService() {
        return DeploymentRequest.of("ledger-api", "production", world.repository.name(), world.unapprovedChange())
                .deployer(Identity.parse("jenkins:dora"))
                .baseline(world.first)
                .changeType(ChangeType.EMERGENCY)
                .justification("Another service burns.");
    }
}
