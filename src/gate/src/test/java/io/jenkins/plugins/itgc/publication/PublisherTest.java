package io.jenkins.plugins.itgc.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.itgc.decision.Verdict;
import io.jenkins.plugins.itgc.history.ResultRecord.Outcome;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.merkle.MerkleHasher;
import io.jenkins.plugins.itgc.publication.PublicationException.Reason;
import io.jenkins.plugins.itgc.publication.PublicationProgress.Step;
import io.jenkins.plugins.itgc.publication.directory.DirectoryArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing to a directory; the order of steps is the same for all places. */
class PublisherTest {
    @TempDir
    private Path root;

    @TempDir
    private Path ledgerDirectory;

    @TempDir
    private Path scratch;

    private LedgerFixture log;
    private Archive archive;
    private PublishedCopy copy;

    @BeforeEach
    void open() throws Exception {
        log = new LedgerFixture(ledgerDirectory);
        archive = new DirectoryArchive(root);
        copy = new PublishedCopy(archive);
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Test
    void shouldPublishAWholeLedgerThatVerifiesByItself() throws Exception {
        log.deployments(2);
        log.days(3);
        log.deployments(3);
        log.days(40);
        log.deployments(1);

        var publication = publish();

        assertThat(publication.first()).isZero();
        assertThat(publication.size()).isEqualTo(18);
        assertThat(publication.resumed()).isFalse();
        assertThat(publication.manifest()).endsWith("manifests/year=2026/month=01/0000000000000000.json");
        copy.requireWhole(18, log.ledger.verifierKey(), empty());
        assertThat(copy.keys("ledger/"))
                .containsExactly(
                        "ledger/year=2026/month=01/0000000000000000-0000000000000005.jsonl",
                        "ledger/year=2026/month=02/0000000000000006-0000000000000014.jsonl",
                        "ledger/year=2026/month=03/0000000000000015-0000000000000017.jsonl");
    }

    @Test
    void shouldPublishEachMonthAsItStandsInItsSegment() throws Exception {
        log.deployments(2);
        log.days(10);
        log.deployments(2);

        publish();

        assertThat(copy.bytes("ledger/year=2026/month=01/0000000000000000-0000000000000005.jsonl"))
                .isEqualTo(Files.readAllBytes(ledgerDirectory.resolve("2026-01.jsonl")));
        assertThat(copy.bytes("ledger/year=2026/month=02/0000000000000006-0000000000000011.jsonl"))
                .isEqualTo(Files.readAllBytes(ledgerDirectory.resolve("2026-02.jsonl")));
    }

    @Test
    void shouldChangeNothingWhereNothingIsNew() throws Exception {
        log.deployments(2);
        publish();
        var before = snapshot();

        var again = publish();

        assertThat(again.objects()).isEmpty();
        assertThat(again.first()).isEqualTo(again.size()).isEqualTo(6);
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void shouldPublishOnlyWhatIsNewAndTouchNothingElse() throws Exception {
        log.deployments(2);
        publish();
        var before = snapshot();
        log.deployments(1);
        log.days(5);
        log.deployments(1);

        var later = publish();

        assertThat(later.first()).isEqualTo(6);
        assertThat(later.size()).isEqualTo(12);
        assertThat(snapshot()).containsAllEntriesOf(before);
        copy.requireWhole(12, log.ledger.verifierKey(), empty());
        assertThat(copy.keys("ledger/year=2026/month=01/"))
                .containsExactly(
                        "ledger/year=2026/month=01/0000000000000000-0000000000000005.jsonl",
                        "ledger/year=2026/month=01/0000000000000006-0000000000000008.jsonl");
    }

    @Test
    void shouldSplitAMonthThatIsTooLongForOnePiece() throws Exception {
        log.deployments(4);

        new Publisher(archive, PublicationProgress.NONE, 5).publish(log.ledger, log.ledger.verifierKey());

        assertThat(copy.keys("ledger/")).hasSize(3);
        copy.requireWhole(12, log.ledger.verifierKey(), empty());
    }

    @Test
    void shouldGiveOneRowForEachDecisionWithItsOutcome() throws Exception {
        long allowed = log.decide("payments-api", Verdict.ALLOWED);
        log.start(allowed);
        log.result(allowed, Outcome.FAILURE);
        long blocked = log.decide("orders-api", Verdict.BLOCKED);
        long overridden = log.decide("orders-api", Verdict.NOT_DETERMINABLE);
        log.override(overridden);

        publish();

        var rows = copy.rows("deployments");
        assertThat(rows).extracting(row -> row.path("decision").asLong()).containsExactly(allowed, blocked, overridden);
        assertThat(rows.get(0).path("outcome").asText()).isEqualTo("FAILURE");
        assertThat(rows.get(0).path("started_at").asText()).isEqualTo("2026-01-30T10:01:00.000Z");
        assertThat(rows.get(0).path("allowed").asBoolean()).isTrue();
        assertThat(rows.get(0).path("deployment_id").asText()).isEqualTo("payments-api-0");
        assertThat(rows.get(0).path("leaf_hash").asText())
                .isEqualTo(log.ledger.entry(allowed).orElseThrow().leafHash().hex());
        assertThat(rows.get(1).path("allowed").asBoolean(true)).isFalse();
        assertThat(rows.get(1).has("outcome")).isFalse();
        assertThat(rows.get(2).path("overridden_by").asText()).isEqualTo("jenkins:carla");
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.path("as_of").asLong()).isEqualTo(6));
    }

