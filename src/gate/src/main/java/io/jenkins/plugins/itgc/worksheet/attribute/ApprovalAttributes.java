package io.jenkins.plugins.itgc.worksheet.attribute;

import io.jenkins.plugins.itgc.controls.ChangeApproval;
import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.evidence.PullRequestEvidence;
import io.jenkins.plugins.itgc.evidence.Standing.PriorDeployment;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.trace.ChangeTrace.TracedPullRequest;
import io.jenkins.plugins.itgc.trace.Range;
import io.jenkins.plugins.itgc.trace.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Attributes B, C, D and G: the approval of each change, judged by the strictest reading of the policy, each attribute by
 * what speaks for or against it alone.
 */
record ApprovalAttributes(TestedDeployment deployment, EffectivePolicy policy) {
    private static final List<Attribute> JUDGED = List.of(Attribute.B, Attribute.C, Attribute.D, Attribute.G);

    List<Judgement> judge() {
        Evidence evidence = deployment.evidence();
        if (!evidence.trace().range().isPresent()) {
            return all(
                    Result.NOT_DETERMINABLE,
                    "the range could not be read: "
                            + evidence.trace().range().why().detail());
        }
        Range range = evidence.trace().range().get();
        return switch (range.kind()) {
            case IDENTICAL -> nothingNew(evidence.standing().last());
            case BEHIND -> nothingNew(evidence.standing().sameCommit());
            case NO_BASELINE -> all(Result.NOT_DETERMINABLE, "there is no baseline to tell what was deployed");
            default -> changes();
        };
    }

    private List<Judgement> nothingNew(Optional<PriorDeployment> prior) {
        return prior.map(found -> all(
                        Result.NOT_APPLICABLE,
                        "brings no change; what it deploys was decided on in entry " + found.decision()))
                .orElseGet(() -> all(
                        Result.NOT_DETERMINABLE, "brings no change, but the ledger has no earlier deployment of it"));
    }

    private List<Judgement> changes() {
        List<ChangeApproval> changes = ChangeApproval.of(deployment.evidence(), StrictReading.of(policy));
        if (changes.isEmpty()) {
            return all(Result.NOT_DETERMINABLE, "the record lists no commit of the range");
        }
        List<JudgedChange> judged = changes.stream()
                .map(change -> new JudgedChange(change, deployment, policy))
                .toList();
        return JUDGED.stream()
                .map(attribute -> byTemplate(combined(
                        attribute,
                        Stream.concat(
                                        judged.stream().map(change -> change.finding(attribute)),
                                        deployer(attribute).stream())
                                .toList())))
                .toList();
    }

    /** Who deploys wrote part of the change, where the policy asks for somebody else. */
    private Optional<Finding> deployer(Attribute attribute) {
        if (attribute != Attribute.D) {
            return Optional.empty();
        }
        List<Reason> against = deployment.recomputed("separation-of-duties").reasons().stream()
                .filter(reason -> reason.code() == ReasonCode.SEPARATION_DEPLOYER_AUTHOR
                        || reason.subject().equals("deployer"))
                .toList();
        return against.isEmpty() ? Optional.empty() : Optional.of(Finding.of(against));
    }

    private Judgement combined(Attribute attribute, List<Finding> findings) {
        Result worst =
                findings.stream().map(Finding::result).reduce(Finding::worse).orElse(Result.NOT_DETERMINABLE);
        List<String> told = findings.stream()
                .filter(finding -> finding.result() == worst)
                .map(Finding::text)
                .distinct()
                .toList();
        return new Judgement(attribute, worst, String.join("; ", told), references());
    }

    /** A template approved beforehand: it takes the place of an approval of the single change. */
    private Judgement byTemplate(Judgement judged) {
        if (!judged.result().isDeviation() || !deployment.isStandardByRight()) {
            return judged;
        }
        String template = "standard change: "
                + String.join("; ", deployment.recomputed("standard-change").seen());
        return switch (judged.attribute()) {
            case B -> judged.as(Result.PASS, template + ". Otherwise: ");
            case G -> judged.as(Result.PASS, template + ", and changes only the files that it covers. Otherwise: ");
            default -> judged.as(Result.NOT_APPLICABLE, template + ". Otherwise: ");
        };
    }

    private List<Judgement> all(Result result, String text) {
        return JUDGED.stream()
                .map(attribute -> new Judgement(attribute, result, text, references()))
                .toList();
    }

    private List<String> references() {
        var references = new ArrayList<String>();
        for (TracedPullRequest traced : deployment.evidence().trace().pullRequests()) {
            String url = traced.pullRequest().url();
            approvals(traced.pullRequest().number())
                    .forEach(review -> references.add(url + "#pullrequestreview-" + review.id()
                            + review.submittedAt().map(at -> " " + at).orElse("")));
        }
        deployment.evidence().tickets().forEach(ticket -> references.add(ticket.key()));
        references.add("entry " + deployment.entry().index());
        return references;
    }

    private Stream<Review> approvals(int pullRequest) {
        return deployment.evidence().pullRequests().stream()
                .filter(gathered -> gathered.number() == pullRequest)
                .map(PullRequestEvidence::reviews)
                .flatMap(reviews -> reviews.toOptional().stream())
                .flatMap(List::stream)
                .filter(review -> review.state() == Review.State.APPROVED);
    }
}
