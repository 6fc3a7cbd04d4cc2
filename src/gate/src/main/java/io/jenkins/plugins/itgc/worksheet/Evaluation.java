package io.jenkins.plugins.itgc.worksheet;

import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.sample.Rate;
import io.jenkins.plugins.itgc.sample.UpperDeviationLimit;
import io.jenkins.plugins.itgc.worksheet.Footer.ByWhom;
import io.jenkins.plugins.itgc.worksheet.Footer.StratumConclusion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the deviations of a stratum say: its limit beside the tolerable rate, and the conclusion about all strata. */
final class Evaluation {
    private static final int DIGITS = 6;
    private static final BigDecimal SURE = BigDecimal.valueOf(100);
    private static final List<Rate> USUAL = List.of(Rate.parse("10%"), Rate.parse("5%"));

    private Evaluation() {}

    static StratumConclusion of(Stratum stratum, long tested, long deviations, Optional<ByWhom> byWhom, Header header) {
        long population = header.population().strata().of(stratum);
        boolean all = tested >= population;
        Rate rate = rate(deviations, tested);
        Rate limit = all ? rate : UpperDeviationLimit.of(tested, deviations, header.confidence());
        return new StratumConclusion(
                stratum,
                population,
                tested,
                deviations,
                rate,
                limit,
                !all,
                header.tolerable(),
                limit.compareTo(header.tolerable()) <= 0,
                all ? Optional.empty() : Optional.of(buys(tested, deviations, header.tolerable())),
                byWhom);
    }

    /** Rounded up: a rate is never made to look smaller. */
    private static Rate rate(long deviations, long tested) {
        return new Rate(BigDecimal.valueOf(deviations)
                .divide(BigDecimal.valueOf(Math.max(1, tested)), DIGITS, RoundingMode.UP));
    }

    /** How sure a sample of this size makes, for usual rates and the tolerable one, with what was found in it. */
    private static String buys(long tested, long deviations, Rate tolerable) {
        return deviations + " of " + tested + " gives "
                + Stream.concat(USUAL.stream(), Stream.of(tolerable))
                        .distinct()
                        .filter(rate -> rate.value().signum() > 0)
                        .sorted(Comparator.reverseOrder())
                        .map(rate -> sureness(tested, deviations, rate) + " confidence that the rate is at most "
                                + rate.percent())
                        .collect(Collectors.joining(", "));
    }

    private static String sureness(long tested, long deviations, Rate rate) {
        BigDecimal percent = UpperDeviationLimit.confidence(tested, deviations, rate)
                .value()
                .movePointRight(2)
                .setScale(1, RoundingMode.HALF_UP);
        // Nothing that is drawn makes sure.
        return percent.compareTo(SURE) >= 0 ? "over 99.9 %" : percent.toPlainString() + " %";
    }

    static boolean relied(Header header, List<StratumConclusion> strata) {
        return header.population().complete()
                && !strata.isEmpty()
                && untested(header, strata).isEmpty()
                && voided(strata) == 0
                && strata.stream().allMatch(StratumConclusion::relied);
    }

    private static long voided(List<StratumConclusion> strata) {
        return strata.stream()
                .flatMap(stratum -> stratum.byWhom().stream())
                .mapToLong(ByWhom::voided)
                .sum();
    }

    /** Strata that have deployments, of which none was tested. */
    private static List<Stratum> untested(Header header, List<StratumConclusion> strata) {
        var untested = new ArrayList<Stratum>();
        for (Stratum stratum : Stratum.values()) {
            boolean tested = strata.stream().anyMatch(one -> one.stratum() == stratum);
            if (header.population().strata().of(stratum) > 0 && !tested) {
                untested.add(stratum);
            }
        }
        return untested;
    }

    static String conclusion(Header header, List<StratumConclusion> strata, boolean relied) {
        if (relied) {
            return "The control can be relied on as planned: in every stratum the limit is at most the tolerable rate of "
                    + header.tolerable().percent() + ", at "
                    + header.confidence().percent() + " confidence.";
        }
        var because = new ArrayList<String>();
        if (!header.population().complete()) {
            because.add("the population is not shown to be complete");
        }
        untested(header, strata)
                .forEach(stratum -> because.add("nothing of the stratum " + stratum.text() + " was tested"));
        strata.stream()
                .filter(one -> !one.relied())
                .forEach(one -> because.add(
                        (one.projected() ? "the upper deviation limit of the stratum " : "the rate of the stratum ")
                                + one.stratum().text() + " is " + UpperDeviationLimit.published(one.limit())
                                + ", over the tolerable "
                                + one.tolerable().percent()));
        if (voided(strata) > 0) {
            because.add(voided(strata) + " items were found void and are not replaced");
        }
        if (strata.isEmpty()) {
            because.add("nothing was tested");
        }
        return "The control cannot be relied on as planned: " + String.join("; ", because)
                + ". Extend the sample, or report a deficiency.";
    }
}
