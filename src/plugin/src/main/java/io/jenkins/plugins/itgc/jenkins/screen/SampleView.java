package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.sample.Pick;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.StratumSample;
import io.jenkins.plugins.itgc.text.PlainText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sample that was drawn. */
public final class SampleView {
    private static final int SHOWN = 100;

    private final Sample sample;
    private final Set<Long> voided;

    SampleView(Sample sample) {
        this.sample = sample;
        this.voided = sample.voided().stream().map(Sample.Voided::number).collect(Collectors.toSet());
    }

    public long getTested() {
        return sample.size();
    }

    public long getPopulation() {
        return sample.population().count();
    }

    public String getDrawnAt() {
        return Shown.minute(sample.drawnAt());
    }

    public String getSeed() {
        return PlainText.harmless(sample.seed().text());
    }

    public String getSeedFrom() {
        return PlainText.harmless(sample.seed().from());
    }

    /** Each stratum's size and what it buys. */
    public List<SizeRow> getStrata() {
        return sample.strata().stream()
                .map(stratum -> SizeRow.of(stratum, tested(stratum), sample.rule()))
                .toList();
    }

    private long tested(StratumSample stratum) {
        return stratum.picks().stream()
                .filter(pick -> !voided.contains(pick.number()))
                .count();
    }

    /** The strata that were drawn, and can be drawn on. */
    public List<String> getDrawn() {
        return sample.strata().stream()
                .filter(stratum -> !stratum.all())
                .map(stratum -> stratum.stratum().text())
                .toList();
    }

    /** The first items, in the order in which they were drawn. */
    public List<PickRow> getPicks() {
        return sample.strata().stream()
                .flatMap(stratum -> stratum.picks().stream()
                        .map(pick -> new PickRow(stratum, pick, voided.contains(pick.number()))))
                .limit(SHOWN)
                .toList();
    }

    /** How many items are not shown. */
    public long getMore() {
        long picks = sample.strata().stream()
                .mapToLong(stratum -> stratum.picks().size())
                .sum();
        return Math.max(0, picks - SHOWN);
    }

    /** How it was made larger, and what was voided, each in a line. */
    public List<String> getChanges() {
        return Stream.concat(
                        sample.extensions().stream()
                                .map(one -> Messages.SampleView_extended(
                                        one.stratum().text(), one.from(), one.to(), one.reason())),
                        sample.voided().stream()
                                .map(one -> Messages.SampleView_voided(
                                        Long.toString(one.number()), one.id(), one.reason())))
                .map(PlainText::harmless)
                .toList();
    }

    /** One item. */
    public static final class PickRow {
        private final StratumSample stratum;
        private final Pick pick;
        private final boolean voided;

        PickRow(StratumSample stratum, Pick pick, boolean voided) {
            this.stratum = stratum;
            this.pick = pick;
            this.voided = voided;
        }

        public String getStratum() {
            return stratum.stratum().text();
        }

        /** The draw that gave it. */
        public String getDraw() {
            return stratum.all() ? Messages.SampleView_all() : Long.toString(pick.draw());
        }

        /** Its number in the population. */
        public String getNumber() {
            return Long.toString(pick.number());
        }

        public String getId() {
            return PlainText.harmless(pick.id());
        }

        public boolean isVoided() {
            return voided;
        }
    }
}
