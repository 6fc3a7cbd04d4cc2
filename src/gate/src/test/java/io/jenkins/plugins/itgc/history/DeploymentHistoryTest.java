package io.jenkins.plugins.itgc.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.evidence.EvidenceGatherer;
import io.jenkins.plugins.itgc.evidence.Standing;
import io.jenkins.plugins.itgc.evidence.Standing.PriorDeployment;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.policy.EffectivePolicy.Mode;
import io.jenkins.plugins.itgc.request.ChangeType;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.request.RepositoryName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ledger says of deployments, and the file that keeps it in short. */
class DeploymentHistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-03T15:00:00Z");
    private static final CommitId ONE = new CommitId("1".repeat(40));
    private static final CommitId TWO = new CommitId("2".repeat(40));

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

    private static DeploymentRequest.Builder request(String service, String environment, CommitId commit) {
        return DeploymentRequest.of(service, environment, RepositoryName.parse("acme/payments-api"), commit)
                .deployer(Identity.parse("jenkins:dora"));
    }

    private static DeploymentRequest.Builder request(CommitId commit) {
        return request("payments-api", "production", commit);
    }

    private Entry decide(DeploymentRequest.Builder request, Verdict verdict) throws IOException {
        var standing = new Standing(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        var decision = new Decision(verdict, Mode.ENFORCE, "7be1", List.of(), List.of(), Optional.empty());
        return ledger.append(
                EntryKind.DECISION,
                new DecisionRecord(decision, EvidenceGatherer.none(request.build(), NOW, standing, "a test")));
    }

    private Entry deploy(DeploymentRequest.Builder builder, Verdict verdict, Outcome outcome) throws IOException {
        Entry decision = decide(builder, verdict);
        DeploymentRequest request = builder.build();
        return ledger.append(
                EntryKind.DEPLOYMENT_RESULT,
                new ResultRecord(
                        decision.index(),
                        request.deploymentId(),
                        request.service(),
                        request.environment(),
                        request.commit(),
                        request.artifactDigest(),
                        verdict == Verdict.ALLOWED,
                        outcome,
                        NOW,
                        NOW));
    }

    private Optional<CommitId> last() throws IOException {
        return standing().last().map(PriorDeployment::commit);
    }

    private Standing standing() throws IOException {
        return ledger.standing(request(TWO).build(), Optional.of("staging"));
    }

    private Path file() {
        return directory.resolve(HistoryFile.NAME);
    }

    /** Closes the ledger, edits the file, and opens it again. */
    private void edit(Consumer<ObjectNode> change) throws IOException {
        close();
        var mapper = JsonMapper.builder().build();
        var json = (ObjectNode) mapper.readTree(file().toFile());
        change.accept(json);
        mapper.writeValue(file().toFile(), json);
        open();
    }

    @Test
    @DisplayName("the file is what replaying the ledger gives")
    void fileIsReplay() throws IOException {
        deploy(request(ONE).key("a").artifactDigest("sha256:aa"), Verdict.ALLOWED, Outcome.SUCCESS);
        deploy(request("payments-api", "staging", TWO), Verdict.ALLOWED, Outcome.SUCCESS);
        decide(request(TWO).changeType(ChangeType.EMERGENCY), Verdict.ALLOWED);
        Snapshot before = ledger.history().snapshot();
        close();

        try (var reading = FileLedger.read(directory)) {
            var kept = new HistoryFile(directory);
            assertThat(kept.load(reading).snapshot()).isEqualTo(before);
            assertThat(HistoryFile.replay(reading).snapshot()).isEqualTo(before);
            assertThat(kept.agreesWith(reading)).isTrue();
        }
        open();
    }

    @Test
    @DisplayName("without the file all is read from the ledger; no file contradicts nothing")
    void deleted() throws IOException {
        deploy(request(ONE), Verdict.ALLOWED, Outcome.SUCCESS);
        close();
        Files.delete(file());
        try (var reading = FileLedger.read(directory)) {
            assertThat(new HistoryFile(directory).agreesWith(reading)).isTrue();
        }
        open();

        assertThat(last()).contains(ONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing of the kind",
                "[]",
                "null",
                "{}",
                "{\"size\":1}",
                "{\"form\":2,\"size\":-3,\"lastLeaf\":\"\",\"lanes\":[],\"owed\":[],\"blocked\":[],\"decisionByKey\":{},\"trails\":[]}",
                "{\"size\":null,\"lastLeaf\":null,\"lanes\":null,\"owed\":null}",
                "{\"form\":2,\"size\":0,\"lastLeaf\":\"\",\"lanes\":[null],\"owed\":[null],\"blocked\":[],\"decisionByKey\":{},\"trails\":[]}",
                "{\"form\":2,\"size\":99999999999,\"lastLeaf\":\"ab\",\"lanes\":[],\"owed\":[],\"blocked\":[],\"decisionByKey\":{},\"trails\":[]}",
            })
    @DisplayName("a file that is broken is made again from the ledger")
    void broken(String content) throws IOException {
        deploy(request(ONE), Verdict.ALLOWED, Outcome.SUCCESS);
        close();
        Files.writeString(file(), content);
        open();

        assertThat(last()).contains(ONE);
        reopen();
        assertThat(last()).contains(ONE);
    }

    @Test
    @DisplayName("a file of the older form is made again, though it fits the ledger")
    void olderForm() throws IOException {
        deploy(request(ONE), Verdict.ALLOWED, Outcome.SUCCESS);
        Entry blocked = decide(request(TWO), Verdict.BLOCKED);
        edit(json -> {
            json.remove(List.of("form", "blocked", "trails"));
            json.putObject("resultByDecision").put("0", 1);
        });

        assertThat(last()).contains(ONE);
        assertThat(ledger.history().resultOf(0)).contains(1L);
        assertThat(ledger.history().blockedNow())
                .extracting(BlockedDeployment::decision)
                .containsExactly(blocked.index());
        edit(json -> json.put("form", 1));
        assertThat(ledger.history().blockedNow()).hasSize(1);
    }

    @Test
    @DisplayName("a file that stands for another ledger is made again")
    void otherLedger() throws IOException {
        deploy(request(ONE), Verdict.ALLOWED, Outcome.SUCCESS);
        edit(json -> {
            json.put("lastLeaf", "0".repeat(64));
            ((ObjectNode) json.at("/lanes/0/deployments/0")).put("commit", TWO.hex());
        });

        assertThat(last()).contains(ONE);
    }

    @Test
    @DisplayName("a file that claims to stand for nothing, but says something, is made again")
    void somethingFromNothing() throws IOException {
        deploy(request(ONE), Verdict.ALLOWED, Outcome.SUCCESS);
        edit(json -> {
            json.put("size", 0);
            ((ObjectNode) json.at("/lanes/0/deployments/0")).put("commit", TWO.hex());
        });

        assertThat(last()).contains(ONE);
        assertThat(ledger.history().snapshot().lanes().get(0).deployments()).hasSize(1);
    }

    @Test
    @DisplayName("a file that names another commit than the entry is refused when asked, and found out by comparing")
    void editedCommit() throws IOException {
        deploy(request(ONE), Verdict.ALLOWED, Outcome.SUCCESS);
        edit(json -> ((ObjectNode) json.at("/lanes/0/deployments/0")).put("commit", TWO.hex()));

        assertThatThrownBy(this::standing)
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("history.json disagrees with the ledger")
                .hasMessageContaining("entry 1 is no successful deployment of 2222222 to production")
                .hasMessageContaining("delete the file");
        assertThat(new HistoryFile(directory).agreesWith(ledger.ledger())).isFalse();
    }

    @Test
    @DisplayName(
            "a file that takes a blocked deployment, a failed one, or one to elsewhere for the baseline is refused")
    void editedEntry() throws IOException {
        deploy(request(ONE), Verdict.ALLOWED, Outcome.SUCCESS);
        Entry blocked = deploy(request(TWO), Verdict.BLOCKED, Outcome.SUCCESS);
        Entry failed = deploy(request(TWO), Verdict.ALLOWED, Outcome.FAILURE);
        Entry elsewhere = deploy(request("payments-api", "staging", TWO), Verdict.ALLOWED, Outcome.SUCCESS);
        Entry other = deploy(request("ledger-api", "production", TWO), Verdict.ALLOWED, Outcome.SUCCESS);

        for (long entry : new long[] {blocked.index(), failed.index(), elsewhere.index(), other.index(), 0, 999}) {
            edit(json -> ((ObjectNode) json.at("/lanes/0/deployments/0"))
                    .put("commit", TWO.hex())
                    .put("entry", entry));
            assertThatThrownBy(this::standing).as("entry %s", entry).isInstanceOf(HistoryException.class);
        }
    }

    @Test
    @DisplayName("a file that moves a promotion from elsewhere to the lower environment is refused")
    void editedPromotion() throws IOException {
        deploy(request("payments-api", "preview", TWO), Verdict.ALLOWED, Outcome.SUCCESS);
        edit(json -> ((ObjectNode) json.at("/lanes/0")).put("environment", "staging"));

        assertThatThrownBy(this::standing).isInstanceOf(HistoryException.class).hasMessageContaining("to staging");
    }

    @Test
    @DisplayName("a file that makes an emergency younger than it is, or invents one, is refused")
    void editedEmergency() throws IOException {
        Entry emergency = decide(request(ONE).changeType(ChangeType.EMERGENCY), Verdict.ALLOWED);
        decide(request(ONE), Verdict.ALLOWED);
        edit(json -> ((ObjectNode) json.at("/owed/0")).put("since", "2036-01-01T00:00:00Z"));

        assertThatThrownBy(this::standing)
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("entry " + emergency.index() + " is no emergency");
        edit(json -> ((ObjectNode) json.at("/owed/0")).put("decision", 1));
        assertThatThrownBy(this::standing).isInstanceOf(HistoryException.class);
    }

    @Test
    @DisplayName("what a file leaves out is found by comparing it with the ledger")
    void omitted() throws IOException {
        decide(request(ONE).changeType(ChangeType.EMERGENCY), Verdict.ALLOWED);
        edit(json -> ((ArrayNode) json.get("owed")).removeAll());

        assertThat(new HistoryFile(directory).agreesWith(ledger.ledger())).isFalse();
    }

    @Test
    @DisplayName("a file behind its ledger is brought up to date")
    void behind() throws IOException {
        deploy(request(ONE), Verdict.ALLOWED, Outcome.SUCCESS);
        close();
        byte[] old = Files.readAllBytes(file());
        open();
        deploy(request(TWO), Verdict.ALLOWED, Outcome.SUCCESS);
        close();
        Files.write(file(), old);
        open();

        assertThat(last()).contains(TWO);
        assertThat(new HistoryFile(directory).agreesWith(ledger.ledger())).isTrue();
    }

    @Test
    @DisplayName("of each service and environment as many deployments are remembered as promotions and rollbacks need")
    void remembersEnough() throws IOException {
        deploy(request(ONE), Verdict.ALLOWED, Outcome.SUCCESS);
        for (int i = 1; i < DeploymentHistory.REMEMBERED_DEPLOYMENTS; i++) {
            deploy(request(TWO), Verdict.ALLOWED, Outcome.SUCCESS);
        }
        assertThat(ledger.standing(request(ONE).build(), Optional.empty()).sameCommit())
                .isPresent();
        deploy(request(TWO), Verdict.ALLOWED, Outcome.SUCCESS);
        assertThat(ledger.standing(request(ONE).build(), Optional.empty()).sameCommit())
                .isEmpty();
    }

    @Test
    @DisplayName("the newest keys are remembered, the oldest forgotten")
    void newest() {
        var newest = new Newest<Integer, Integer>(3);
        for (int i = 0; i < 5; i++) {
            newest.put(i, i);
        }
        assertThat(newest.keySet()).containsExactly(2, 3, 4);
    }

    @Test
    @DisplayName("an entry of a kind that is not the gate's changes nothing but the size")
    void otherKinds() throws IOException {
        ledger.ledger().append("note", JsonNodeFactory.instance.objectNode().put("text", "of somebody else"));
        reopen();

        assertThat(ledger.history().size()).isEqualTo(1);
        assertThat(standing()).isEqualTo(new Standing(Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
    }

    @Test
    @DisplayName("an entry of the gate's kind that cannot be read is no history, and the message names it")
    void unreadable() throws IOException {
        ledger.ledger().append("decision", JsonNodeFactory.instance.objectNode().put("decision", 7));

        assertThatThrownBy(this::reopen)
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("entry 0 is no decision that this version can read");
        assertThatThrownBy(() -> ledger.decision(0)).isInstanceOf(IOException.class);
        replaceLedger();
    }

    @Test
    @DisplayName("entries are taken in one after another")
    void inOrder() throws IOException {
        Entry one = decide(request(ONE), Verdict.BLOCKED);
        var history = new DeploymentHistory();
        history.add(one);

        assertThatThrownBy(() -> history.add(one))
                .isInstanceOf(HistoryException.class)
                .hasMessage("entry 0 does not follow entry 0");
    }

    private void replaceLedger() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other"));
        ledger = new DeploymentLedger(FileLedger.open(other, LedgerOptions.defaults()), other);
    }

    @Test
    @DisplayName("nothing in the file is there twice, so that its size does not grow with the ledger's")
    void size() throws IOException {
        for (int i = 0; i < 3; i++) {
            deploy(request(ONE), Verdict.BLOCKED, Outcome.SUCCESS);
        }
        close();
        JsonNode json = JsonMapper.builder().build().readTree(file().toFile());
        assertThat(json.path("lanes")).isEmpty();
        assertThat(json.path("owed")).isEmpty();
        open();
    }
}
