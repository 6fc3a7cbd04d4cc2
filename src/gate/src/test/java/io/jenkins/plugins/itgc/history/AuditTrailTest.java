package io.jenkins.plugins.itgc.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.evidence.EvidenceGatherer;
import io.jenkins.plugins.itgc.evidence.Standing;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.policy.EffectivePolicy.Mode;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows a decision, what is blocked now, and what of it survives an edited short form. */
class AuditTrailTest {
    private static final Instant NOW = Instant.parse("2026-11-03T15:00:00Z");
    private static final CommitId COMMIT = new CommitId("1".repeat(40));
    private static final Identity CARLA = Identity.parse("jenkins:carla");

    @TempDir
    private Path directory;

    private DeploymentLedger ledger;

    @BeforeEach
    void open() throws IOException {
        ledger = new DeploymentLedger(FileLedger.open(directory, LedgerOptions.defaults()), directory);
    }

    @AfterEach
    void close() throws IOException {
        ledger.close();
    }

    private void reopen() throws IOException {
        close();
        open();
    }

    /** Closes the ledger, edits the short form, and opens it again. */
    private void edit(Consumer<ObjectNode> change) throws IOException {
        close();
        var mapper = JsonMapper.builder().build();
        var file = directory.resolve(HistoryFile.NAME).toFile();
        var json = (ObjectNode) mapper.readTree(file);
        change.accept(json);
        mapper.writeValue(file, json);
        open();
    }

    private static DeploymentRequest request(String service, String environment) {
        return DeploymentRequest.of(service, environment, RepositoryName.parse("acme/payments-api"), COMMIT)
                .build();
    }

