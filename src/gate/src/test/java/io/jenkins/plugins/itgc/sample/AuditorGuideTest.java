package io.jenkins.plugins.itgc.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.itgc.ledger.verify.VerifyProgress;
import io.jenkins.plugins.itgc.population.DeploymentsFixture;
import io.jenkins.plugins.itgc.population.FreezeOptions;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.PopulationFreezer;
import io.jenkins.plugins.itgc.population.PopulationQuery;
import io.jenkins.plugins.itgc.population.Stratum;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in {@code docs/auditor-guide.md} draws what the engine draws. */
class AuditorGuideTest {
    private static final Instant NOW = Instant.parse("2026-04-02T08:00:00Z");

    @TempDir
    private Path temporary;

    @Test
    void theScriptHasTenLines() throws Exception {
        assertThat(script().lines()).hasSize(10);
    }

    @Test
    void theScriptPerformsADrawAgain() throws Exception {
        assumeTrue(hasPython(), "there is no python3 here");
        Path directory = temporary.resolve("q1");
        freeze(directory);
        var request = new DrawRequest(
                SizeRule.chosen(8, Optional.empty()),
                "31415926535897932384",
                "digits of pi",
                Set.of(Stratum.STANDARD, Stratum.EMERGENCY),
                20);
        var draw = new SampleDraw(FrozenPopulation.read(directory));
        Sample drawn = draw.draw(request, NOW);
        Sample sample = draw.extend(drawn, Stratum.STANDARD, 20, "a deviation", NOW);
        SampleFile.in(directory).create(sample);
        Files.writeString(directory.resolve("redraw.py"), script());

        var printed = run(directory, "python3", "redraw.py");

        assertThat(printed)
                .containsExactlyElementsOf(sample.strata().stream()
                        .filter(stratum -> !stratum.all())
                        .flatMap(stratum -> stratum.picks().stream().map(pick -> line(stratum, pick)))
                        .toList())
                .hasSize(28);
    }

    private static String line(StratumSample stratum, Pick pick) {
        String id = pick.id().startsWith("=") ? "'" + pick.id() : pick.id();
        return stratum.stratum().text() + " " + pick.draw() + " " + pick.rank() + " " + pick.number() + " " + id;
    }

    private void freeze(Path directory) throws Exception {
        Path ledger = temporary.resolve("ledger");
        try (var deployments = new DeploymentsFixture(ledger)) {
            deployments.at("2026-01-05T10:00:00Z");
            for (int i = 0; i < 24; i++) {
                deployments.allowed(i % 5 == 0 ? "=SUM(\"" + i + "\",2), Zoë" : "pay-" + i);
                if (i % 2 == 0) {
                    deployments.decision("hot-" + i, "orders-api", "production", "ENFORCE", "ALLOWED", "EMERGENCY");
                }
            }
            deployments.overridden(deployments.blocked("forced"));
        }
        new PopulationFreezer(ledger, InstantSource.fixed(NOW.minusSeconds(60)), VerifyProgress.NONE)
                .freeze(
                        new PopulationQuery(
                                LocalDate.parse("2026-01-01"),
                                LocalDate.parse("2026-03-31"),
                                ZoneOffset.UTC,
                                Set.of(),
                                Set.of()),
                        FreezeOptions.DEFAULT,
                        directory);
    }

    private static String script() throws IOException {
        String guide = Files.readString(Path.of("../../docs/auditor-guide.md"));
        int start = guide.indexOf("```python\n") + "```python\n".length();
        return guide.substring(start, guide.indexOf("```", start));
    }

    private static boolean hasPython() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
    }

    private static List<String> run(Path directory, String... command) throws Exception {
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.lines().toList();
    }
}
