package io.jenkins.plugins.itgc.worksheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jenkins.plugins.itgc.exceptions.Deviation;
import io.jenkins.plugins.itgc.exceptions.ExceptionType;
import io.jenkins.plugins.itgc.exceptions.Found;
import io.jenkins.plugins.itgc.exceptions.Subject;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.worksheet.attribute.Attribute;
import io.jenkins.plugins.itgc.worksheet.attribute.Judgement;
import io.jenkins.plugins.itgc.worksheet.attribute.Result;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
 * @param tester what its tester concluded before this worksheet was made, where the ledger held that then
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
        List<Judgement> judgements,
        Optional<TesterResult> tester) {
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

    /** The same as exceptions have them. */
    public List<Deviation> shown() {
        return deviations().stream()
                .map(judgement -> deviation(
                        judgement.attribute().name(),
                        type(judgement),
                        judgement.attribute().title() + ": "
                                + judgement.result().text() + "; " + judgement.evidence()))
                .toList();
    }

    /** What its tester found, and the record does not show. */
    public Deviation found(TesterConclusion conclusion, String note) {
        ExceptionType type =
                conclusion == TesterConclusion.NOT_DETERMINABLE ? ExceptionType.EVIDENCE : ExceptionType.EXECUTION;
        return deviation(Deviation.TESTER, type, conclusion.text() + " by the tester: " + note);
    }

    /** All that makes it an exception: that it was overridden, its deviations, and what only its tester found. */
    List<Found> exceptional() {
        var subject = new Subject(Optional.of(decision), id, service, environment);
        Stream<Found> overridden = override.stream()
                .map(entry -> subject.overridden(entry, releasedAt, "let go on by a person, entry " + entry));
        Stream<Found> byTester = deviations().isEmpty()
                ? tester.filter(result -> result.conclusion().deviates()).stream()
                        .map(result -> found(result.conclusion(), result.note()).found())
                : Stream.empty();
        return Stream.of(overridden, shown().stream().map(Deviation::found), byTester)
                .flatMap(all -> all)
                .toList();
    }

    private Deviation deviation(String attribute, ExceptionType type, String seen) {
        return new Deviation(decision, id, service, environment, releasedAt, attribute, type, seen);
    }

    private static ExceptionType type(Judgement judgement) {
        if (judgement.result() == Result.NOT_DETERMINABLE) {
            return ExceptionType.EVIDENCE;
        }
        boolean late = judgement.evidence().contains("APPROVAL_AFTER_MERGE")
                || judgement.evidence().contains("TICKET_APPROVED_LATE")
                || judgement.attribute() == Attribute.H && judgement.evidence().contains("too late");
        return late ? ExceptionType.TIMING : ExceptionType.EXECUTION;
    }

    /** Whether it counts as a deviation: by the record, or by its tester. Neither makes good what the other found. */
    public boolean deviates() {
        return !deviations().isEmpty()
                || tester.filter(result -> result.conclusion().deviates()).isPresent();
    }

    /** Whether its tester concluded otherwise than the record says. */
    public boolean differs() {
        return tester.filter(result -> result.conclusion() != TesterConclusion.VOID)
                .filter(result -> result.conclusion().deviates() == deviations().isEmpty())
                .isPresent();
    }

    /** The tester's result, where the record is judged as it was before the tester; else the item is tested again. */
    public Optional<TesterResult> standing() {
        List<Attribute> now = deviations().stream().map(Judgement::attribute).toList();
        return tester.filter(result -> result.judged().equals(now));
    }
}
