package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.evidence.PullRequestEvidence;
import io.jenkins.plugins.itgc.evidence.TicketEvidence;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.ChangeTrace.TracedPullRequest;
import io.jenkins.plugins.itgc.trace.PullRequest;
import io.jenkins.plugins.itgc.trace.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a change consists of in the systems outside, linked where they are configured. */
final class ChangeReferences {
    private final Evidence evidence;
    private final WebLinks links;

    ChangeReferences(Evidence evidence, WebLinks links) {
        this.evidence = evidence;
        this.links = links;
    }

    List<Reference> pullRequests() {
        return evidence.trace().pullRequests().stream()
                .map(TracedPullRequest::pullRequest)
                .map(pull -> new Reference(pull.label(), detail(pull), links.pullRequest(pull)))
                .toList();
    }

    private String detail(PullRequest pull) {
        String author = pull.author().map(Account::login).orElseGet(Messages::Shown_nobody);
        String approvers = evidence.pullRequests().stream()
                .filter(read -> read.number() == pull.number())
                .map(PullRequestEvidence::reviews)
                .flatMap(reviews -> reviews.toOptional().stream().flatMap(List::stream))
                .filter(review -> review.state() == Review.State.APPROVED)
                .flatMap(review -> review.user().stream())
                .map(Account::login)
                .distinct()
                .collect(Collectors.joining(", "));
        return approvers.isEmpty()
                ? Messages.DecisionCard_pull(pull.title(), author)
                : Messages.DecisionCard_approvedPull(pull.title(), author, approvers);
    }

    List<Reference> tickets() {
        return evidence.tickets().stream().map(this::ticket).toList();
    }

    private Reference ticket(TicketEvidence read) {
        return new Reference(
                read.key(),
                read.ticket()
                        .toOptional()
                        .map(ticket ->
                                Messages.DecisionCard_ticket(ticket.status().name(), read.foundIn()))
                        .orElseGet(() -> read.ticket().why().detail()),
                read.ticket().toOptional().flatMap(links::ticket));
    }

    List<Reference> commits() {
        Optional<String> near = evidence.trace().pullRequests().stream()
                .map(traced -> traced.pullRequest().url())
                .findFirst();
        var commits = new ArrayList<Reference>();
        evidence.trace()
                .commits()
                .forEach(commit -> commits.add(new Reference(
                        commit.sha().brief(),
                        commit.pullRequests().stream()
                                .map(number -> "#" + number)
                                .collect(Collectors.joining(", ")),
                        links.commit(evidence.request().repository(), commit.sha(), near))));
        if (commits.isEmpty()) {
            commits.add(new Reference(
                    evidence.request().commit().brief(),
                    "",
                    links.commit(
                            evidence.request().repository(), evidence.request().commit(), near)));
        }
        return commits;
    }
}
