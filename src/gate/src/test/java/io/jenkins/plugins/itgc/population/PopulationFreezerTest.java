package io.jenkins.plugins.itgc.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.itgc.ledger.LedgerException;
import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import io.jenkins.plugins.itgc.population.Discrepancy.Kind;
import io.jenkins.plugins.itgc.population.Exclusion.Reason;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopulationFreezerTest {
    private static final PopulationQuery FIRST_QUARTER = query("2026-01-01", "2026-03-31");

    @TempDir
    private Path temporary;

    private Path ledger;
    private Path target;
    private Instant now = Instant.parse("2026-07-01T08:00:00Z");

    @BeforeEach
    void name() {
        ledger = temporary.resolve("ledger");
        target = temporary.resolve("population");
    }

    @Test
    void whatWasLetGoOnIsInThePopulationInTheOrderOfItsRelease() throws Exception {
        long overridden;
        try (var deployments = new DeploymentsFixture(ledger)) {
            deployments.at("2026-01-05T10:00:00Z").allowed("d-1");
            overridden = deployments.blocked("d-2");
            deployments.decision("d-3", "orders-api", "staging", "OBSERVE", "NOT_DETERMINABLE", "NORMAL");
            deployments.at("2026-02-05T10:00:00Z").overridden(overridden);
            deployments
                    .at("2026-03-31T23:59:59.999Z")
                    .decision("d-4", "orders-api", "production", "ENFORCE", "ALLOWED", "EMERGENCY");
            deployments.at("2026-04-01T00:00:00Z").allowed("d-5");
        }

        Population population = freeze(FIRST_QUARTER);

        assertThat(items())
                .extracting(Item::number, Item::id, Item::stratum)
                .containsExactly(
                        tuple(1L, "d-1", Stratum.STANDARD),
                        tuple(2L, "d-3", Stratum.STANDARD),
                        tuple(3L, "d-2", Stratum.OVERRIDE),
                        tuple(4L, "d-4", Stratum.EMERGENCY));
        Item override = items().get(2);
        assertThat(override.decision()).isEqualTo(overridden);
        assertThat(override.override()).isEqualTo(OptionalLong.of(3));
        assertThat(override.releasedAt()).isEqualTo("2026-02-05T10:00:00Z");
        assertThat(override.commit()).isEqualTo(DeploymentsFixture.COMMIT);
        assertThat(override.leafHash()).hasSize(64);
        assertThat(population.count()).isEqualTo(4);
        assertThat(population.strata()).isEqualTo(new Strata(2, 1, 1));
        assertThat(population.firstId()).contains("d-1");
        assertThat(population.lastId()).contains("d-4");
        assertThat(population.idsHash()).isEqualTo(sha256("d-1\nd-3\nd-2\nd-4\n"));
        assertThat(population.frozenAt()).isEqualTo(now);
        assertThat(population.ledger().scope()).isEqualTo(LedgerEvidence.Scope.PERIOD);
        assertThat(population.ledger().intact()).isTrue();
        assertThat(population.ledger().checkpointSize()).isEqualTo(6);
        assertThat(population.ledger().firstEntry()).isZero();
        assertThat(population.ledger().endEntry()).isEqualTo(5);
        assertThat(population.complete()).isTrue();
        assertThat(FrozenPopulation.read(target).population()).isEqualTo(population);
    }

    @Test
    void whatIsLeftOutIsListedWithItsReason() throws Exception {
        try (var deployments = new DeploymentsFixture(ledger)) {
            deployments.at("2026-01-05T10:00:00Z").blocked("blocked");
            long rejected = deployments.blocked("rejected");
            deployments.decision("sandbox", "payments-api", "production", "OUT_OF_SCOPE", "OUT_OF_SCOPE", "NORMAL");
            deployments.decision("elsewhere", "payments-api", "staging", "ENFORCE", "ALLOWED", "NORMAL");
            deployments.decision("other", "reports-api", "production", "ENFORCE", "ALLOWED", "NORMAL");
            deployments.allowed("in");
            deployments.allowed("in");
            deployments.rejected(rejected);
        }
        var query = new PopulationQuery(
                FIRST_QUARTER.from(), FIRST_QUARTER.to(), ZoneOffset.UTC, Set.of("production"), Set.of("payments-api"));

        Population population = freeze(query);

        try (var exclusions = FrozenPopulation.read(target).exclusions()) {
            assertThat(exclusions)
                    .extracting(Exclusion::id, Exclusion::reason, Exclusion::entry)
                    .containsExactly(
                            tuple("blocked", Reason.BLOCKED, 0L),
                            tuple("rejected", Reason.REJECTED, 1L),
                            tuple("sandbox", Reason.OUT_OF_SCOPE, 2L),
                            tuple("elsewhere", Reason.OTHER_ENVIRONMENT, 3L),
                            tuple("other", Reason.OTHER_SERVICE, 4L),
                            tuple("in", Reason.DUPLICATE, 6L));
        }
        assertThat(population.excluded()).isEqualTo(6);
        assertThat(population.exclusions()).containsEntry("out-of-scope", 1L).containsEntry("rejected", 1L);
        assertThat(population.count()).isEqualTo(1);
    }

    @Test
    void anOverrideBelongsToThePeriodInWhichItLetTheDeploymentGoOn() throws Exception {
        try (var deployments = new DeploymentsFixture(ledger)) {
            long late = deployments.at("2026-03-31T20:00:00Z").blocked("late");
            deployments.allowed("early");
            deployments.at("2026-04-01T07:00:00Z").overridden(late);
        }

        freeze(FIRST_QUARTER);
        assertThat(items()).extracting(Item::id).containsExactly("early");
        assertThat(FrozenPopulation.read(target).population().exclusions()).containsEntry("blocked", 1L);

        target = temporary.resolve("second");
        freeze(query("2026-04-01", "2026-06-30"));
        assertThat(items()).extracting(Item::id, Item::decision).containsExactly(tuple("late", 0L));
        assertThat(items().get(0).commit()).isEqualTo(DeploymentsFixture.COMMIT);
    }

    @Test
    void daysBeginAndEndInTheZoneThatWasAskedFor() throws Exception {
        try (var deployments = new DeploymentsFixture(ledger)) {
            deployments.at("2025-12-31T22:59:59Z").allowed("before");
            deployments.at("2025-12-31T23:00:00Z").allowed("first");
            deployments.at("2026-03-31T21:59:59Z").allowed("last");
            deployments.at("2026-03-31T22:00:00Z").allowed("after");
        }

        Population population = freeze(new PopulationQuery(
                FIRST_QUARTER.from(), FIRST_QUARTER.to(), ZoneId.of("Europe/Berlin"), Set.of(), Set.of()));

        assertThat(items()).extracting(Item::id).containsExactly("first", "last");
        assertThat(population.start()).isEqualTo("2025-12-31T23:00:00Z");
        assertThat(population.end()).isEqualTo("2026-03-31T22:00:00Z");
    }

    @Test
    void hostileTextsAreDefusedInTheFileAndReadBackAsTheyWere() throws Exception {
        var ids = List.of("=cmd|'/c calc'!A1", "+1", "-1", "@x", "'quoted", "a,\"b\"\r\nc", "\tz", "Zoë", "'");
        try (var deployments = new DeploymentsFixture(ledger)) {
            deployments.at("2026-01-05T10:00:00Z");
            for (String id : ids) {
                deployments.allowed(id);
            }
        }

        Population population = freeze(FIRST_QUARTER);

        assertThat(items()).extracting(Item::id).containsExactlyElementsOf(ids);
        assertThat(population.idsHash()).isEqualTo(sha256(String.join("\n", ids) + "\n"));
        assertThat(Files.readString(target.resolve("population.csv")))
                .contains("\r\n1,'=cmd|'/c calc'!A1,0,,")
                .contains("\"a,\"\"b\"\"\r\nc\"");
    }

    @Test
    void whatDoesNotFitIsListedAndKeepsThePopulationFromBeingComplete() throws Exception {
        try (var deployments = new DeploymentsFixture(ledger)) {
            deployments.at("2026-01-05T10:00:00Z").allowed("same");
            deployments.decision("same", "orders-api", "production", "ENFORCE", "ALLOWED", "NORMAL");
            long blocked = deployments.blocked("forced");
            deployments.deployed(blocked, "forced", false);
            deployments.deployed(0, "same", true);
            deployments.append("decision", JsonNodeFactory.instance.objectNode().put("decision", "yes"));
            deployments.overridden(4711);
        }

        Population population = freeze(FIRST_QUARTER);

        try (var discrepancies = FrozenPopulation.read(target).discrepancies()) {
            assertThat(discrepancies)
                    .extracting(Discrepancy::kind, found -> found.entry().getAsLong())
                    .containsExactly(
                            tuple(Kind.REUSED_ID, 1L),
                            tuple(Kind.DEPLOYED_ALTHOUGH_BLOCKED, 3L),
                            tuple(Kind.UNREADABLE, 5L),
                            tuple(Kind.OVERRIDE_WITHOUT_DECISION, 6L));
        }
        assertThat(population.complete()).isFalse();
        assertThat(items()).extracting(Item::id).containsExactly("same", "same", "override 6");
    }

    @Test
    void theDeployingSystemsListIsComparedInBothDirections() throws Exception {
        try (var deployments = new DeploymentsFixture(ledger)) {
            deployments.at("2026-01-05T10:00:00Z").allowed("by-id");
            deployments.allowed("by-build");
            deployments.allowed("unknown there");
            deployments.blocked("blocked");
            deployments.decision("elsewhere", "payments-api", "staging", "ENFORCE", "ALLOWED", "NORMAL");
        }
        var query = new PopulationQuery(
                FIRST_QUARTER.from(), FIRST_QUARTER.to(), ZoneOffset.UTC, Set.of("production"), Set.of());
        Path csv = write(
                "jobs.csv",
                "\uFEFFservice,id,buildUrl\r\npay,by-id,\r\npay,,https://jenkins.example/by-build\r\n"
                        + "pay,blocked,\r\npay,elsewhere,\r\npay,\"never, seen\",\r\n");
        Path json = write("jobs.jsonl", """
                {"id":"by-id"}
                {"buildUrl":"https://jenkins.example/by-build"}

                {"id":"blocked"}
                {"id":"elsewhere"}
                {"id":"never, seen"}
                """);

        for (Path source : List.of(csv, json)) {
            target = temporary.resolve("of-" + source.getFileName());
            Population population = freeze(query, FreezeOptions.DEFAULT.withSource(source));

            assertThat(population.source())
                    .contains(new SourceComparison(
                            source.getFileName().toString(), sha256(Files.readString(source)), 5, 1, 1));
            try (var discrepancies = FrozenPopulation.read(target).discrepancies()) {
                assertThat(discrepancies)
                        .extracting(Discrepancy::kind, Discrepancy::id)
                        .containsExactly(
                                tuple(Kind.NOT_IN_SOURCE, "unknown there"),
                                tuple(Kind.DEPLOYED_ALTHOUGH_BLOCKED, "blocked"),
                                tuple(Kind.NOT_IN_LEDGER, "never, seen"));
            }
        }
    }

    @Test
    void aListThatCannotBeReadIsRefused() throws Exception {
        oneDeployment();

        assertThat(refusal(FreezeOptions.DEFAULT.withSource(write("a.csv", "name,when\nx,y\n"))))
                .contains("neither a column id nor a column buildUrl");
        assertThat(refusal(FreezeOptions.DEFAULT.withSource(write("b.csv", "id,buildUrl\nx,\n , \n"))))
                .contains("b.csv, line 3: it names neither an id nor a buildUrl");
        assertThat(refusal(FreezeOptions.DEFAULT.withSource(write("c.jsonl", "{\"id\":\"x\"}\n{\"id\":\n"))))
                .contains("c.jsonl, line 2: this is no JSON object");
        assertThat(temporary).isDirectoryNotContaining("glob:**population*");
    }

    @Test
    void aPeriodThatIsNotOverIsRefused() throws Exception {
        oneDeployment();
        now = Instant.parse("2026-03-31T23:59:59Z");

        assertThat(refusal(FreezeOptions.DEFAULT))
                .contains("ends at 2026-04-01T00:00:00Z, and now it is 2026-03-31T23:59:59Z")
                .contains("the days up to 2026-03-30 now");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query("2026-03-31", "2026-03-30"))
                .withMessageContaining("before it begins");
    }

    @Test
    void aPopulationWithoutDeploymentsIsFrozenOnlyWhereSomebodySaysSo() throws Exception {
        try (var deployments = new DeploymentsFixture(ledger)) {
            deployments.at("2026-01-05T10:00:00Z").blocked("blocked");
        }

        assertThat(refusal(FreezeOptions.DEFAULT))
                .contains("nothing that is asked for was let go on")
                .contains("1 entries, left out were 1 blocked");
        Population population = freeze(FIRST_QUARTER, FreezeOptions.DEFAULT.allowingNone());
        assertThat(population.count()).isZero();
        assertThat(population.firstId()).isEmpty();
        assertThat(population.idsHash()).isEqualTo(sha256(""));
    }

    @Test
    void whatWasFrozenIsNeverOverwritten() throws Exception {
        oneDeployment();
        freeze(FIRST_QUARTER);

        assertThat(refusal(FreezeOptions.DEFAULT)).contains("never overwritten");
    }

    @Test
    void whatACutOffRunLeftIsRemoved() throws Exception {
        oneDeployment();
        Path left = Files.createDirectory(temporary.resolve("population.new"));
        Files.writeString(left.resolve("population.csv"), "half a li");

        freeze(FIRST_QUARTER);

        assertThat(left).doesNotExist();
        assertThat(items()).hasSize(1);
    }

    @Test
    void cancellingLeavesNothing() throws Exception {
        oneDeployment();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> freeze(FIRST_QUARTER));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(target).doesNotExist();
        assertThat(temporary.resolve("population.new")).doesNotExist();
    }

    @Test
    void aLedgerThatDoesNotVerifyIsRefusedAndTheEntryNamed() throws Exception {
        oneDeployment();
        Path segment = ledger.resolve("2026-01.jsonl");
        Files.writeString(segment, Files.readString(segment).replace("payments-api", "payment5-api"));

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> freeze(FIRST_QUARTER))
                .withMessageContaining("does not verify, so nothing was frozen")
                .withMessageContaining("CHANGED 2026-01.jsonl line 1 (entry 0)");
        assertThat(target).doesNotExist();

        Population population = freeze(FIRST_QUARTER, FreezeOptions.DEFAULT.allowingFindings());
        assertThat(population.ledger().intact()).isFalse();
        assertThat(population.complete()).isFalse();
        assertThat(population.ledger().findings())
                .anyMatch(finding -> finding.contains("CHANGED 2026-01.jsonl line 1 (entry 0)"));
        assertThat(items()).extracting(Item::service).containsExactly("payment5-api");
    }

    @Test
    void aFileThatWasChangedAfterFreezingIsNamed() throws Exception {
        oneDeployment();
        freeze(FIRST_QUARTER);
        Path list = target.resolve("population.csv");
        Files.writeString(list, Files.readString(list).replace("d-1", "d-7"));
        Files.delete(target.resolve("exclusions.csv"));

        assertThatExceptionOfType(PopulationException.class)
                .isThrownBy(() -> FrozenPopulation.read(target))
                .withMessageContaining("population.csv is not as it was frozen")
                .withMessageContaining("exclusions.csv is missing");
        assertThatExceptionOfType(PopulationException.class)
                .isThrownBy(() -> FrozenPopulation.read(temporary))
                .withMessageContaining("there is no frozen population in")
                .withMessageContaining("freeze one first");
    }

    private void oneDeployment() throws LedgerException {
        try (var deployments = new DeploymentsFixture(ledger)) {
            deployments.at("2026-01-05T10:00:00Z").allowed("d-1");
        }
    }

    private String refusal(FreezeOptions options) {
        try {
            freeze(FIRST_QUARTER, options);
            return "";
        } catch (PopulationException e) {
            return String.valueOf(e.getMessage());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Population freeze(PopulationQuery query) throws Exception {
        return freeze(query, FreezeOptions.DEFAULT);
    }

    private Population freeze(PopulationQuery query, FreezeOptions options) throws Exception {
        return new PopulationFreezer(ledger, InstantSource.fixed(now), VerifyProgress.NONE)
                .freeze(query, options, target);
    }

    private List<Item> items() throws Exception {
        try (var items = FrozenPopulation.read(target).items()) {
            return items.toList();
        }
    }

    private Path write(String name, String content) throws Exception {
        return Files.writeString(temporary.resolve(name), content);
    }

    private static PopulationQuery query(String from, String to) {
        return new PopulationQuery(LocalDate.parse(from), LocalDate.parse(to), ZoneOffset.UTC, Set.of(), Set.of());
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
