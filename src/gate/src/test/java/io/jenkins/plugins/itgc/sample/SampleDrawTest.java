package io.jenkins.plugins.itgc.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import io.jenkins.plugins.itgc.population.DeploymentsFixture;
import io.jenkins.plugins.itgc.population.FreezeOptions;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.population.PopulationFreezer;
import io.jenkins.plugins.itgc.population.PopulationQuery;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.sample.SizeRule.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Draws from 250 standard changes, among which stand 3 emergencies and 2 overrides. */
@TestInstance(Lifecycle.PER_CLASS)
class SampleDrawTest {
    private static final String SEED = "12345678901234567890";
    private static final String FROM = "the example's seed";
    private static final Instant FROZEN = Instant.parse("2026-04-01T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-04-02T08:00:00Z");

    private Path temporary;
    private Path original;
    private Path directory;
    private int copies;
    private FrozenPopulation population;

    @BeforeAll
    void freeze(@TempDir Path shared) throws Exception {
        temporary = shared;
        original = temporary.resolve("q1");
        try (var deployments = new DeploymentsFixture(temporary.resolve("ledger"))) {
            deployments.at("2026-01-05T10:00:00Z");
            for (int i = 1; i <= 250; i++) {
                deployments.allowed("standard-" + i);
                if (i == 10 || i == 100 || i == 250) {
                    deployments.decision(
                            "emergency-" + i, "orders-api", "production", "ENFORCE", "ALLOWED", "EMERGENCY");
                }
                if (i == 50 || i == 200) {
                    deployments.overridden(deployments.blocked("override-" + i));
                }
            }
        }
        new PopulationFreezer(temporary.resolve("ledger"), InstantSource.fixed(FROZEN), VerifyProgress.NONE)
                .freeze(
                        new PopulationQuery(
                                LocalDate.parse("2026-01-01"),
                                LocalDate.parse("2026-03-31"),
                                ZoneOffset.UTC,
                                Set.of(),
                                Set.of()),
                        FreezeOptions.DEFAULT,
                        original);
    }

    @BeforeEach
    void copy() throws Exception {
        directory = Files.createDirectory(temporary.resolve("copy-" + copies++));
        try (var files = Files.list(original)) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        population = FrozenPopulation.read(directory);
    }

    @Test
    void theKnownSeedDrawsTheKnownDeployments() throws Exception {
        Sample sample = draw(SizeRule.of(Frequency.MANY_TIMES_A_DAY, FrequencyTable.LOWER));

        StratumSample standard = sample.strata().get(0);
        assertThat(standard.picks())
                .extracting(Pick::id)
                .startsWith("standard-176", "standard-171", "standard-179", "standard-56", "standard-188")
                .hasSize(25);
        // Before the 176th standard change stand two emergencies and one override.
        assertThat(standard.picks().get(0)).isEqualTo(new Pick(1, 176, 179, "standard-176"));
        assertThat(standard.basis()).contains("common practice, lower end");
        assertThat(sample.strata())
                .extracting(StratumSample::stratum)
                .containsExactly(Stratum.STANDARD, Stratum.EMERGENCY, Stratum.OVERRIDE);
        assertThat(sample.strata().get(1).picks())
                .extracting(Pick::id)
                .containsExactly("emergency-10", "emergency-100", "emergency-250");
        assertThat(sample.strata().get(2).all()).isTrue();
        assertThat(sample.size()).isEqualTo(30);
        assertThat(sample.population().idsHash())
                .isEqualTo(population.population().idsHash());
        assertThat(sample.drawnAt()).isEqualTo(NOW);
    }

    @Test
    void aSampleIsReadBackAsItWasWritten() throws Exception {
        for (var rule : List.of(
                SizeRule.of(Frequency.MANY_TIMES_A_DAY, FrequencyTable.LOWER),
                SizeRule.chosen(25, Optional.of("the plan says so")),
                SizeRule.expecting(Method.HYPERGEOMETRIC, Rate.parse("90%"), Rate.parse("7.5%"), Rate.parse("1%")))) {
            Sample sample = draw(rule);
            Files.deleteIfExists(directory.resolve(Sample.FILE));
            SampleFile.in(directory).create(sample);

            assertThat(SampleFile.in(directory).read()).isEqualTo(sample);
            assertThat(verify()).isEmpty();
        }
    }