    @Test
    void shouldMakeForeignTextHarmlessInRows() throws Exception {
        log.override(log.decide("orders-api", Verdict.BLOCKED));

        publish();

        assertThat(copy.rows("deployments").get(0).path("override_reason").asText())
                .isEqualTo("It burns.\\u001B[31m A lot.");
    }

    @Test
    void shouldTellWhatCameLaterAsEvents() throws Exception {
        long decision = log.decide("orders-api", Verdict.BLOCKED);
        publish();
        log.override(decision);
        log.days(3);
        log.result(decision, Outcome.SUCCESS);
        log.review(decision);
        publish();

        assertThat(copy.rows("deployments")).hasSize(1);
        var events = copy.rows("deployment-events");
        assertThat(events)
                .extracting(row -> row.path("kind").asText())
                .containsExactly("override", "deployment-result", "emergency-review");
        assertThat(events)
                .allSatisfy(row -> assertThat(row.path("decision").asLong()).isEqualTo(decision));
        assertThat(events.get(1).path("outcome").asText()).isEqualTo("SUCCESS");
        assertThat(events.get(2).path("review_timely").asBoolean(true)).isFalse();
        assertThat(copy.keys("deployment-events/year=2026/month=02/")).hasSize(1);
    }

    @Test
    void shouldCompleteWhatWasBrokenOffWhereverThatWas() throws Exception {
        log.deployments(2);
        log.days(3);
        log.deployments(1);
        boolean brokenOff = true;
        for (int at = 0; brokenOff; at++) {
            long published = log.ledger.size();
            brokenOff = publishUpTo(at);
            if (brokenOff) {
                assertThat(copy.manifests()).noneMatch(one -> one.path("size").asLong() == published);
                log.deployments(1);
                var resumed = publish();
                assertThat(resumed.size()).isEqualTo(log.ledger.size());
                copy.requireWhole(log.ledger.size(), log.ledger.verifierKey(), empty());
                log.days(2);
                log.deployments(1);
            }
        }
        assertThat(copy.manifests()).hasSizeGreaterThan(8);
        copy.requireWhole(log.ledger.size(), log.ledger.verifierKey(), empty());
    }

    /** Breaks off before so many objects are stored; whether it came to that. */
    private boolean publishUpTo(int objects) throws IOException {
        var breaking = new InterceptedArchive(archive, (number, key) -> {
            if (number == objects) {
                throw new PublicationException(Reason.UNAVAILABLE, "the test pulled the plug");
            }
        });
        try {
            new Publisher(breaking, PublicationProgress.NONE).publish(log.ledger, log.ledger.verifierKey());
            return false;
        } catch (PublicationException e) {
            assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
            return true;
        }
    }

    @Test
    void shouldNotCountWhatHasNoManifest() throws Exception {
        log.deployments(1);
        publish();
        log.deployments(1);
        publishUpTo(4);

        assertThat(copy.manifests()).hasSize(1);
        assertThat(copy.keys("ledger/")).hasSize(2);
        var resumed = publish();
        assertThat(resumed.resumed()).isTrue();
        assertThat(copy.manifests()).hasSize(2);
    }

    @Test
    void shouldPublishEachEntryOnceHoweverManyPublishAtOnce() throws Exception {
        for (int at = 0; at < 12; at++) {
            int when = at;
            log.days(1);
            log.deployments(1);
            var slow = new InterceptedArchive(archive, (number, key) -> {
                if (number == when) {
                    publishMore();
                }
            });

            new Publisher(slow, PublicationProgress.NONE).publish(log.ledger, log.ledger.verifierKey());
            publish();

            copy.requireWhole(log.ledger.size(), log.ledger.verifierKey(), empty());
        }
    }

