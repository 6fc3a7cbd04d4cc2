package io.jenkins.plugins.itgc.worksheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.sample.Rate;
import io.jenkins.plugins.itgc.worksheet.attribute.Attribute;
import io.jenkins.plugins.itgc.worksheet.attribute.Result;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What stands below the items: deviations, limits, conclusion.
 *
 * @param items how many items were tested
 * @param deviating how many of them deviate, by the record or by their tester
 * @param attributes how often each attribute came to each result
 * @param strata the conclusion about each stratum
 * @param relied whether the control can be relied on as planned
 * @param conclusion the conclusion in words
 * @param figures what the charts show
 */
public record Footer(
        long items,
        long deviating,
        List<AttributeCount> attributes,
        List<StratumConclusion> strata,
        boolean relied,
        String conclusion,
        Figures figures) {
    public Footer {
        attributes = List.copyOf(attributes);
        strata = List.copyOf(strata);
    }

    /** How the testers' conclusions stand beside the record's, of all strata; absent where there is none yet. */
    public Optional<ByWhom> byWhom() {
        return strata.stream().flatMap(stratum -> stratum.byWhom().stream()).reduce(ByWhom::plus);
    }

    /** How often one attribute came to each result. */
    public record AttributeCount(Attribute attribute, long pass, long fail, long notApplicable, long notDeterminable) {
        public long deviations() {
            return fail + notDeterminable;
        }

        AttributeCount with(Result result) {
            return switch (result) {
                case PASS -> new AttributeCount(attribute, pass + 1, fail, notApplicable, notDeterminable);
                case FAIL -> new AttributeCount(attribute, pass, fail + 1, notApplicable, notDeterminable);
                case NOT_APPLICABLE -> new AttributeCount(attribute, pass, fail, notApplicable + 1, notDeterminable);
                case NOT_DETERMINABLE -> new AttributeCount(attribute, pass, fail, notApplicable, notDeterminable + 1);
            };
        }
    }

    /**
     * What the items say of one stratum.
     *
     * @param population how many deployments it has
     * @param tested how many items of it were tested
     * @param deviations how many of them deviate, by the record or by their tester
     * @param byWhom who found them; absent where no tester had concluded when the worksheet was made
     * @param rate deviations in the sample
     * @param limit the upper deviation limit; where all were tested, the rate itself: nothing is projected
     * @param projected whether the limit is a projection from a sample
     * @param relied whether the limit is at most the tolerable rate
     * @param buys what so many items give, in words
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record StratumConclusion(
            Stratum stratum,
            long population,
            long tested,
            long deviations,
            Rate rate,
            Rate limit,
            boolean projected,
            Rate tolerable,
            boolean relied,
            Optional<String> buys,
            Optional<ByWhom> byWhom) {}

    /**
     * Deviating items by whom they were found. An item counts as deviating where either found it.
     *
     * @param record by the record's judgement
     * @param tester by the tester
     * @param concluded items with a conclusion of a tester
     * @param differing items of which the tester concludes otherwise than the record says
     * @param voided items that the tester found not to belong to the test; they must be replaced
     */
    public record ByWhom(long record, long tester, long concluded, long differing, long voided) {
        static final ByWhom NONE = new ByWhom(0, 0, 0, 0, 0);

        ByWhom plus(ByWhom other) {
            return new ByWhom(
                    record + other.record,
                    tester + other.tester,
                    concluded + other.concluded,
                    differing + other.differing,
                    voided + other.voided);
        }

        static ByWhom of(TestedItem item) {
            Optional<TesterConclusion> concluded = item.tester().map(TesterResult::conclusion);
            return new ByWhom(
                    item.deviations().isEmpty() ? 0 : 1,
                    concluded.filter(TesterConclusion::deviates).isPresent() ? 1 : 0,
                    concluded.isPresent() ? 1 : 0,
                    item.differs() ? 1 : 0,
                    concluded.filter(TesterConclusion.VOID::equals).isPresent() ? 1 : 0);
        }
    }

    /**
     * Counts for charts.
     *
     * @param months deployments let go on and blocked, by month of the period's zone, {@code 2026-03}; of the whole population
     * @param leadTimes items by the time from approval to deployment
     * @param approvers items by who approved them
     * @param reasons items by the codes of what failed, waived or not
     */
    public record Figures(
            Map<String, Month> months,
            List<LeadTime> leadTimes,
            Map<String, Long> approvers,
            Map<String, Long> reasons) {
        public Figures {
            months = Collections.unmodifiableMap(new TreeMap<>(months));
            leadTimes = List.copyOf(leadTimes);
            approvers = Collections.unmodifiableMap(new TreeMap<>(approvers));
            reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
        }
    }

    /** One month. */
    public record Month(long standard, long emergency, long override, long blocked) {
        static final Month NONE = new Month(0, 0, 0, 0);

        Month with(Stratum stratum) {
            return switch (stratum) {
                case STANDARD -> new Month(standard + 1, emergency, override, blocked);
                case EMERGENCY -> new Month(standard, emergency + 1, override, blocked);
                case OVERRIDE -> new Month(standard, emergency, override + 1, blocked);
            };
        }

        Month withBlocked() {
            return new Month(standard, emergency, override, blocked + 1);
        }

        public long total() {
            return standard + emergency + override + blocked;
        }
    }

    /**
     * Items whose approval lies so long before their deployment.
     *
     * @param upTo the span, in words
     */
    public record LeadTime(String upTo, long items) {}
}