    private long decide(String service, String environment, Verdict verdict, Mode mode) throws IOException {
        var standing = new Standing(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        var decision = new Decision(verdict, mode, "7be1", List.of(), List.of(), Optional.empty());
        var evidence = EvidenceGatherer.none(request(service, environment), NOW, standing, "a test");
        return ledger.append(EntryKind.DECISION, new DecisionRecord(decision, evidence))
                .index();
    }

    private long decide(Verdict verdict) throws IOException {
        return decide("payments-api", "production", verdict, Mode.ENFORCE);
    }

    private Entry override(long decision) throws IOException {
        return ledger.append(
                EntryKind.OVERRIDE,
                new OverrideRecord(
                        decision,
                        "payments-api",
                        "production",
                        CARLA,
                        "It burns.",
                        List.of(ReasonCode.APPROVAL_NONE),
                        List.of(),
                        NOW.plusSeconds(90),
                        NOW));
    }

    private Standing standing() throws IOException {
        return ledger.standing(request("payments-api", "production"), Optional.empty());
    }

    @Nested
    @DisplayName("The trail of a decision")
    class Trails {
        @Test
        @DisplayName("holds start, result, override, rejection and review with their entries, also after reopening")
        void everything() throws IOException {
            long decision = decide(Verdict.BLOCKED);
            decide(Verdict.BLOCKED);
            var start = new StartRecord(decision, "d", "payments-api", "production", COMMIT, true, NOW);
            var result = new ResultRecord(
                    decision,
                    "d",
                    "payments-api",
                    "production",
                    COMMIT,
                    Optional.empty(),
                    true,
                    ResultRecord.Outcome.SUCCESS,
                    NOW,
                    NOW);
            var rejection = new RejectionRecord(decision, CARLA, "No.", NOW);
            var review = new ReviewRecord(decision, CARLA, true, "Fine.", true);
            Entry overrideEntry = override(decision);
            Entry startEntry = ledger.append(EntryKind.DEPLOYMENT_START, start);
            ledger.append(EntryKind.DEPLOYMENT_RESULT, result);
            ledger.append(EntryKind.REJECTION, rejection);
            ledger.append(EntryKind.EMERGENCY_REVIEW, review);
            AuditTrail before = ledger.about(decision).orElseThrow();
            reopen();
            AuditTrail trail = ledger.about(decision).orElseThrow();

            assertThat(trail.start()).map(Filed::body).contains(start);
            assertThat(trail.start().orElseThrow().entry().leafHash()).isEqualTo(startEntry.leafHash());
            assertThat(trail.result()).map(Filed::body).contains(result);
            assertThat(trail.override().orElseThrow().entry().index()).isEqualTo(overrideEntry.index());
            assertThat(trail.rejection()).map(Filed::body).contains(rejection);
            assertThat(trail.review()).map(Filed::body).contains(review);
            assertThat(before.review()).map(Filed::body).contains(review);
        }

        @Test
        @DisplayName("is empty where nothing followed, and absent where there is no decision")
        void nothing() throws IOException {
            long decision = decide(Verdict.ALLOWED);
            override(99);

            assertThat(ledger.about(decision))
                    .contains(new AuditTrail(
                            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
            assertThat(ledger.about(99)).isEmpty();
        }

        @Test
        @DisplayName("an edited short form that names another entry is refused")
        void edited() throws IOException {
            long one = decide(Verdict.BLOCKED);
            long other = decide(Verdict.BLOCKED);
            Entry override = override(one);
            edit(json -> ((ObjectNode) json.at("/trails/1")).put("override", override.index()));

            assertThatThrownBy(() -> ledger.about(other))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("history.json disagrees with the ledger: entry 2 is no override of 1");
            edit(json -> ((ObjectNode) json.at("/trails/1")).put("override", 0));
            assertThatThrownBy(() -> ledger.about(other)).isInstanceOf(HistoryException.class);
            assertThat(new HistoryFile(directory).agreesWith(ledger.ledger())).isFalse();
        }
    }

    @Nested
    @DisplayName("What is blocked now")
    class Blocked {
        @Test
        @DisplayName("is the newest decision of each service and environment that blocks, oldest first")
        void oldestFirst() throws IOException {
            decide(Verdict.BLOCKED);
            long staging = decide("payments-api", "staging", Verdict.NOT_DETERMINABLE, Mode.ENFORCE);
            decide("other-api", "production", Verdict.BLOCKED, Mode.OBSERVE);
            long newest = decide(Verdict.BLOCKED);
            reopen();

            assertThat(ledger.history().blockedNow())
                    .containsExactly(
                            new BlockedDeployment(staging, "payments-api", "staging", NOW),
                            new BlockedDeployment(newest, "payments-api", "production", NOW));
        }

        @Test
        @DisplayName("ends with a later decision that allows, or with an override")
        void ends() throws IOException {
            decide(Verdict.BLOCKED);
            decide(Verdict.ALLOWED);
            assertThat(ledger.history().blockedNow()).isEmpty();
            long one = decide(Verdict.BLOCKED);
            long two = decide(Verdict.BLOCKED);
            override(one);
            assertThat(ledger.history().blockedNow()).hasSize(1);
            override(two);
            assertThat(ledger.history().blockedNow()).isEmpty();
        }
    }

    @Nested
    @DisplayName("The review that an override owes")
    class Owed {
        @Test
        @DisplayName("stands before later decisions of the service until it is recorded")
        void standing() throws IOException {
            long decision = decide(Verdict.BLOCKED);
            Entry override = override(decision);
            reopen();

            assertThat(AuditTrailTest.this.standing().openEmergencies())
                    .containsExactly(new Standing.OpenEmergency(decision, "production", Optional.of(CARLA), NOW));
            assertThat(ledger.history().owed(decision).flatMap(OwedReview::override))
                    .contains(override.index());
            ledger.append(EntryKind.EMERGENCY_REVIEW, new ReviewRecord(decision, CARLA, true, "Fine.", true));
            assertThat(AuditTrailTest.this.standing().openEmergencies()).isEmpty();
        }

        @Test
        @DisplayName("an edited short form that makes it younger, or names another entry, is refused")
        void edited() throws IOException {
            override(decide(Verdict.BLOCKED));
            edit(json -> ((ObjectNode) json.at("/owed/0")).put("since", "2036-01-01T00:00:00Z"));

            assertThatThrownBy(AuditTrailTest.this::standing)
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("entry 0 is no emergency");
            edit(json -> ((ObjectNode) json.at("/owed/0"))
                    .put("since", NOW.toString())
                    .put("override", 0));
            assertThatThrownBy(AuditTrailTest.this::standing).isInstanceOf(HistoryException.class);
        }
    }
}
