package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.evidence.PullRequestEvidence;
import io.jenkins.plugins.itgc.evidence.Ticket;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.identity.IdentityMap;
import io.jenkins.plugins.itgc.policy.Settings.Role;
import io.jenkins.plugins.itgc.reason.Gap;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.trace.ChangeCommit;
import io.jenkins.plugins.itgc.trace.ChangeTrace.TracedPullRequest;
import io.jenkins.plugins.itgc.trace.TracedCommit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who takes part in a change, and in which role; what could not be read of that counts against every approval, because
 * nobody can then be shown to be somebody else.
 */
public final class Involvement {
    /** Codes with which separation of duties speaks against an approval. */
    static final Set<ReasonCode> CODES = EnumSet.of(
            ReasonCode.APPROVAL_SELF,
            ReasonCode.APPROVAL_BY_DEPLOYER,
            ReasonCode.TICKET_APPROVER_INVOLVED,
            ReasonCode.IDENTITY_UNKNOWN,
            ReasonCode.DEPLOYER_UNKNOWN,
            ReasonCode.PUSHER_UNKNOWN);

    /**
     * A part that somebody takes.
     *
     * @param where the pull request, ticket or commit; empty for the deployment itself
     */
    public record Part(Role role, Identity who, String where) {
        /** The part in words: {@code an author of #412}. */
        public String spoken() {
            String name = role.name().toLowerCase(Locale.ROOT).replace('_', '-');
            return (role == Role.AUTHOR || role == Role.ASSIGNEE ? "an " : role == Role.DEPLOYER ? "the " : "a ")
                    + name
                    + (where.isEmpty() ? "" : " of " + where);
        }
    }

    private record Unread(Role role, String where, ReasonCode code, String detail) {}

    private final Set<Part> parts = new LinkedHashSet<>();
    private final Set<Unread> unread = new LinkedHashSet<>();
    private final IdentityMap identities;

    /** Who takes part in these pull requests of a deployment, and who deploys. */
    Involvement(Evidence evidence, Collection<Integer> pullRequests, IdentityMap identities) {
        this.identities = identities;
        evidence.trace().pullRequests().stream()
                .filter(traced -> pullRequests.contains(traced.pullRequest().number()))
                .forEach(this::add);
        evidence.pullRequests().stream()
                .filter(pullRequest -> pullRequests.contains(pullRequest.number()))
                .forEach(this::addPusher);
        evidence.request()
                .deployer()
                .ifPresentOrElse(
                        deployer -> parts.add(new Part(Role.DEPLOYER, deployer, "")),
                        () -> unread.add(new Unread(
                                Role.DEPLOYER, "", ReasonCode.DEPLOYER_UNKNOWN, "the request names no deployer")));
    }

    static Involvement ofAll(Evidence evidence, IdentityMap identities) {
        return new Involvement(
                evidence,
                evidence.trace().pullRequests().stream()
                        .map(traced -> traced.pullRequest().number())
                        .toList(),
                identities);
    }

    /** Adds those who take part in a ticket. */
    void add(Ticket ticket) {
        ticket.reporter().ifPresent(who -> parts.add(new Part(Role.REPORTER, who, ticket.key())));
        ticket.assignee().ifPresent(who -> parts.add(new Part(Role.ASSIGNEE, who, ticket.key())));
        if (ticket.reporter().isEmpty()) {
            unread.add(new Unread(
                    Role.REPORTER,
                    ticket.key(),
                    ReasonCode.IDENTITY_UNKNOWN,
                    ticket.key() + "'s reporter has no account"));
        }
    }

    /** Adds those who made the commits that no pull request speaks for, as far as they are recorded. */
    void add(List<TracedCommit> commits) {
        for (TracedCommit commit : commits) {
            commit.people()
                    .forEach(who ->
                            parts.add(new Part(Role.AUTHOR, who, commit.sha().brief())));
        }
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    /** What could not be read of who takes part, in words. */
    List<String> unread() {
        return unread.stream().map(Unread::detail).distinct().toList();
    }

    private void add(TracedPullRequest traced) {
        String where = traced.pullRequest().label();
        traced.pullRequest()
                .author()
                .ifPresentOrElse(
                        author -> parts.add(new Part(Role.AUTHOR, author.identity(), where)),
                        () -> unread.add(new Unread(
                                Role.AUTHOR,
                                where,
                                ReasonCode.IDENTITY_UNKNOWN,
                                where + "'s author has no account any more")));
        if (!traced.commits().isPresent()) {
            Gap gap = traced.commits().why();
            unread.add(new Unread(Role.AUTHOR, where, ReasonCode.IDENTITY_UNKNOWN, gap.detail()));
            return;
        }
        for (ChangeCommit commit : traced.commits().get()) {
            commit.authors().forEach(who -> parts.add(new Part(Role.AUTHOR, who, where)));
            commit.committers().forEach(who -> parts.add(new Part(Role.COMMITTER, who, where)));
            commit.coAuthors().forEach(who -> parts.add(new Part(Role.CO_AUTHOR, who, where)));
        }
    }

    private void addPusher(PullRequestEvidence evidence) {
        String where = "#" + evidence.number();
        if (evidence.lastPusher().isPresent()) {
            parts.add(new Part(Role.PUSHER, evidence.lastPusher().get().identity(), where));
        } else {
            unread.add(new Unread(
                    Role.PUSHER,
                    where,
                    ReasonCode.PUSHER_UNKNOWN,
                    evidence.lastPusher().why().detail()));
        }
    }

    /**
     * What speaks against somebody who must not hold any of these roles.
     *
     * @param same the code where they do
     */
    List<Reason> against(Identity who, Set<Role> roles, String subject, ReasonCode same) {
        var reasons = new ArrayList<Reason>();
        for (Part part : parts) {
            if (roles.contains(part.role())) {
                switch (identities.compare(who, part.who())) {
                    case SAME ->
                        reasons.add(new Reason(
                                part.role() == Role.DEPLOYER && same == ReasonCode.APPROVAL_SELF
                                        ? ReasonCode.APPROVAL_BY_DEPLOYER
                                        : same,
                                subject,
                                who.id() + " is " + part.spoken()));
                    case UNKNOWN ->
                        reasons.add(new Reason(
                                ReasonCode.IDENTITY_UNKNOWN,
                                subject,
                                "whether " + who + " is " + part.who() + ", " + part.spoken() + ", is not known"));
                    case DIFFERENT -> {}
                }
            }
        }
        for (Unread gap : unread) {
            if (roles.contains(gap.role())) {
                reasons.add(new Reason(gap.code(), subject, gap.detail()));
            }
        }
        return reasons.stream().distinct().toList();
    }
}