    /** Somebody else publishes a longer ledger meanwhile. */
    private void publishMore() throws PublicationException {
        try {
            log.deployments(1);
            publish();
        } catch (PublicationException e) {
            throw e;
        } catch (IOException e) {
            throw new PublicationException(Reason.IO, "the other one", e);
        }
    }

    @Test
    void shouldStopLoudlyWhereAnotherHistoryWasWritten(@TempDir Path elsewhere) throws Exception {
        log.deployments(2);
        publish();
        var before = snapshot();
        try (var forged = log.another(elsewhere)) {
            forged.deployments(1);
            forged.decide("orders-api", Verdict.ALLOWED);
            forged.deployments(4);

            assertThatExceptionOfType(PublicationException.class)
                    .isThrownBy(() -> publish(forged.ledger))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INCONSISTENT))
                    .withMessageContaining("THE LEDGER CONTRADICTS WHAT WAS PUBLISHED")
                    .withMessageContaining("its first 6 entries are not those that are published");
        }
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void shouldStopLoudlyWhereTheLedgerBecameShorter(@TempDir Path elsewhere) throws Exception {
        log.deployments(2);
        publish();
        var before = snapshot();
        try (var shorter = log.another(elsewhere)) {
            shorter.deployments(1);

            assertThatExceptionOfType(PublicationException.class)
                    .isThrownBy(() -> publish(shorter.ledger))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INCONSISTENT))
                    .withMessageContaining("it has 3 entries");
        }
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void shouldStopLoudlyWhereAnotherHistoryWasBegun(@TempDir Path elsewhere) throws Exception {
        log.deployments(2);
        publishUpTo(3);
        var before = snapshot();
        try (var forged = log.another(elsewhere)) {
            forged.decide("orders-api", Verdict.ALLOWED);
            forged.deployments(4);

            assertThatExceptionOfType(PublicationException.class)
                    .isThrownBy(() -> publish(forged.ledger))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INCONSISTENT));
        }
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void shouldPublishNothingWhereALineWasChanged() throws Exception {
        publishTwoThenChangeEntrySix();
        var before = snapshot();

        try (var tampered = FileLedger.read(ledgerDirectory)) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> publish(tampered))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(LedgerException.Reason.DAMAGED));
        }
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void shouldPublishNothingWhereALineWasChangedAndItsHashInTheIndexToo() throws Exception {
        publishTwoThenChangeEntrySix();
        var before = snapshot();
        byte[] line = Files.readAllLines(ledgerDirectory.resolve("2026-01.jsonl"))
                .get(6)
                .getBytes(StandardCharsets.UTF_8);
        Path nodes = ledgerDirectory.resolve("derived/nodes");
        byte[] index = Files.readAllBytes(nodes);
        int position = 2 * 6 - Integer.bitCount(6);
        System.arraycopy(new MerkleHasher().leaf(line), 0, index, 32 * position, 32);
        Files.write(nodes, index);

        try (var tampered = FileLedger.read(ledgerDirectory)) {
            assertThatExceptionOfType(PublicationException.class)
                    .isThrownBy(() -> publish(tampered))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INCONSISTENT))
                    .withMessageContaining("THE LEDGER CONTRADICTS ITS CHECKPOINT");
        }
        assertThat(snapshot()).isEqualTo(before);
    }

    private void publishTwoThenChangeEntrySix() throws Exception {
        log.deployments(2);
        publish();
        log.deployments(2);
        log.close();
        Path segment = ledgerDirectory.resolve("2026-01.jsonl");
        String text = Files.readString(segment);
        int at = text.indexOf("payments-api-6");
        Files.writeString(segment, text.substring(0, at) + "payments-api-9" + text.substring(at + 14));
    }

    @Test
    void shouldRefuseALedgerWithAnotherKey(@TempDir Path elsewhere) throws Exception {
        log.deployments(1);
        publish();
        try (var other = new LedgerFixture(elsewhere)) {
            other.deployments(2);

            assertThatExceptionOfType(PublicationException.class)
                    .isThrownBy(() -> publish(other.ledger))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SIGNATURE))
                    .withMessageContaining("Publish it to a place of its own");
            assertThatExceptionOfType(PublicationException.class)
                    .isThrownBy(() -> new Publisher(archive, PublicationProgress.NONE)
                            .publish(other.ledger, log.ledger.verifierKey()))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SIGNATURE));
        }
    }

    @Test
    void shouldBelieveNoManifestThatDoesNotFitItsCheckpoint() throws Exception {
        log.deployments(1);
        publish();
        log.deployments(1);
        String key = copy.keys("manifests/").get(0);
        String good = new String(copy.bytes(key), StandardCharsets.UTF_8);
        for (String bad : List.of(
                "",
                "{}",
                "no JSON",
                good.replace("\"size\":3", "\"size\":2"),
                good.replace("\"format\":1", "\"format\":2"),
                good.replaceFirst("\"subtrees\":\\[\"[^\"]+", "\"subtrees\":[\"AAAA"))) {
            replace(key, bad);

            assertThatExceptionOfType(PublicationException.class)
                    .as(bad)
                    .isThrownBy(this::publish)
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
        }
        replace(key, good);
        assertThat(publish().size()).isEqualTo(6);
    }

    @Test
    void shouldBelieveNoCheckpointThatTheKeyDidNotSign() throws Exception {
        log.deployments(1);
        publish();
        log.deployments(1);
        String key = copy.keys("checkpoints/").get(0);
        replace(key, new String(copy.bytes(key), StandardCharsets.UTF_8).replace("\n3\n", "\n2\n"));

        assertThatExceptionOfType(PublicationException.class)
                .isThrownBy(this::publish)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SIGNATURE));
    }

    @Test
    void shouldStopWhenInterruptedAndGoOnLater() throws Exception {
        log.deployments(3);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(PublicationException.class)
                .isThrownBy(this::publish)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(publish().size()).isEqualTo(9);
        copy.requireWhole(9, log.ledger.verifierKey(), empty());
    }

    @Test
    void shouldHaveNothingToPublishOfAnEmptyLedger() {
        assertThatExceptionOfType(PublicationException.class)
                .isThrownBy(this::publish)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.REQUEST));
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void shouldTellHowFarItIs() throws Exception {
        log.deployments(2);
        var steps = new ArrayList<Step>();
        long[] last = new long[2];

        new Publisher(archive, (step, done, total) -> {
                    steps.add(step);
                    last[0] = done;
                    last[1] = total;
                })
                .publish(log.ledger, log.ledger.verifierKey());

        assertThat(steps).containsAll(EnumSet.allOf(Step.class));
        assertThat(last).containsExactly(6, 6);
    }

    @Test
    void shouldLeaveNoTemporaryFiles() throws Exception {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        log.deployments(2);
        publishUpTo(3);
        publish();

        try (var files = Files.list(temporary)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("itgc-publish")))
                    .isEmpty();
        }
        try (var files = Files.walk(root)) {
            assertThat(files.filter(file -> file.toString().endsWith(".new"))).isEmpty();
        }
    }

    @Test
    void shouldPublishABundleOnceWithItsManifestBehindIt() throws Exception {
        Path bundle = Files.writeString(scratch.resolve("q1-2026.zip"), "PK, more or less");
        var publisher = new BundlePublisher(archive);

        var published = publisher.publish(bundle, YearMonth.of(2026, 3));
        var before = snapshot();
        publisher.publish(bundle, YearMonth.of(2026, 3));

        assertThat(published.file().key()).isEqualTo("bundles/year=2026/month=03/q1-2026.zip");
        assertThat(new String(copy.bytes(published.manifest().key()), StandardCharsets.UTF_8))
                .contains(published.file().sha256());
        assertThat(snapshot()).isEqualTo(before).hasSize(2);
        Files.writeString(bundle, "another");
        assertThatExceptionOfType(PublicationException.class)
                .isThrownBy(() -> publisher.publish(bundle, YearMonth.of(2026, 3)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT));
        Path odd = Files.writeString(scratch.resolve("q1 2026.zip"), "PK");
        assertThatExceptionOfType(PublicationException.class)
                .isThrownBy(() -> publisher.publish(odd, YearMonth.of(2026, 3)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.REQUEST));
    }

    private Publication publish() throws IOException {
        return publish(log.ledger);
    }

    private Publication publish(FileLedger ledger) throws IOException {
        return new Publisher(archive, PublicationProgress.NONE).publish(ledger, ledger.verifierKey());
    }

    private Path empty() throws IOException {
        return Files.createTempDirectory(scratch, "ledger");
    }

    private void replace(String key, String text) throws IOException {
        Path file = root.resolve(key);
        Files.delete(file);
        Files.writeString(file, text);
    }

    private Map<String, String> snapshot() throws IOException {
        var files = new HashMap<String, String>();
        try (var all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
