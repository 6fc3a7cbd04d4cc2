package io.jenkins.plugins.itgc.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.OverrideRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.json.Json;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.simulated.PolicyText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Overriding and reviewing are not for whoever made the change, however it came, as far as anybody can tell. */
class OverrideByAuthorTest {
    private static final Identity ANN = Identity.parse("jenkins:ann");
    private static final Identity BEN = Identity.parse("jenkins:ben");
    private static final Identity CARLA = Identity.parse("jenkins:carla");
    private static final Identity DORA = Identity.parse("jenkins:dora");
    private static final Identity STRANGER = Identity.parse("jenkins:stranger");

    @RegisterExtension
    private final GateFixture world = new GateFixture();

    private OverrideRecord override(long decision, Identity by) throws Exception {
        Entry entry = world.gate.override(world.policy, decision, by, "Incident 4711.");
        return Json.read(entry.body(), OverrideRecord.class);
    }

    private OverrideRecord override(Recorded decision, Identity by) throws Exception {
        return override(decision.entry().index(), by);
    }

    private void assertRefused(Recorded decision, Identity by, String words) {
        assertThatThrownBy(() -> override(decision, by))
                .isInstanceOf(GateException.class)
                .hasMessageContaining(words);
    }

    private Entry review(Recorded decision, Identity by) throws Exception {
        return world.gate.review(world.policy, decision.entry().index(), by, true, "Read it; it could not wait.");
    }

    private void assertReviewRefused(Recorded decision, Identity by, String words) {
        assertThatThrownBy(() -> review(decision, by))
                .isInstanceOf(GateException.class)
                .hasMessageContaining(words);
    }

    @Nested
    @DisplayName("An override is not by an author of the change")
    class ByAuthor {
        @Test
        @DisplayName("who pushed it directly, or is named as co-author there")
        void directPush() throws Exception {
            CommitId pushed = world.repository.push(
                    "ann", "Round half even\n\nCo-authored-by: Ben <1+ben@users.noreply.github.com>");
            Recorded decision = world.decide(pushed);

            assertRefused(decision, ANN, "jenkins:ann is an author of " + pushed.brief() + " as github:ann");
            assertRefused(decision, BEN, "jenkins:ben is an author of " + pushed.brief());
            assertThat(override(decision, CARLA).unknown()).isEmpty();
        }

        @Test
        @DisplayName("of an earlier commit of the range")
        void earlierCommit() throws Exception {
            world.repository.push("ann", "Round half even");
            Recorded decision = world.decide(world.unapprovedChange());

            assertRefused(decision, ANN, "is an author of");
        }

        @Test
        @DisplayName("whose pull request could not be found")
        void pullRequestNotFound() throws Exception {
            CommitId merged = world.unapprovedChange();
            world.github.fail("/commits/\\w+/pulls", 404, Map.of());
            Recorded decision = world.decide(merged);

            assertRefused(decision, ANN, "is an author of " + merged.brief());
            assertThat(override(decision, CARLA).unknown()).isEmpty();
        }

        @Test
        @DisplayName("of a pull request whose commits could not be read")
        void commitsNotRead() throws Exception {
            CommitId merged = world.repository
                    .pullRequest("carla")
                    .pushedBy("carla", "ann", "Fix")
                    .merge("carla");
            world.github.fail("/pulls/\\d+/commits", 404, Map.of());
            Recorded decision = world.decide(merged);

            assertRefused(decision, ANN, "jenkins:ann is an author of ");
            assertThat(override(decision, BEN).unknown())
                    .singleElement()
                    .asString()
                    .contains("/pulls/1/commits");
        }

        @Test
        @DisplayName("nor by somebody who may be one: an address that the identities do not know")
        void address() throws Exception {
            CommitId pushed = world.repository.push("ann", "Fix\n\nCo-authored-by: D <someone@example.com>");

            assertRefused(
                    world.decide(pushed),
                    CARLA,
                    "whether jenkins:carla is email:someone@example.com, who is an author");
        }

        @Test
        @DisplayName("unless the policy says so")
        void ownChange() throws Exception {
            Recorded decision = world.decide(world.repository.push("ann", "Round half even"));
            world.policy = PolicyText.with("emergency: {own-change: allowed}");

            assertThat(override(decision, ANN)).isNotNull();
            assertThat(review(decision, ANN)).isNotNull();
        }
    }

