package io.jenkins.plugins.itgc.worksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.itgc.decision.Scenario;
import io.jenkins.plugins.itgc.json.CanonicalJson;
import io.jenkins.plugins.itgc.ledger.file.FileLedger;
import io.jenkins.plugins.itgc.ledger.file.LedgerOptions;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.sample.Pick;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.StratumSample;
import io.jenkins.plugins.itgc.worksheet.Footer.StratumConclusion;
import io.jenkins.plugins.itgc.worksheet.attribute.Attribute;
import io.jenkins.plugins.itgc.worksheet.attribute.Result;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorksheetMakerTest {
    @TempDir
    private Path directory;

    private TestedPeriod period;

    @BeforeEach
    void open() throws Exception {
        period = new TestedPeriod(directory);
    }

    @AfterEach
    void close() throws Exception {
        period.close();
    }

    private static List<TestedItem> items(Worksheet worksheet) throws Exception {
        var items = new ArrayList<TestedItem>();
        worksheet.items(items::add);
        return items;
    }

    /** Two months with six good deployments, an emergency, an override, and one that stays blocked. */
    private void fill() throws Exception {
        for (int i = 0; i < 5; i++) {
            period.deploy(scenario -> {});
        }
        period.deploy(scenario -> {});
        long emergency = period.deploy(period.emergency());
        period.passDays(1);
        period.review(emergency);
        period.passDays(30);
        Scenario blocked = period.scenario().with(scenario -> scenario.reviews.clear());
        long overridden = period.decide(blocked);
        period.override(overridden);
        period.result(overridden, blocked);
        period.decide(period.scenario().with(scenario -> scenario.reviews.clear()));
    }

    @Test
    @DisplayName("each item stands there with its judgements, its trail proved")
    void items() throws Exception {
        fill();

        Worksheet worksheet = period.worksheet();
        List<TestedItem> items = items(worksheet);

        assertThat(items).extracting(TestedItem::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(items.get(0).deviations()).isEmpty();
        assertThat(items.get(0).judgement(Attribute.I).evidence())
                .contains("entries 1, 2, 3 proved in the tree of "
                        + worksheet.header().ledger().size());
        assertThat(items.get(0).approvers()).containsExactly("github:ben");
        assertThat(items.get(6).stratum()).isEqualTo(Stratum.EMERGENCY);
        assertThat(items.get(6).judgement(Attribute.H).result()).isEqualTo(Result.PASS);
        assertThat(items.get(6).reasons()).contains("APPROVAL_NONE");
        assertThat(items.get(7).override()).isPresent();
        assertThat(items.get(7).deviations())
                .extracting(judgement -> judgement.attribute())
                .contains(Attribute.B, Attribute.H);
    }

    @Test
    @DisplayName("the footer counts deviations by stratum, projects where it is a sample, and concludes")
    void footer() throws Exception {
        fill();

        Footer footer = period.worksheet().footer();

        assertThat(footer.items()).isEqualTo(8);
        assertThat(footer.deviating()).isEqualTo(1);
        assertThat(footer.strata().stream().collect(Collectors.toMap(StratumConclusion::stratum, one -> one.relied())))
                .containsEntry(Stratum.STANDARD, true)
                .containsEntry(Stratum.EMERGENCY, true)
                .containsEntry(Stratum.OVERRIDE, false);
        assertThat(footer.relied()).isFalse();
        assertThat(footer.conclusion())
                .isEqualTo(
                        "The control cannot be relied on as planned: the rate of the stratum override is 100.0 %, over the"
                                + " tolerable 5 %. Extend the sample, or report a deficiency.");
        assertThat(footer.figures().months().get("2026-11")).isEqualTo(new Footer.Month(6, 1, 0, 0));
        assertThat(footer.figures().months().get("2026-12")).isEqualTo(new Footer.Month(0, 0, 1, 1));
        assertThat(footer.figures().approvers()).containsEntry("github:ben", 6L);
        assertThat(footer.figures().reasons()).containsEntry("APPROVAL_NONE", 2L);
    }

    @Test
    @DisplayName("a sample of 25 without deviation has a limit of 11.2928 %, and says what it buys")
    void projected() throws Exception {
        for (int i = 0; i < 30; i++) {
            period.deploy(scenario -> {});
        }
        FrozenPopulation population = period.freeze();

        StratumConclusion standard = period.worksheet(population, TestedPeriod.sample(population, 25))
                .footer()
                .strata()
                .get(0);

        assertThat(standard.limit().percent()).startsWith("11.2928");
        assertThat(standard.projected()).isTrue();
        assertThat(standard.relied()).isFalse();
        assertThat(standard.buys()).hasValueSatisfying(buys -> assertThat(buys)
                .isEqualTo("0 of 25 gives 92.8 % confidence that the rate is at most 10 %,"
                        + " 72.3 % confidence that the rate is at most 5 %"));
    }

    @Test
    @DisplayName("the header names population, sample, ledger and the policies in force")
    void header() throws Exception {
        fill();
        period.deploy(period.scenario().policy("rollback-plan: {required: false}"));

        Header header = period.worksheet().header();

        assertThat(header.policies()).hasSize(2);
        assertThat(header.policies().get(0).entry()).isZero();
        assertThat(header.policies()).extracting(Header.PolicyInForce::items).containsExactly(8L, 1L);
        assertThat(header.policies().get(0).approvedBy()).isEqualTo("Dana Reyes, CIO");
        assertThat(header.population().count()).isEqualTo(9);
        assertThat(header.ledger().checkpoint()).hasSizeGreaterThan(4);
    }

    @Test
    @DisplayName("worksheet.json is canonical, is read back as it was, and is never overwritten")
    void file() throws Exception {
        fill();
        FrozenPopulation population = period.freeze();
        var sample = TestedPeriod.sample(population);
        Worksheet worksheet = period.worksheet(population, sample);

        assertThat(CanonicalJson.isCanonical(Files.readAllBytes(worksheet.file())))
                .isTrue();
        assertThat(WorksheetFile.read(worksheet.file().getParent())).isEqualTo(worksheet);
        assertThatThrownBy(() -> period.worksheet(population, sample))
                .isInstanceOf(WorksheetException.class)
                .hasMessageContaining("never overwritten");
        try (var files = Files.list(worksheet.file().getParent())) {
            assertThat(files).containsExactly(worksheet.file());
        }
    }

    @Test
    @DisplayName("a changed line, in the ledger and in its index, is found and named, and the other items are judged")
    void tampered() throws Exception {
        fill();
        FrozenPopulation population = period.freeze();
        period.close();
        Path segment = period.ledger().resolve("2026-11.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(segment));
        lines.set(1, lines.get(1).replace("\"login\":\"ben\"", "\"login\":\"ken\""));
        Files.writeString(segment, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);

        Worksheet worksheet = period.worksheet(population, TestedPeriod.sample(population));

        assertThat(items(worksheet).get(0).deviations()).hasSize(9);
        assertThat(items(worksheet).get(0).judgement(Attribute.I).evidence()).contains("should be entry 1");
        assertThat(items(worksheet).get(1).deviations()).isEmpty();
    }

    @Test
    @DisplayName("another ledger than the one whose population was frozen: refused")
    void together() throws Exception {
        fill();
        FrozenPopulation population = period.freeze();
        var sample = TestedPeriod.sample(population);
        Path elsewhere = directory.resolve("elsewhere");
        FileLedger.open(elsewhere, LedgerOptions.defaults()).close();

        try (FileLedger other = FileLedger.read(elsewhere)) {
            assertThatThrownBy(() -> new WorksheetMaker(other, period.clock, WorksheetProgress.NONE)
                            .make(population, sample, "00", TestedPeriod.terms(), directory.resolve("w")))
                    .isInstanceOf(WorksheetException.class)
                    .hasMessageContaining("does not continue the one whose population was frozen");
        }
    }

    @Test
    @DisplayName(
            "a sample that is not what its population and seed give: refused, with each difference, and nothing is left")
    void drawnOtherwise() throws Exception {
        for (int i = 0; i < 30; i++) {
            period.deploy(scenario -> {});
        }
        FrozenPopulation population = period.freeze();
        Sample drawn = TestedPeriod.sample(population, 25);
        StratumSample standard = drawn.strata().get(0);
        var picks = new ArrayList<>(standard.picks());
        Pick left = picks.get(3);
        picks.set(3, new Pick(left.draw(), left.rank(), left.number(), "d-another"));
        var changed = new Sample(
                drawn.form(),
                drawn.drawnAt(),
                drawn.population(),
                drawn.rule(),
                drawn.seed(),
                drawn.sampler(),
                List.of(new StratumSample(
                        standard.stratum(),
                        standard.population(),
                        standard.all(),
                        standard.planned(),
                        standard.accepted(),
                        standard.basis(),
                        picks)),
                List.of(),
                List.of());

        assertThatThrownBy(() -> period.worksheet(population, changed))
                .isInstanceOf(WorksheetException.class)
                .hasMessageContaining("not what its population, rule and seed give")
                .hasMessageContaining(
                        "pick 4 of the stratum standard must be deployment " + left.number() + " (" + left.id())
                .hasMessageContaining("d-another");
        try (var files = Files.list(directory.resolve("worksheet"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    @DisplayName("cancelled, it leaves nothing behind")
    void cancelled() throws Exception {
        fill();
        FrozenPopulation population = period.freeze();

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> period.worksheet(population, TestedPeriod.sample(population)))
                .isInstanceOf(InterruptedIOException.class);
        try (var files = Files.list(directory.resolve("worksheet"))) {
            assertThat(files).isEmpty();
        }
    }
}
