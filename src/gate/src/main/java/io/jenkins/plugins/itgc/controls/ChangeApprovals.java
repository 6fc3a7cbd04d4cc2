package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.evidence.TicketEvidence;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.Settings.Accept;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.trace.ChangeTrace.TracedPullRequest;
import io.jenkins.plugins.itgc.trace.PullRequest;
import io.jenkins.plugins.itgc.trace.Range;
import io.jenkins.plugins.itgc.trace.TracedCommit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What approves the changes of one deployment: the approvals of each pull request and each ticket, judged once. */
final class ChangeApprovals {
    private final Evidence evidence;
    private final Accept accept;
    private final Map<Integer, PullRequestApprovals> pullRequests = new LinkedHashMap<>();
    private final Map<TicketEvidence, TicketApproval> tickets = new LinkedHashMap<>();

    ChangeApprovals(Evidence evidence, EffectivePolicy policy) {
        this.evidence = evidence;
        this.accept = policy.settings().approvedChange().accept();
        for (TracedPullRequest traced : evidence.trace().pullRequests()) {
            PullRequest pullRequest = traced.pullRequest();
            pullRequests.put(pullRequest.number(), PullRequestApprovals.of(pullRequest, evidence, policy));
        }
        for (TicketEvidence ticket : evidence.tickets()) {
            tickets.put(ticket, TicketApproval.of(ticket, evidence, policy));
        }
    }

    /** Why the range brings no change to judge, for controls that then do not apply. */
    static Optional<String> nothingNew(Evidence evidence) {
        return evidence.trace()
                .range()
                .toOptional()
                .filter(range -> range.kind() == Range.Kind.IDENTICAL || range.kind() == Range.Kind.BEHIND)
                .map(range -> range.kind() == Range.Kind.IDENTICAL
                        ? "a redeployment brings no change"
                        : "a rollback brings no change");
    }

    Accept accept() {
        return accept;
    }

    PullRequestApprovals reviewsOf(int pullRequest) {
        return Objects.requireNonNull(pullRequests.get(pullRequest), "a traced commit names a traced pull request");
    }

    /** The tickets that may approve a commit: those of the request, or else those of what brings it. */
    List<TicketApproval> ticketsFor(TracedCommit commit) {
        boolean named = evidence.tickets().stream()
                .anyMatch(ticket -> ticket.pullRequest().isEmpty());
        return evidence.tickets().stream()
                .filter(ticket -> named
                        ? ticket.pullRequest().isEmpty()
                        : ticket.pullRequest()
                                .filter(commit.pullRequests()::contains)
                                .isPresent())
                .flatMap(ticket -> Optional.ofNullable(tickets.get(ticket)).stream())
                .toList();
    }

    boolean usesPullRequests() {
        return accept != Accept.TICKET;
    }

    boolean usesTickets() {
        return accept != Accept.PULL_REQUEST;
    }

    /** The pull requests whose reviews decide: not one that the policy lets a ticket approve, if one does. */
    Map<Integer, PullRequestApprovals> decisivePullRequests() {
        var decisive = new LinkedHashMap<Integer, PullRequestApprovals>();
        pullRequests.forEach((number, judged) -> {
            boolean approvedByTicket = accept == Accept.ANY && byTicket(List.of(number)) == Outcome.PASS;
            if (usesPullRequests() && !approvedByTicket) {
                decisive.put(number, judged);
            }
        });
        return decisive;
    }

    /** The tickets whose approvals decide: none where the policy lets reviews approve, and they do. */
    Map<TicketEvidence, TicketApproval> decisiveTickets() {
        boolean approvedByReviews = accept == Accept.ANY
                && evidence.trace().commits().stream().allMatch(commit -> byPullRequest(commit) == Outcome.PASS);
        return usesTickets() && !approvedByReviews ? tickets : Map.of();
    }

    /** Every approval that the policy asks about, whether it counts or not. */
    List<Approval> approvals() {
        var all = new ArrayList<Approval>();
        if (usesPullRequests()) {
            pullRequests.values().forEach(judged -> all.addAll(judged.approvals()));
        }
        if (usesTickets()) {
            tickets.values().forEach(judged -> all.addAll(judged.approvals()));
        }
        return all;
    }

    /** Whether a commit is approved, by what brings it. */
    Outcome of(TracedCommit commit) {
        if (commit.pullRequests().isEmpty() && accept != Accept.TICKET) {
            return ControlResult.outcome(commit.reasons());
        }
        return switch (accept) {
            case PULL_REQUEST -> byPullRequest(commit);
            case TICKET -> byTicket(commit.pullRequests());
            case ANY -> best(Stream.of(byPullRequest(commit), byTicket(commit.pullRequests())));
            case ALL -> worst(Stream.of(byPullRequest(commit), byTicket(commit.pullRequests())));
        };
    }

    Outcome byPullRequest(TracedCommit commit) {
        return best(commit.pullRequests().stream()
                .map(number -> pullRequests.get(number).outcome()));
    }

    /** Tickets of the request approve the whole deployment, if all of them do; a pull request's approve what it brings. */
    Outcome byTicket(List<Integer> changes) {
        List<Outcome> named = outcomes(ticket -> ticket.pullRequest().isEmpty());
        if (!named.isEmpty()) {
            return worst(named.stream());
        }
        return best(outcomes(
                ticket -> ticket.pullRequest().filter(changes::contains).isPresent())
                .stream());
    }

    private List<Outcome> outcomes(Predicate<TicketEvidence> which) {
        return evidence.tickets().stream()
                .filter(which)
                .map(ticket -> tickets.get(ticket).outcome())
                .toList();
    }

    private static Outcome best(Stream<Outcome> outcomes) {
        List<Outcome> all = outcomes.toList();
        return all.contains(Outcome.PASS)
                ? Outcome.PASS
                : all.contains(Outcome.NOT_DETERMINABLE) ? Outcome.NOT_DETERMINABLE : Outcome.FAIL;
    }

    private static Outcome worst(Stream<Outcome> outcomes) {
        List<Outcome> all = outcomes.toList();
        return all.contains(Outcome.FAIL)
                ? Outcome.FAIL
                : all.contains(Outcome.NOT_DETERMINABLE) ? Outcome.NOT_DETERMINABLE : Outcome.PASS;
    }

    /** All that is to say of what brings the changes and does not speak for them. */
    List<Reason> against() {
        var all = new ArrayList<Reason>();
        if (usesPullRequests()) {
            pullRequests.values().forEach(judged -> all.addAll(judged.against()));
        }
        if (usesTickets()) {
            tickets.values().forEach(judged -> all.addAll(judged.against()));
        }
        return all;
    }
}