    @Nested
    @DisplayName("Where nobody can tell who made the change, an override stays possible")
    class UnknownAuthors {
        @Test
        @DisplayName("while the server is down, by another person than the deployer; the entry says who is not known")
        void serverDown() throws Exception {
            CommitId commit = world.unapprovedChange();
            world.github.fail("/compare/", 404, Map.of());
            Recorded decision = world.decide(commit);

            assertRefused(decision, DORA, "jenkins:dora is the deployer");
            assertRefused(decision, Identity.gitHub("stranger"), "whether github:stranger is jenkins:dora");
            assertThat(override(decision, CARLA).unknown())
                    .singleElement()
                    .asString()
                    .startsWith("who made the change is not known: GET ")
                    .contains("404");
        }

        @Test
        @DisplayName("also without a deployer, which the entry says, too")
        void noDeployer() throws Exception {
            CommitId commit = world.unapprovedChange();
            world.github.fail("/compare/", 404, Map.of());
            Recorded decision = world.decide(world.request(commit).deployer(null));

            assertThat(override(decision, CARLA).unknown())
                    .hasSize(2)
                    .last()
                    .isEqualTo("the request names no deployer");
        }

        @Test
        @DisplayName("where there is no baseline, or one commit is judged alone")
        void firstDeployment() throws Exception {
            CommitId pushed = world.repository.push("ann", "Round half even");
            Recorded without = world.decide(world.request(pushed).baseline(null));
            world.policy = PolicyText.approvedChange("first-deployment: tip-only");
            Recorded alone = world.decide(world.request(pushed).baseline(null));

            assertThat(override(without, CARLA).unknown())
                    .containsExactly("who made the change is not known: there is no baseline to tell what is deployed");
            assertThat(override(alone, CARLA).unknown())
                    .containsExactly("who made " + pushed.brief() + " was not read");
        }

        @Test
        @DisplayName("where an account was deleted, which the entry says")
        void deletedAuthor() throws Exception {
            CommitId commit =
                    world.repository.pullRequest("").commit("ann", "Fix").squash("ann");

            assertThat(override(world.decide(commit), CARLA).unknown()).contains("#1's author has no account any more");
        }

        @Test
        @DisplayName("where an earlier version recorded no people; that entry still reads and replays the same")
        void earlierVersion() throws Exception {
            CommitId pushed = world.repository.push("ann", "Round half even");
            JsonNode earlier = world.decide(pushed).entry().body().deepCopy();
            earlier.at("/evidence/trace/commits").forEach(commit -> ((ObjectNode) commit).remove("people"));
            DecisionRecord read = Json.read(earlier, DecisionRecord.class);
            Entry entry = world.ledger.append(EntryKind.DECISION, read);

            assertThat(CanonicalJson.bytes(entry.body())).isEqualTo(CanonicalJson.bytes(earlier));
            assertThat(GateFixture.replay(world.entries()).get(entry.index()))
                    .isEqualTo(List.of(read.decision(), read.decision()));
            assertThat(override(entry.index(), CARLA).unknown())
                    .containsExactly("who made " + pushed.brief() + " was not read");
        }
    }

    @Nested
    @DisplayName("A review is not by an author of the change")
    class ReviewByAuthor {
        @Test
        @DisplayName("that an override let go on")
        void ofOverride() throws Exception {
            Recorded decision = world.decide(world.unapprovedChange());
            override(decision, CARLA);

            assertReviewRefused(
                    decision, ANN, "jenkins:ann is an author of #1 as github:ann; another person must review");
            assertReviewRefused(decision, CARLA, "jenkins:carla overrode the gate");
            assertReviewRefused(decision, DORA, "jenkins:dora is the deployer");
            assertReviewRefused(decision, STRANGER, "add jenkins:stranger to the policy's identities");
            assertThat(review(decision, BEN)).isNotNull();
        }

        @Test
        @DisplayName("that was declared an emergency, pushed directly or not; unless the policy says so")
        void ofEmergency() throws Exception {
            world.policy = PolicyText.with("emergency: {allowed: true, who: [dora]}");
            world.repository.push("ben", "Hot fix");
            Recorded decision = world.decide(world.request(world.unapprovedChange())
                    .changeType(ChangeType.EMERGENCY)
                    .justification("Incident 4711."));

            assertReviewRefused(decision, ANN, "is an author of #1");
            assertReviewRefused(decision, BEN, "is an author of");
            assertReviewRefused(decision, DORA, "jenkins:dora declared this emergency");
            world.policy = PolicyText.with("emergency: {allowed: true, who: [dora], own-change: allowed}");
            assertThat(review(decision, ANN)).isNotNull();
        }
    }
}
