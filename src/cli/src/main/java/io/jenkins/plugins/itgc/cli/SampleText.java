package io.jenkins.plugins.itgc.cli;

import io.jenkins.plugins.itgc.cli.output.Screen;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.sample.Pick;
import io.jenkins.plugins.itgc.sample.Rate;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.StratumSample;
import io.jenkins.plugins.itgc.sample.UpperDeviationLimit;
import io.jenkins.plugins.itgc.text.PlainText;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells people what was drawn. */
final class SampleText {
    private static final int SHOWN = 100;

    private final Screen screen;

    SampleText(Screen screen) {
        this.screen = screen;
    }

    void tell(Sample sample, Path file) {
        screen.line("drawn: " + sample.size() + " of " + sample.population().count() + " deployments, in " + file);
        Set<Long> voided = sample.voided().stream().map(Sample.Voided::number).collect(Collectors.toSet());
        for (var stratum : sample.strata()) {
            screen.heading(stratum.stratum().text() + ": " + (stratum.all() ? "all " : "")
                    + stratum.picks().size() + " of " + stratum.population());
            screen.marked(Mark.NONE, stratum.basis());
            buys(sample, stratum);
            for (Pick pick :
                    stratum.picks().subList(0, Math.min(SHOWN, stratum.picks().size()))) {
                screen.line(String.format(
                        "  %s number %d, %s%s",
                        stratum.all() ? "  " : "draw " + pick.draw() + ":",
                        pick.number(),
                        PlainText.harmless(pick.id()),
                        voided.contains(pick.number()) ? " (voided)" : ""));
            }
            if (stratum.picks().size() > SHOWN) {
                screen.line("  … and " + (stratum.picks().size() - SHOWN) + " more");
            }
        }
        screen.line("");
        screen.marked(
                Mark.NONE,
                "seed " + sample.seed().text() + ", "
                        + PlainText.harmless(sample.seed().from()));
        screen.marked(
                Mark.NONE, "draw i is SHA-256(seed, comma, i) modulo the stratum's size, plus 1; repeats are skipped");
    }

    /** What the size buys, where it was drawn: so sure that the rate is within the tolerable one. */
    private void buys(Sample sample, StratumSample stratum) {
        if (stratum.all()) {
            return;
        }
        int n = stratum.picks().size();
        int deviations = Math.min(n, stratum.accepted().orElse(0));
        Rate sure = sample.rule().confidence().orElse(Rate.parse("95%"));
        screen.marked(
                Mark.NONE,
                (deviations == 1 ? "1 deviation in " : deviations + " deviations in ") + n + ": the rate is at most "
                        + UpperDeviationLimit.published(UpperDeviationLimit.of(n, deviations, sure))
                        + ", at a confidence of "
                        + sure.percent());
        sample.rule()
                .tolerable()
                .ifPresent(rate -> screen.marked(
                        Mark.NONE,
                        "that the rate is at most " + rate.percent() + " is then "
                                + UpperDeviationLimit.confidence(n, deviations, rate)
                                        .value()
                                        .movePointRight(2)
                                        .setScale(1, RoundingMode.FLOOR)
                                        .toPlainString()
                                + " % sure"));
    }
}
