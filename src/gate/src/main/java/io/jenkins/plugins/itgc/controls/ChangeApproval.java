package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.Settings.Accept;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.trace.TracedCommit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What approves one change of a deployment, for those who test the controls afterwards: every approval with all that speaks
 * against it, whether or not another one was enough.
 *
 * @param subject what had to be approved: {@code #412}, {@code PAY-7}, or the commit that nothing brings
 * @param wanted how many people had to approve it
 * @param given the approvals
 * @param reasons what speaks against the change beside them
 * @param outcome whether it is approved
 */
public record ChangeApproval(String subject, int wanted, List<Given> given, List<Reason> reasons, Outcome outcome) {
    /**
     * An approval.
     *
     * @param by who gave it
     * @param seen it, in one line for people
     * @param against why it does not count; empty where it does
     */
    public record Given(Identity by, String seen, List<Reason> against) {
        public Given {
            against = List.copyOf(against);
        }
    }

    public ChangeApproval {
        given = List.copyOf(given);
        reasons = List.copyOf(reasons);
    }

    /** The changes of a deployment, as the policy asks for their approval; none for a range that brings nothing. */
    public static List<ChangeApproval> of(Evidence evidence, EffectivePolicy policy) {
        if (ChangeApprovals.nothingNew(evidence).isPresent()) {
            return List.of();
        }
        var changes = new ChangeApprovals(evidence, policy);
        int minimum = policy.settings().approvedChange().minimumApprovals();
        Map<String, ChangeApproval> bySubject = new LinkedHashMap<>();
        for (TracedCommit commit : evidence.trace().commits()) {
            for (ChangeApproval change : of(commit, changes, minimum)) {
                bySubject.putIfAbsent(change.subject, change);
            }
        }
        return List.copyOf(bySubject.values());
    }

    private static List<ChangeApproval> of(TracedCommit commit, ChangeApprovals changes, int minimum) {
        Accept accept = changes.accept();
        if (commit.pullRequests().isEmpty() && accept != Accept.TICKET) {
            return List.of(
                    new ChangeApproval(commit.sha().brief(), minimum, List.of(), commit.reasons(), changes.of(commit)));
        }
        List<TicketApproval> tickets = changes.ticketsFor(commit);
        List<PullRequestApprovals> reviews =
                commit.pullRequests().stream().map(changes::reviewsOf).toList();
        String numbers =
                commit.pullRequests().stream().map(number -> "#" + number).collect(Collectors.joining(" or "));
        var all = new ArrayList<ChangeApproval>();
        if (accept == Accept.PULL_REQUEST || accept == Accept.ALL) {
            all.add(new ChangeApproval(
                    numbers, minimum, givenBy(reviews), reasonsOf(reviews), changes.byPullRequest(commit)));
        }
        if (accept == Accept.TICKET || accept == Accept.ALL) {
            all.add(new ChangeApproval(
                    "tickets" + (numbers.isEmpty() ? "" : " of " + numbers),
                    1,
                    givenOn(tickets),
                    reasonsOn(tickets),
                    changes.byTicket(commit.pullRequests())));
        }
        if (accept == Accept.ANY) {
            boolean byTicket = changes.byTicket(commit.pullRequests()) == Outcome.PASS
                    && changes.byPullRequest(commit) != Outcome.PASS;
            all.add(
                    byTicket
                            ? new ChangeApproval(numbers, 1, givenOn(tickets), reasonsOn(tickets), Outcome.PASS)
                            : new ChangeApproval(
                                    numbers, minimum, givenBy(reviews), reasonsOf(reviews), changes.of(commit)));
        }
        return all;
    }

    private static List<Given> givenBy(List<PullRequestApprovals> reviews) {
        return reviews.stream()
                .flatMap(judged -> judged.approvals().stream())
                .map(ChangeApproval::given)
                .toList();
    }

    private static List<Given> givenOn(List<TicketApproval> tickets) {
        return tickets.stream()
                .flatMap(judged -> judged.approvals().stream())
                .map(ChangeApproval::given)
                .toList();
    }

    private static List<Reason> reasonsOf(List<PullRequestApprovals> reviews) {
        return reviews.stream().flatMap(judged -> judged.reasons().stream()).toList();
    }

    private static List<Reason> reasonsOn(List<TicketApproval> tickets) {
        return tickets.stream().flatMap(judged -> judged.reasons().stream()).toList();
    }

    private static Given given(Approval approval) {
        return new Given(approval.by(), approval.seen(), approval.against());
    }
}
