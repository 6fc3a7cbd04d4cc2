package io.jenkins.plugins.itgc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.cli.Shell.Ended;
import io.jenkins.plugins.itgc.cli.demo.Shop;
import io.jenkins.plugins.itgc.ledger.checkpoint.SignedCheckpoint;
import io.jenkins.plugins.itgc.ledger.checkpoint.VerifierKey;
import io.jenkins.plugins.itgc.ledger.merkle.ConsistencyProof;
import io.jenkins.plugins.itgc.ledger.merkle.ConsistencyProofVerifier;
import io.jenkins.plugins.itgc.ledger.merkle.HashValue;
import io.jenkins.plugins.itgc.ledger.merkle.InclusionProof;
import io.jenkins.plugins.itgc.ledger.merkle.InclusionProofVerifier;
import io.jenkins.plugins.itgc.ledger.merkle.MerkleHasher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands on a ledger that holds: 0 the policy, 1 an allowed deployment of payments-api, 2 its result, 3 a blocked one of
 * orders-api, 4 an emergency of orders-api, 5 its review.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LedgerCommandsTest {
    private static final String STARTED = "2025-06-03T15:00:00Z";

    private final Shell shell = new Shell();
    private Shop shop;

    @BeforeAll
    void fill(@TempDir Path directory) throws Exception {
        shop = new Shop(directory);
        assertThat(shell.run(shop.gate("payments-api")).exitCode()).isZero();
        assertThat(result("1", "success", STARTED).exitCode()).isZero();
        assertThat(shell.run(shop.gate("orders-api")).exitCode()).isEqualTo(1);
        assertThat(shell.run(shop.gate("orders-api"), "--change-type", "emergency", "--justification", "INC-1")
                        .exitCode())
                .isZero();
        assertThat(review("4", "github:carla", "--reject").exitCode()).isZero();
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void theListBeginsWithTheNewest() {
        Ended ended = onLedger("ledger", "list");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()
                        .lines()
                        .map(line -> line.replaceAll(" {2,}", "  ").strip().split("  ", 3)[0]))
                .containsExactly("5", "4", "3", "2", "1", "0");
        assertThat(ended.out().lines().toList().get(0))
                .contains("emergency-review")
                .contains("rejected")
                .contains("orders-api → production")
                .contains("of entry 4");
    }

    @Test
    void theListIsFiltered() {
        assertThat(indexes("--kind", "decision")).containsExactly(4L, 3L, 1L);
        assertThat(indexes("--service", "payments-api")).containsExactly(2L, 1L);
        assertThat(indexes("--environment", "staging")).isEmpty();
        assertThat(indexes("--from", "2100-01-01")).isEmpty();
        assertThat(indexes("--to", "2020-01-01T00:00:00+01:00")).isEmpty();
        assertThat(indexes("--limit", "2")).containsExactly(5L, 4L);
        assertThat(onLedger("ledger", "list", "--limit", "2", "--json")
                        .json()
                        .path("more")
                        .asBoolean())
                .isTrue();
        assertThat(onLedger("ledger", "list", "--limit", "2").out()).contains("there are more");
        assertThat(onLedger("ledger", "list", "--environment", "staging").out()).contains("no such entry");
        assertThat(onLedger("ledger", "list", "--limit", "0").exitCode()).isEqualTo(2);
        assertThat(onLedger("ledger", "list", "--from", "yesterday").err()).contains("is no time; write");
    }

    @Test
    void aDecisionIsShownAsItWasTold() {
        Ended ended = onLedger("ledger", "show", "3");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("BLOCKED  orders-api → production").contains("(APPROVAL_STALE)");
    }

    @Test
    void aDecisionIsDecidedAgainFromTheLedgerAlone() {
        Ended text = onLedger("ledger", "show", "3", "--replay");
        Ended json = onLedger("ledger", "show", "4", "--replay", "--json");

        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .contains("✓ decided again from this entry's evidence and the policy of entry 0: the same");
        assertThat(json.json().at("/replay/same").asBoolean()).isTrue();
        assertThat(onLedger("ledger", "show", "2", "--replay").exitCode()).isEqualTo(2);
    }

    @Test
    void otherEntriesAreShownByTheirMembers() {
        assertThat(onLedger("ledger", "show", "2").out())
                .contains("  outcome: SUCCESS")
                .contains("  decision: 1");
        assertThat(onLedger("ledger", "show", "5", "--json")
                        .json()
                        .at("/entry/body/accepted")
                        .asBoolean(true))
                .isFalse();
        assertThat(onLedger("ledger", "show", "6").exitCode()).isEqualTo(2);
    }

    @Test
    void anIntactLedgerVerifies() {
        String key = onLedger("ledger", "key").out().strip();
        Ended text = onLedger("ledger", "verify");
        Ended json = onLedger("ledger", "verify", "--key", key, "--json");

        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).contains("✓ intact: 6 entries").contains("--key checks with yours");
        assertThat(json.exitCode()).isZero();
        assertThat(json.json().path("intact").asBoolean()).isTrue();
        assertThat(json.json().path("checkpoint").asLong()).isEqualTo(6);
    }

    @Test
    void aChangedByteIsFoundAndTheEntryNamed() throws Exception {
        Path copy = shop.tamper();

        Ended text = shell.run("ledger", "verify", "--ledger", copy.toString());
        Ended json = shell.run("ledger", "verify", "--json", "--ledger", copy.toString());

        assertThat(text.exitCode()).isEqualTo(4);
        assertThat(text.out()).contains("✗ NOT INTACT").contains("line 2 (entry 1)");
        assertThat(json.exitCode()).isEqualTo(4);
        assertThat(json.json().path("intact").asBoolean(true)).isFalse();
        assertThat(json.json().path("findings").findValuesAsText("entry")).contains("1");
    }

    @Test
    void anotherKeyDoesNotVerify() {
        String other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

        assertThat(onLedger("ledger", "verify", "--key", "nonsense").exitCode()).isEqualTo(2);
        assertThat(onLedger("ledger", "verify", "--key", other).exitCode()).isEqualTo(4);
    }

    @Test
    void anEditedHistoryIsFound(@TempDir Path copy) throws Exception {
        try (var files = Files.walk(shop.ledger())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(shop.ledger().relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Path history = copy.resolve("history.json");
        Files.writeString(history, Files.readString(history).replace("payments-api", "payment5-api"));

        Ended ended = shell.run("ledger", "verify", "--ledger", copy.toString());

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.out()).contains("history.json says other than the entries");
    }

    @Test
    void aProofConvincesWithoutTheLedger() throws Exception {
        JsonNode proof =
                onLedger("ledger", "prove", "3", "--from-size", "2", "--json").json();

        byte[] line = Base64.getDecoder().decode(proof.path("line").asText());
        String note = StreamSupport.stream(proof.path("checkpoint").spliterator(), false)
                .map(text -> text.asText() + "\n")
                .collect(Collectors.joining());
        var signed = SignedCheckpoint.parse(note.getBytes(StandardCharsets.UTF_8));
        signed.verify(VerifierKey.parse(proof.path("key").asText()));
        HashValue root = signed.checkpoint().root();
        InclusionProofVerifier.verify(
                new InclusionProof(
                        proof.at("/inclusion/leafIndex").asLong(),
                        proof.at("/inclusion/treeSize").asLong(),
                        hashes(proof.at("/inclusion/path"))),
                HashValue.of(new MerkleHasher().leaf(line)),
                root);
        ConsistencyProofVerifier.verify(
                new ConsistencyProof(2, signed.size(), hashes(proof.at("/consistency/path"))),
                HashValue.ofBase64(proof.at("/consistency/oldRoot").asText()),
                root);
        assertThat(new String(line, StandardCharsets.UTF_8)).contains("\"service\":\"orders-api\"");
    }

    @Test
    void aProofIsToldToPeopleAndRefusedForWhatIsNotThere() {
        assertThat(onLedger("ledger", "prove", "3", "--from-size", "2").out())
                .contains("✓ entry 3 is in the tree of 6 entries")
                .contains("✓ it begins with the first 2 entries as they were");
        assertThat(onLedger("ledger", "prove", "6").exitCode()).isEqualTo(2);
        assertThat(onLedger("ledger", "prove", "3", "--from-size", "7").exitCode())
                .isEqualTo(2);
    }

    @Test
    void aResultIsRecordedOnce() {
        assertThat(result("1", "failure", STARTED).exitCode()).isEqualTo(2);
        assertThat(result("1", "failure", STARTED).err()).contains("a result is never changed");
        assertThat(result("0", "success", STARTED).err()).contains("is no decision");
        assertThat(result("3", "aborted", "2100-01-01").err()).contains("cannot end");
        assertThat(result("3", "went well", STARTED).exitCode()).isEqualTo(2);
    }

    @Test
    void aReviewIsRefusedWhereNoneIsOwed() {
        assertThat(review("3", "github:carla", "--accept").exitCode()).isEqualTo(2);
        assertThat(review("3", "github:carla", "--accept").err()).contains("owes no review");
        assertThat(review("3", "github:carla").err()).contains("--accept");
    }

    private Ended result(String entry, String outcome, String started) {
        return onLedger("record-result", entry, "--outcome", outcome, "--started", started);
    }

    private Ended review(String entry, String reviewer, String... finding) {
        var arguments = new ArrayList<>(List.of("review", entry, "--reviewer", reviewer, "--comment", "Looked at it."));
        arguments.addAll(List.of("--policy", shop.policy().toString()));
        arguments.addAll(List.of(finding));
        return onLedger(arguments.toArray(String[]::new));
    }

    private List<Long> indexes(String... filter) {
        var arguments = new ArrayList<>(List.of("ledger", "list", "--json"));
        arguments.addAll(List.of(filter));
        var indexes = new ArrayList<Long>();
        onLedger(arguments.toArray(String[]::new))
                .json()
                .path("entries")
                .forEach(entry -> indexes.add(entry.path("index").asLong()));
        return indexes;
    }

    private Ended onLedger(String... arguments) {
        return shell.run(List.of(arguments), "--ledger", shop.ledger().toString());
    }

    private static List<HashValue> hashes(JsonNode texts) {
        var hashes = new ArrayList<HashValue>();
        texts.forEach(text -> hashes.add(HashValue.ofBase64(text.asText())));
        return hashes;
    }
}