    @Test
    void shouldRefuseToDrawBeforeThePopulationIsFrozen() {
        assertThatExceptionOfType(PopulationException.class)
                .isThrownBy(() -> FrozenPopulation.read(temporary.resolve("ledger")))
                .withMessageContaining("no frozen population")
                .withMessageContaining("freeze one first");
        assertThatExceptionOfType(SampleException.class)
                .isThrownBy(() -> new SampleDraw(population).draw(request(SEED, FROM), FROZEN.minusSeconds(1)))
                .withMessageContaining("nothing can be drawn before that");
    }

    @Test
    void shouldRefuseASeedThatIsShortOrAmbiguousOrFromNowhere() {
        assertRefused("the seed has 19 digits, and needs at least 20", request("1234567890123456789", FROM));
        assertRefused("the seed has 0 digits", request("correct horse battery staple", FROM));
        assertRefused("blanks or characters outside of ASCII", request("12345 67890 12345 67890", FROM));
        assertRefused("say where the seed came from", request(SEED, " "));
    }

    @Test
    void aShorterSeedIsForWhoeverSaysSo() throws Exception {
        var request = new DrawRequest(SizeRule.chosen(5, Optional.empty()), "4711", FROM, Set.of(Stratum.STANDARD), 4);

        assertThat(new SampleDraw(population).draw(request, NOW).size()).isEqualTo(10);
    }

    @Test
    void shouldRefuseMoreThanThereAre() {
        assertRefused(
                "a sample of 251 cannot be drawn from 250; choose at most 250",
                DrawRequest.of(SizeRule.chosen(251, Optional.empty()), SEED, FROM));
    }

    @Test
    void ofAPopulationOneSampleIsDrawn() throws Exception {
        SampleFile.in(directory).create(draw(SizeRule.chosen(5, Optional.empty())));

        assertThatExceptionOfType(SampleException.class)
                .isThrownBy(() -> SampleFile.in(directory).create(draw(SizeRule.chosen(6, Optional.empty()))))
                .withMessageContaining("one sample is drawn")
                .withMessageContaining("Extend it");
    }

    @Test
    void otherStrataCanBeDrawnAsWell() throws Exception {
        var request = new DrawRequest(
                SizeRule.chosen(2, Optional.empty()), SEED, FROM, Set.of(Stratum.STANDARD, Stratum.EMERGENCY), 20);

        Sample sample = new SampleDraw(population).draw(request, NOW);

        assertThat(sample.strata().get(1).picks()).hasSize(2).doesNotHaveDuplicates();
        assertThat(sample.strata().get(1).all()).isFalse();
        assertThat(sample.size()).isEqualTo(6);
    }

    @Test
    void extendingContinuesTheSameDraw() throws Exception {
        Sample small = draw(SizeRule.chosen(10, Optional.empty()));
        Sample large = new SampleDraw(population).extend(small, Stratum.STANDARD, 25, "one deviation", NOW);

        assertThat(picks(large).subList(0, 10)).isEqualTo(picks(small));
        assertThat(picks(large)).isEqualTo(picks(draw(SizeRule.chosen(25, Optional.empty()))));
        assertThat(large.extensions())
                .containsExactly(new Sample.Extension(Stratum.STANDARD, 10, 25, "one deviation", NOW));
        assertThat(verify(large)).isEmpty();
        assertThatExceptionOfType(SampleException.class)
                .isThrownBy(() -> new SampleDraw(population).extend(large, Stratum.STANDARD, 25, "again", NOW))
                .withMessageContaining("has 25 items already");
        assertThatExceptionOfType(SampleException.class)
                .isThrownBy(() -> new SampleDraw(population).extend(large, Stratum.STANDARD, 251, "all", NOW))
                .withMessageContaining("no more to draw");
        assertThatExceptionOfType(SampleException.class)
                .isThrownBy(() -> new SampleDraw(population).extend(large, Stratum.EMERGENCY, 4, "more", NOW))
                .withMessageContaining("all are tested already");
        assertThatExceptionOfType(SampleException.class)
                .isThrownBy(() -> new SampleDraw(population).extend(large, Stratum.STANDARD, 30, " ", NOW))
                .withMessageContaining("say why");
    }

    @Test
    void aVoidedItemIsListedAndReplacedByTheNextDraw() throws Exception {
        Sample drawn = draw(SizeRule.chosen(10, Optional.empty()));
        Pick third = picks(drawn).get(2);

        Sample voided = new SampleDraw(population).voidItem(drawn, third.number(), "a dry run", NOW);

        assertThat(voided.voided()).containsExactly(new Sample.Voided(third.number(), third.id(), "a dry run", NOW));
        assertThat(picks(voided)).hasSize(11).startsWith(picks(drawn).toArray(Pick[]::new));
        assertThat(voided.items()).hasSize(15).doesNotContain(third);
        assertThat(voided.size()).isEqualTo(drawn.size());
        assertThat(verify(voided)).isEmpty();
        Sample extended = new SampleDraw(population).extend(voided, Stratum.STANDARD, 12, "a deviation", NOW);
        assertThat(picks(extended)).hasSize(13);
        assertThat(verify(extended)).isEmpty();
        assertThatExceptionOfType(SampleException.class)
                .isThrownBy(() -> new SampleDraw(population).voidItem(extended, third.number(), "again", NOW))
                .withMessageContaining("voided already");
    }

