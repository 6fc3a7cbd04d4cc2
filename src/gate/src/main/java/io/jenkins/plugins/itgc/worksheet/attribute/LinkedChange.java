package io.jenkins.plugins.itgc.worksheet.attribute;

import io.jenkins.plugins.itgc.evidence.Standing.PriorDeployment;
import io.jenkins.plugins.itgc.evidence.Ticket;
import io.jenkins.plugins.itgc.evidence.TicketEvidence;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.trace.ChangeTrace;
import io.jenkins.plugins.itgc.trace.Range;
import io.jenkins.plugins.itgc.trace.TracedCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Attribute A: a change record for every commit that is deployed. */
record LinkedChange(TestedDeployment deployment, EffectivePolicy policy) {
    Judgement judge() {
        ChangeTrace trace = deployment.evidence().trace();
        if (!trace.range().isPresent()) {
            return judgement(
                    Result.NOT_DETERMINABLE,
                    "the range could not be read: " + trace.range().why().detail());
        }
        return switch (trace.range().get().kind()) {
            case IDENTICAL -> before(deployment.evidence().standing().last(), "redeployment of what runs");
            case BEHIND -> before(deployment.evidence().standing().sameCommit(), "rollback");
            case NO_BASELINE ->
                judgement(Result.FAIL, "there is no baseline, so that nobody knows which changes were deployed");
            default -> changes(trace, trace.range().get());
        };
    }

    /** What was deployed before has its change record there. */
    private Judgement before(Optional<PriorDeployment> prior, String what) {
        return prior.map(found -> new Judgement(
                        Attribute.A,
                        Result.PASS,
                        what + ": brings no change; deployed before by the decision of entry " + found.decision(),
                        List.of("entry " + found.decision(), "entry " + found.entry())))
                .orElseGet(() -> judgement(
                        Result.NOT_DETERMINABLE, what + ", but the ledger has no earlier deployment of this commit"));
    }

    private Judgement changes(ChangeTrace trace, Range range) {
        List<TicketEvidence> tickets = readableTickets();
        boolean named = tickets.stream().anyMatch(ticket -> ticket.pullRequest().isEmpty());
        List<TracedCommit> unlinked = trace.commits().stream()
                .filter(commit -> commit.pullRequests().isEmpty() && !named)
                .toList();
        var wrong = new ArrayList<Reason>(deployment.recomputed("approved-change").reasons().stream()
                .filter(reason -> reason.code() == ReasonCode.PULL_REQUEST_MISMATCH
                        || reason.code() == ReasonCode.TICKET_MOVED_PROJECT)
                .toList());
        if (!unlinked.isEmpty() && deployment.isStandardByRight()) {
            return judgement(
                    Result.PASS,
                    "standard change by the template \""
                            + deployment.evidence().request().template().orElse("") + "\", which is its change record");
        }
        unlinked.forEach(commit -> wrong.addAll(commit.reasons()));
        if (trace.commits().isEmpty()) {
            return judgement(Result.NOT_DETERMINABLE, "the record lists no commit of the range");
        }
        if (!unlinked.isEmpty() || !wrong.isEmpty()) {
            boolean fails = wrong.stream().anyMatch(reason -> reason.code().kind() == ReasonCode.Kind.FAIL);
            return judgement(
                    fails ? Result.FAIL : Result.NOT_DETERMINABLE,
                    unlinked.size() + " of " + trace.commits().size() + " commits without a change record: "
                            + Words.reasons(wrong));
        }
        return judgement(Result.PASS, linked(trace, range, tickets));
    }

    private static String linked(ChangeTrace trace, Range range, List<TicketEvidence> tickets) {
        int commits = trace.commits().size();
        String numbers = trace.pullRequests().stream()
                .map(traced -> traced.pullRequest().label())
                .collect(Collectors.joining(", "));
        String keys = tickets.stream().map(TicketEvidence::key).distinct().collect(Collectors.joining(", "));
        return commits
                + (commits == 1 ? " commit" : " commits")
                + (range.kind() == Range.Kind.TIP_ONLY ? " (first deployment, the policy has the tip judged)" : "")
                + (numbers.isEmpty() ? "" : ", brought by " + numbers)
                + (keys.isEmpty() ? "" : ", ticket " + keys);
    }

    private List<TicketEvidence> readableTickets() {
        return deployment.evidence().tickets().stream()
                .filter(ticket -> ticket.ticket().isPresent())
                .toList();
    }

    private Judgement judgement(Result result, String text) {
        var references = new ArrayList<String>();
        deployment
                .evidence()
                .trace()
                .pullRequests()
                .forEach(traced -> references.add(traced.pullRequest().url()));
        readableTickets().stream()
                .flatMap(ticket -> ticket.ticket().toOptional().stream())
                .map(Ticket::url)
                .forEach(references::add);
        references.add("entry " + deployment.entry().index());
        return new Judgement(Attribute.A, result, text, references);
    }
}
