package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.sample.Rate;
import io.jenkins.plugins.itgc.sample.SampleSize;
import io.jenkins.plugins.itgc.sample.SizeRule;
import io.jenkins.plugins.itgc.sample.StratumSample;
import io.jenkins.plugins.itgc.sample.UpperDeviationLimit;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** How many of a stratum are tested, why, and what that buys. */
public final class SizeRow {
    private static final Rate USUAL = Rate.parse("95%");

    private final Stratum stratum;
    private final long population;
    private final long size;
    private final String basis;
    private final List<String> buys;

    private SizeRow(Stratum stratum, long population, long size, String basis, List<String> buys) {
        this.stratum = stratum;
        this.population = population;
        this.size = size;
        this.basis = basis;
        this.buys = List.copyOf(buys);
    }

    static SizeRow all(Stratum stratum, long population) {
        return new SizeRow(stratum, population, population, Messages.SizeRow_all(), List.of());
    }

    static SizeRow drawn(Stratum stratum, long population, SampleSize size, SizeRule rule) {
        return new SizeRow(
                stratum, population, size.size(), size.basis(), buys(size.size(), size.accepted(), population, rule));
    }

    /** Of a sample that was drawn; items that were voided do not count. */
    static SizeRow of(StratumSample sample, long tested, SizeRule rule) {
        return new SizeRow(
                sample.stratum(),
                sample.population(),
                tested,
                sample.basis(),
                sample.all() ? List.of() : buys(tested, sample.accepted(), sample.population(), rule));
    }

    private static List<String> buys(long n, OptionalInt accepted, long population, SizeRule rule) {
        if (n >= population) {
            return List.of(Messages.SizeRow_whole());
        }
        long deviations = Math.min(n, accepted.orElse(0));
        Rate sure = rule.confidence().orElse(USUAL);
        var lines = new ArrayList<String>();
        lines.add(Messages.SizeRow_limit(
                deviations,
                n,
                UpperDeviationLimit.published(UpperDeviationLimit.of(n, deviations, sure)),
                sure.percent()));
        rule.tolerable()
                .ifPresent(rate -> lines.add(Messages.SizeRow_sure(
                        rate.percent(),
                        UpperDeviationLimit.confidence(n, deviations, rate)
                                .value()
                                .movePointRight(2)
                                .setScale(1, RoundingMode.FLOOR)
                                .toPlainString())));
        return lines;
    }

    public String getStratum() {
        return stratum.text();
    }

    public long getPopulation() {
        return population;
    }

    public long getTested() {
        return size;
    }

    public String getBasis() {
        return basis;
    }

    public List<String> getBuys() {
        return buys;
    }
}