    @Test
    void verifyingNamesEachThingThatWasChanged() throws Exception {
        SampleFile.in(directory)
                .create(draw(SizeRule.formula(Method.HYPERGEOMETRIC, Rate.parse("95%"), Rate.parse("5%"))));
        String sample = Files.readString(directory.resolve(Sample.FILE));

        assertThat(verify()).isEmpty();
        assertThat(changed(sample, "\"standard-171\"", "\"standard-172\""))
                .containsExactly(
                        "pick 2 of the stratum standard must be deployment 174 (standard-171, rank 171) by draw 2,"
                                + " and the sample says deployment 174 (standard-172, rank 171) by draw 2");
        assertThat(changed(sample, SEED, "12345678901234567891")).hasSizeGreaterThan(40);
        assertThat(changed(sample, "\"planned\" : 51", "\"planned\" : 50"))
                .contains("the planned size of the stratum standard is 51, and the sample says 50")
                .contains("the number of picks of the stratum standard is 50, and the sample says 51");
        assertThat(changed(sample, "\"tolerable\" : \"0.05\"", "\"tolerable\" : \"0.1\""))
                .anyMatch(finding -> finding.startsWith("the planned size of the stratum standard is 27"));
        assertThat(changed(sample, "\"drawnAt\" : \"2026-04-02", "\"drawnAt\" : \"2026-03-02"))
                .singleElement()
                .asString()
                .contains("before the population was frozen");
        assertThat(changed(sample, population.digest(), "0".repeat(64)))
                .singleElement()
                .asString()
                .contains("SHA-256 of population.json");
    }

    @Test
    void verifyingNamesAChangedPopulation() throws Exception {
        SampleFile.in(directory).create(draw(SizeRule.chosen(25, Optional.empty())));
        Path list = directory.resolve("population.csv");
        Files.writeString(list, Files.readString(list).replace("standard-176,", "standard-999,"));

        assertThat(verify())
                .anyMatch(finding -> finding.contains("population.csv is not as it was frozen"))
                .anyMatch(finding -> finding.startsWith("the hash over the ids of population.csv is"))
                .anyMatch(finding ->
                        finding.startsWith("pick 1 of the stratum standard must be deployment 179 (standard-999"));

        Files.delete(list);
        assertThat(verify()).singleElement().asString().contains("population.csv is missing");
    }

    @Test
    void aFileThatIsNoSampleIsRefused() throws Exception {
        Path file = directory.resolve(Sample.FILE);

        assertThatExceptionOfType(SampleException.class)
                .isThrownBy(this::verify)
                .withMessageContaining("there is no sample in");
        for (String nonsense : List.of("", "{", "null", "[]", "{}", "{\"form\":1}")) {
            Files.writeString(file, nonsense);
            assertThatExceptionOfType(SampleException.class)
                    .as(nonsense)
                    .isThrownBy(this::verify)
                    .withMessageContaining("is no sample");
        }
    }

    private List<String> changed(String sample, String text, String other) throws Exception {
        assertThat(sample).contains(text);
        Files.writeString(directory.resolve(Sample.FILE), sample.replace(text, other));
        return verify();
    }

    private List<String> verify(Sample sample) throws Exception {
        SampleFile.in(directory).replace(sample);
        return verify();
    }

    private List<String> verify() throws Exception {
        return SampleVerification.of(directory, directory.resolve(Sample.FILE)).findings();
    }

    private Sample draw(SizeRule rule) throws Exception {
        return new SampleDraw(population).draw(DrawRequest.of(rule, SEED, FROM), NOW);
    }

    private static List<Pick> picks(Sample sample) {
        return sample.strata().get(0).picks();
    }

    private static DrawRequest request(String seed, String from) {
        return DrawRequest.of(SizeRule.chosen(5, Optional.empty()), seed, from);
    }

    private void assertRefused(String message, DrawRequest request) {
        assertThatExceptionOfType(SampleException.class)
                .isThrownBy(() -> new SampleDraw(population).draw(request, NOW))
                .withMessageContaining(message);
    }
}
