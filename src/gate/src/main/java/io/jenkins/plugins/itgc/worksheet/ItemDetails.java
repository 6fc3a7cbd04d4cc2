package io.jenkins.plugins.itgc.worksheet;

import io.jenkins.plugins.itgc.controls.ChangeApproval;
import io.jenkins.plugins.itgc.controls.ControlResult;
import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.evidence.PullRequestEvidence;
import io.jenkins.plugins.itgc.evidence.TicketEvidence;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.population.Item;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.trace.Review;
import io.jenkins.plugins.itgc.worksheet.attribute.Judgement;
import io.jenkins.plugins.itgc.worksheet.attribute.TestedDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a worksheet says of an item beside its judgements.
 *
 * @param deployment what the ledger has of it; absent where its record cannot be read
 */
record ItemDetails(Item item, Optional<TestedDeployment> deployment, Optional<TesterResult> tester) {
    TestedItem with(List<Judgement> judgements) {
        Optional<Evidence> evidence = deployment.map(known -> known.made().evidence());
        Set<Identity> approvers = approvers();
        return new TestedItem(
                item.number(),
                item.id(),
                item.stratum(),
                item.decision(),
                override(item),
                item.releasedAt(),
                item.service(),
                item.environment(),
                item.commit(),
                item.leafHash(),
                deployment.map(known -> known.made().decision().policyHash()).orElse(""),
                evidence.map(ItemDetails::change).orElse(""),
                evidence.flatMap(known -> known.request().deployer())
                        .map(Identity::toString)
                        .orElse(""),
                deployment.map(ItemDetails::outcome).orElse("not readable"),
                approvers.stream().map(Identity::toString).sorted().toList(),
                evidence.flatMap(known -> lead(known, approvers)),
                reasons(),
                judgements,
                tester);
    }

    private static Optional<Long> override(Item item) {
        return item.override().isPresent() ? Optional.of(item.override().getAsLong()) : Optional.empty();
    }

    private static String change(Evidence evidence) {
        return Stream.concat(
                        evidence.trace().pullRequests().stream()
                                .map(traced -> traced.pullRequest().label()),
                        evidence.tickets().stream().map(TicketEvidence::key))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String outcome(TestedDeployment deployment) {
        return deployment
                .trail()
                .result()
                .map(filed -> filed.body().outcome().name().toLowerCase(Locale.ROOT))
                .orElse("not recorded");
    }

    private Set<Identity> approvers() {
        return deployment.stream()
                .flatMap(known -> known.policy().stream()
                        .flatMap(policy -> ChangeApproval.of(known.made().evidence(), policy).stream()))
                .flatMap(change -> change.given().stream())
                .filter(given -> given.against().isEmpty())
                .map(ChangeApproval.Given::by)
                .collect(Collectors.toSet());
    }

    /** From the last approval that counts to the moment in which the deployment was let go on. */
    private Optional<Long> lead(Evidence evidence, Set<Identity> approvers) {
        Stream<Instant> reviews = evidence.pullRequests().stream()
                .map(PullRequestEvidence::reviews)
                .flatMap(read -> read.toOptional().stream())
                .flatMap(List::stream)
                .filter(review -> review.state() == Review.State.APPROVED)
                .filter(review -> review.user()
                        .filter(user -> approvers.contains(user.identity()))
                        .isPresent())
                .flatMap(review -> review.submittedAt().stream());
        Stream<Instant> tickets = evidence.tickets().stream()
                .flatMap(ticket -> ticket.ticket().toOptional().stream())
                .flatMap(ticket -> ticket.transitions().stream())
                .filter(step -> step.by().filter(approvers::contains).isPresent())
                .map(step -> step.at());
        return Stream.concat(reviews, tickets)
                .filter(at -> !at.isAfter(item.releasedAt()))
                .max(Comparator.naturalOrder())
                .map(at -> Duration.between(at, item.releasedAt()).toMinutes());
    }

    private List<String> reasons() {
        return deployment.stream()
                .flatMap(known -> known.made().decision().controls().stream())
                .filter(result -> result.outcome().blocks())
                .map(ControlResult::reasons)
                .flatMap(List::stream)
                .map(Reason::code)
                .filter(code -> code.kind() != ReasonCode.Kind.NOTE)
                .map(ReasonCode::name)
                .distinct()
                .sorted()
                .toList();
    }
}
