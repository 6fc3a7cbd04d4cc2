package io.jenkins.plugins.itgc.worksheet;

import io.jenkins.plugins.itgc.population.Exclusion;
import io.jenkins.plugins.itgc.population.Item;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.worksheet.Footer.AttributeCount;
import io.jenkins.plugins.itgc.worksheet.Footer.ByWhom;
import io.jenkins.plugins.itgc.worksheet.Footer.Figures;
import io.jenkins.plugins.itgc.worksheet.Footer.LeadTime;
import io.jenkins.plugins.itgc.worksheet.Footer.Month;
import io.jenkins.plugins.itgc.worksheet.Footer.StratumConclusion;
import io.jenkins.plugins.itgc.worksheet.attribute.Attribute;
import io.jenkins.plugins.itgc.worksheet.attribute.Judgement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Counts while items pass by, so that no more than one of them is in memory. */
final class FooterTally {
    private static final long HOUR = 60;
    private static final long DAY = 24 * HOUR;
    private static final long[] BOUNDS = {HOUR, 4 * HOUR, DAY, 3 * DAY, 7 * DAY, Long.MAX_VALUE};
    private static final List<String> SPANS =
            List.of("under 1 hour", "1 to 4 hours", "4 to 24 hours", "1 to 3 days", "3 to 7 days", "over 7 days");
    private static final String NO_APPROVAL = "no approval before";

    private final ZoneId zone;
    private final Map<Attribute, AttributeCount> attributes = new EnumMap<>(Attribute.class);
    private final Map<Stratum, Counted> strata = new EnumMap<>(Stratum.class);
    private final Map<String, Month> months = new TreeMap<>();
    private final long[] leads = new long[BOUNDS.length + 1];
    private final Map<String, Long> approvers = new TreeMap<>();
    private final Map<String, Long> reasons = new TreeMap<>();
    private long items;
    private long deviating;
    private Instant monthBegin = Instant.MAX;
    private Instant monthEnd = Instant.MIN;
    private String month = "";

    /** What was counted of a stratum. */
    private record Counted(long tested, long deviating, ByWhom byWhom) {
        Counted plus(Counted other) {
            return new Counted(tested + other.tested, deviating + other.deviating, byWhom.plus(other.byWhom));
        }
    }

    FooterTally(ZoneId zone) {
        this.zone = zone;
        for (Attribute attribute : Attribute.values()) {
            attributes.put(attribute, new AttributeCount(attribute, 0, 0, 0, 0));
        }
    }

    /** Counts a deployment of the population. */
    void population(Item item) {
        count(item.releasedAt(), monthly -> monthly.with(item.stratum()));
    }

    /** Counts what was left out; only what the gate blocked is shown. */
    void excluded(Exclusion exclusion) {
        if (exclusion.reason() == Exclusion.Reason.BLOCKED || exclusion.reason() == Exclusion.Reason.REJECTED) {
            count(exclusion.at(), Month::withBlocked);
        }
    }

    private void count(Instant at, UnaryOperator<Month> with) {
        String of = month(at);
        months.put(of, with.apply(months.getOrDefault(of, Month.NONE)));
    }

    /** Mostly the month of the deployment before. */
    private String month(Instant at) {
        if (at.isBefore(monthBegin) || !at.isBefore(monthEnd)) {
            YearMonth of = YearMonth.from(at.atZone(zone));
            monthBegin = of.atDay(1).atStartOfDay(zone).toInstant();
            monthEnd = of.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
            month = of.toString();
        }
        return month;
    }

    /** Counts a tested item. */
    void tested(TestedItem item) {
        items++;
        deviating += item.deviates() ? 1 : 0;
        strata.merge(item.stratum(), new Counted(1, item.deviates() ? 1 : 0, ByWhom.of(item)), Counted::plus);
        for (Judgement judgement : item.judgements()) {
            attributes.computeIfPresent(judgement.attribute(), (one, count) -> count.with(judgement.result()));
        }
        leads[item.leadMinutes().map(FooterTally::span).orElse(BOUNDS.length)]++;
        item.approvers().forEach(who -> approvers.merge(who, 1L, Long::sum));
        item.reasons().forEach(code -> reasons.merge(code, 1L, Long::sum));
    }

    private static int span(long minutes) {
        int span = 0;
        while (minutes >= BOUNDS[span]) {
            span++;
        }
        return span;
    }

    /** What all that comes to. */
    Footer footer(Header header) {
        boolean concluded =
                strata.values().stream().anyMatch(one -> one.byWhom().concluded() > 0);
        var conclusions = new ArrayList<StratumConclusion>();
        strata.forEach((stratum, counted) -> conclusions.add(Evaluation.of(
                stratum,
                counted.tested(),
                counted.deviating(),
                concluded ? Optional.of(counted.byWhom()) : Optional.empty(),
                header)));
        monthsWithoutDeployments(header);
        boolean relied = Evaluation.relied(header, conclusions);
        return new Footer(
                items,
                deviating,
                List.copyOf(attributes.values()),
                conclusions,
                relied,
                Evaluation.conclusion(header, conclusions, relied),
                new Figures(months, leadTimes(), approvers, reasons));
    }

    private void monthsWithoutDeployments(Header header) {
        var last = YearMonth.from(header.population().query().to());
        for (var one = YearMonth.from(header.population().query().from());
                !one.isAfter(last);
                one = one.plusMonths(1)) {
            months.putIfAbsent(one.toString(), Month.NONE);
        }
    }

    private List<LeadTime> leadTimes() {
        var all = new ArrayList<LeadTime>();
        for (int span = 0; span < BOUNDS.length; span++) {
            all.add(new LeadTime(SPANS.get(span), leads[span]));
        }
        all.add(new LeadTime(NO_APPROVAL, leads[BOUNDS.length]));
        return all;
    }
}
