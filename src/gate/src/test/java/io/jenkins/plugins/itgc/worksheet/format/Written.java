package io.jenkins.plugins.itgc.worksheet.format;

import io.jenkins.plugins.itgc.decision.Scenario;
import io.jenkins.plugins.itgc.evidence.TestEvidence.TestTotals;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.worksheet.TestedPeriod;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A worksheet of a period with good deployments, deviations and hostile texts, in all its forms. */
public final class Written implements AutoCloseable {
    /** Ids that would do harm if they were taken for formulas or markup. */
    public static final String FORMULA = "=HYPERLINK(\"http://evil.example\",\"x\")";

    public static final String MARKUP = "</td><script>alert(1)</script>\" onload='x' &amp; \u202e";

    public final TestedPeriod period;
    public final FrozenPopulation population;
    public final Worksheet worksheet;

    public Written(Path directory) throws Exception {
        period = new TestedPeriod(directory);
        for (int i = 0; i < 12; i++) {
            period.deploy(scenario -> {});
        }
        for (String hostile : new String[] {FORMULA, MARKUP, "@sum", "-1+1", "+a", "\tx"}) {
            period.deploy(scenario -> scenario.request.deploymentId(hostile));
        }
        period.deploy(scenario ->
                scenario.request.buildUrl("javascript:alert(1)").trigger("x").deploymentId("d-link"));
        long emergency = period.deploy(period.emergency());
        period.deploy(period.emergency());
        period.passDays(1);
        period.review(emergency);
        period.passDays(30);
        Scenario blocked = period.scenario().with(scenario -> {
            scenario.reviews.clear();
            scenario.tests = Scenario.tests(Reading.of(new TestTotals(3, 1, 0, 0)));
        });
        long overridden = period.decide(blocked);
        period.override(overridden);
        period.result(overridden, blocked);
        period.decide(period.scenario().with(scenario -> scenario.reviews.clear()));
        period.passDays(1);
        population = period.freeze();
        worksheet = period.worksheet(population, TestedPeriod.sample(population));
    }

    public Path file(Format format) throws Exception {
        return format.write(worksheet, population, worksheet.file().getParent(), WorksheetProgress.NONE);
    }

    public String text(Format format) throws Exception {
        return Files.readString(file(format));
    }

    @Override
    public void close() throws IOException {
        period.close();
    }
}
