package io.jenkins.plugins.itgc.worksheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.population.Population;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.sample.Rate;
import io.jenkins.plugins.itgc.sample.Sample;
import io.jenkins.plugins.itgc.sample.SizeRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What stands above the items: which control, which population, which sample, by whom and when.
 *
 * @param control id of the control
 * @param statement what the control is
 * @param system which system it works in
 * @param madeAt when the worksheet was made, UTC
 * @param tester who tests
 * @param reviewer who reviews the test
 * @param confidence how sure the conclusion must be
 * @param tolerable the rate of deviations that can be tolerated
 * @param population the frozen population
 * @param populationDigest SHA-256 of {@code population.json}, hexadecimal
 * @param sample the sample
 * @param ledger the state of the ledger that was judged
 * @param policies the policies that decided on the items
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Header(
        String control,
        String statement,
        String system,
        Instant madeAt,
        Optional<Identity> tester,
        Optional<String> reviewer,
        Rate confidence,
        Rate tolerable,
        Population population,
        String populationDigest,
        SampleHeader sample,
        LedgerState ledger,
        List<PolicyInForce> policies) {
    public Header {
        policies = List.copyOf(policies);
    }

    /**
     * A sample without its picks, which are the items.
     *
     * @param digest SHA-256 of {@code sample.json}, hexadecimal
     */
    public record SampleHeader(
            String digest,
            Instant drawnAt,
            SizeRule rule,
            Sample.Seed seed,
            String sampler,
            List<Plan> strata,
            List<Sample.Extension> extensions,
            List<Sample.Voided> voided) {
        public SampleHeader {
            strata = List.copyOf(strata);
            extensions = List.copyOf(extensions);
            voided = List.copyOf(voided);
        }

        /**
         * How one stratum is tested.
         *
         * @param population how many deployments it has
         * @param all whether all of them are tested
         * @param basis the table or formula that gave the size
         * @param accepted how many deviations the plan accepts
         */
        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        public record Plan(
                Stratum stratum,
                long population,
                boolean all,
                long planned,
                long tested,
                String basis,
                Optional<Integer> accepted) {}
    }

    /**
     * The ledger as it was judged.
     *
     * @param size entries that its checkpoint covers
     * @param root the root that the checkpoint signs, base64
     * @param checkpoint the lines of the signed checkpoint
     * @param key the key that it was checked with, in verifier form
     */
    public record LedgerState(long size, String root, List<String> checkpoint, String key) {
        public LedgerState {
            checkpoint = List.copyOf(checkpoint);
        }
    }

    /**
     * A policy that decided on items.
     *
     * @param hash SHA-256 of the policy as canonical JSON, hexadecimal
     * @param entry index of the entry that holds it
     * @param since when that was written
     * @param scope what it covers, in its own words
     * @param approvedBy who approved it
     * @param approvedOn on which day
     * @param items how many of the items it decided on
     */
    public record PolicyInForce(
            String hash,
            long entry,
            Instant since,
            String scope,
            String approvedBy,
            LocalDate approvedOn,
            long items) {}

    /** The plan of one stratum. */
    public Optional<SampleHeader.Plan> plan(Stratum stratum) {
        return sample.strata().stream()
                .filter(plan -> plan.stratum() == stratum)
                .findFirst();
    }
}
