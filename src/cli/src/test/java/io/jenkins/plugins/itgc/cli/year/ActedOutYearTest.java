package io.jenkins.plugins.itgc.cli.year;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.itgc.cli.Shell.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole year acted out: 2,000 times somebody wanted to deploy one of twelve services, and the control is tested by the
 * command, as an analyst would. What really happened is known from elsewhere, so that what is found can be compared with it.
 */
@DisplayName("What is found of the year is what happened:")
@ExtendWith(ActedOutOnce.class)
class ActedOutYearTest {
    private final TestedYear year;
    private final YearBook book;
    private final Analyst analyst;

    ActedOutYearTest(TestedYear year) {
        this.year = year;
        this.book = year.book();
        this.analyst = year.analyst();
    }

    @Test
    @DisplayName("the population is what was let go on, in its order; the rest is left out with its reason")
    void population() {
        JsonNode frozen = year.frozen();
        assertThat(book.letGoOn()).hasSizeGreaterThan(1_900);
        assertThat(frozen.path("count").asLong()).isEqualTo(book.letGoOn().size());
        assertThat(frozen.path("idsHash").asText()).isEqualTo(Digests.sha256(String.join("\n", book.letGoOn()) + "\n"));
        assertThat(frozen.at("/strata/standard").asLong()).isEqualTo(book.count(Happening.STANDARD));
        assertThat(frozen.at("/strata/emergency").asLong()).isEqualTo(book.count(Happening.EMERGENCIES));
        assertThat(frozen.at("/strata/override").asLong()).isEqualTo(book.count(Happening.OVERRIDES));
        assertThat(frozen.at("/exclusions/blocked").asLong())
                .isEqualTo(book.count(Set.of(Happening.BLOCKED, Happening.FORCED)));
        assertThat(frozen.at("/exclusions/rejected").asLong()).isEqualTo(book.count(Set.of(Happening.REJECTED)));
        assertThat(frozen.at("/ledger/intact").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("what was deployed past the gate is to be followed up")
    void discrepancies() {
        JsonNode found = year.frozen().path("discrepancies");
        assertThat(found.path("deployed-although-blocked").asLong()).isEqualTo(1);
        assertThat(found.path("not-in-ledger").asLong()).isEqualTo(1);
        assertThat(year.triggered("no-decision")).containsExactly(TestedYear.BY_HAND);
        assertThat(year.triggered("deployed-although-blocked")).isEqualTo(book.ids(Set.of(Happening.FORCED)));
    }

    @Test
    @DisplayName("standard changes are sampled, emergencies and overrides are all tested")
    void sample() {
        assertThat(year.sampled("standard")).hasSize(124);
        assertThat(year.sampled("emergency")).isEqualTo(book.ids(Happening.EMERGENCIES));
        assertThat(year.sampled("override")).isEqualTo(book.ids(Happening.OVERRIDES));
        assertThat(analyst.verifySample(analyst.population()).exitCode()).isZero();
    }

    @Test
    @DisplayName("of the sampled items just those deviate that were not approved or reviewed as they should be")
    void worksheet() throws Exception {
        Set<String> wrong = book.ids(Happening.NOT_REVIEWED_IN_TIME);
        var earlier = new HashSet<>(book.ids(Set.of(Happening.APPROVED_EARLIER)));
        earlier.retainAll(year.sampled("standard"));
        assertThat(earlier).isNotEmpty();
        wrong.addAll(earlier);

        assertThat(ReturnedCells.deviating(analyst.worksheet().resolve("worksheet.csv")))
                .isEqualTo(wrong);
        assertThat(year.judged().path("deviating").asLong()).isEqualTo(wrong.size());
        assertThat(year.judged().path("relied").asBoolean()).isFalse();
        assertThat(year.imported().path("open").asLong()).isZero();
    }

    @Test
    @DisplayName("every override and every late review is an exception, one for each deployment, opened once")
    void exceptions() {
        assertThat(year.triggered("override")).isEqualTo(book.ids(Happening.OVERRIDES));
        assertThat(year.triggered("late-review")).isEqualTo(book.ids(Happening.NOT_REVIEWED_IN_TIME));
        assertThat(year.triggered("deviation")).containsAll(book.ids(Happening.NOT_REVIEWED_IN_TIME));
        assertThat(year.opened().findValuesAsText("deploymentId")).doesNotHaveDuplicates();
        assertThat(analyst.openExceptions()).isEmpty();
    }

    @Test
    @DisplayName("a worksheet that is made now shows what the testers concluded, and the exceptions with their owners")
    void later() throws Exception {
        JsonNode later = analyst.judgeLater();
        long items = later.path("items").asLong();
        long concluded = 0;
        for (JsonNode stratum : later.path("strata")) {
            concluded += stratum.at("/byWhom/concluded").asLong();
            assertThat(stratum.at("/byWhom/differing").asLong()).isZero();
        }
        assertThat(concluded).isEqualTo(items);
        assertThat(later.path("deviating")).isEqualTo(year.judged().path("deviating"));

        List<JsonNode> exceptions = analyst.exceptionsOf(analyst.laterWorksheet());
        assertThat(exceptions).hasSameSizeAs(year.opened());
        assertThat(exceptions).allMatch(one -> one.path("owner").asText().equals("github:dora"));
        assertThat(analyst.exceptionsOf(analyst.worksheet())).noneMatch(one -> one.has("number"));
    }

    @Test
    @DisplayName("both policies of the year were approved in time, and the rollback was let go on")
    void scope() {
        JsonNode scope = analyst.answer("scope --from 2025-01-01 --to 2025-12-31", "--ledger", analyst.ledger());

        assertThat(scope.path("approval").asText()).isEqualTo("current");
        assertThat(TestedYear.texts(scope.path("versions"), "/approvedOn")).containsExactly("2024-12-16", "2025-06-20");
        assertThat(scope.path("versions").findValuesAsText("approvedLate")).containsOnly("false");
        assertThat(book.letGoOn()).containsAll(book.ids(Set.of(Happening.ROLLED_BACK)));
    }

    @Test
    @DisplayName("the sign-off waits for every item and every owner, and is not the tester's")
    void signOff() {
        List<Ended> signOffs = year.signOffs();
        assertThat(signOffs.get(0).err()).contains("items are untested");
        assertThat(signOffs.get(1).err()).contains("have no owner");
        assertThat(signOffs.get(2).err()).contains("tess");
        TestedYear.done(signOffs.get(3));
    }

    @Test
    @DisplayName("an exception is followed up to its end, by another person than its owner")
    void followUp() {
        long number = year.opened().get(0).path("number").asLong();
        TestedYear.done(analyst.follow(
                "respond",
                number,
                "--by",
                "github:dora",
                "--cause",
                "The reviewer was on leave.",
                "--response",
                "A deputy is named."));
        assertThat(analyst.close(number, "github:carla").err()).contains("a passed retest");
        TestedYear.done(analyst.follow(
                "retest",
                number,
                "--by",
                "github:ben",
                "--passed",
                "--item",
                "payments-2001",
                "--on",
                "2026-01-19",
                "--seen",
                "Reviewed the same day."));
        assertThat(analyst.close(number, "github:dora").err()).contains("another person must close it");
        TestedYear.done(analyst.close(number, "github:carla"));
        JsonNode listed = analyst.exceptions();
        assertThat(listed.get(0).path("overdue").asBoolean()).isTrue();
        assertThat(listed.get(listed.size() - 1).path("status").asText()).isEqualTo("closed");
    }

    @Test
    @DisplayName("the bundle holds on a machine that has a copy and the key, and the ledger does, too")
    void bundle(@TempDir Path temporary) throws Exception {
        Path elsewhere = Files.copy(analyst.bundle(), temporary.resolve("elsewhere.zip"));
        Ended verified = analyst.verifyBundle(elsewhere);

        TestedYear.done(verified);
        assertThat(verified.json().path("deployments").asLong())
                .isEqualTo(book.letGoOn().size());
        assertThat(verified.json().path("signOffs")).hasSize(1);
        TestedYear.done(analyst.verifyLedger(
                DirectoryCopy.of(analyst.ledger(), temporary.resolve("ledger")).directory()));
    }
}
