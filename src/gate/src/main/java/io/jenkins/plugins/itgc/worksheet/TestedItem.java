package io.jenkins.plugins.itgc.worksheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.worksheet.attribute.Attribute;
import io.jenkins.plugins.itgc.worksheet.attribute.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One item of a worksheet: a deployment of the sample, with its judgements.
 *
 * @param number its number in the population
 * @param id the deployment's id: hostile text
 * @param decision index of the entry that decided on it
 * @param override index of the entry by which a person let it go on
 * @param releasedAt when it was let go on, UTC
 * @param commit the deployed commit, hexadecimal; empty where the decision cannot be read
 * @param leafHash leaf hash of the decision's entry, hexadecimal
 * @param policy hash of the policy that decided
 * @param change the pull requests and tickets that brought it, for people
 * @param deployer who deployed it
 * @param outcome how the deployment ended
 * @param approvers who approved it before it was let go on
 * @param leadMinutes minutes from the last of these approvals to the deployment's release
 * @param reasons codes of what failed or could not be determined, whether or not it was waived
 * @param judgements one for each attribute, in their order
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TestedItem(
        long number,
        String id,
        Stratum stratum,
        long decision,
        Optional<Long> override,
        Instant releasedAt,
        String service,
        String environment,
        String commit,
        String leafHash,
        String policy,
        String change,
        String deployer,
        String outcome,
        List<String> approvers,
        Optional<Long> leadMinutes,
        List<String> reasons,
        List<Judgement> judgements) {
    public TestedItem {
        Objects.requireNonNull(id);
        Objects.requireNonNull(stratum);
        approvers = List.copyOf(approvers);
        reasons = List.copyOf(reasons);
        judgements = List.copyOf(judgements);
        if (judgements.size() != Attribute.values().length) {
            throw new IllegalArgumentException("an item has a judgement for each attribute");
        }
    }

    public Judgement judgement(Attribute attribute) {
        return judgements.get(attribute.ordinal());
    }

    /** The judgements that count as deviations. */
    public List<Judgement> deviations() {
        return judgements.stream()
                .filter(judgement -> judgement.result().isDeviation())
                .toList();
    }
}
