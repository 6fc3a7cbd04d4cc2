package io.jenkins.plugins.itgc.worksheet.attribute;

import io.jenkins.plugins.itgc.controls.ChangeApproval;
import io.jenkins.plugins.itgc.controls.ChangeApproval.Given;
import io.jenkins.plugins.itgc.controls.Outcome;
import io.jenkins.plugins.itgc.controls.Participants;
import io.jenkins.plugins.itgc.evidence.PullRequestEvidence;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.identity.IdentityMap.Match;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.reason.ReasonCode.Kind;
import io.jenkins.plugins.itgc.trace.Permission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One change with the approvals relied on: of those given, the ones with the least against them, by as many people as the
 * policy asks for. All attributes are judged on the same approvals, so that one person's rank does not make good another
 * one's lateness.
 */
final class JudgedChange {
    private static final Set<ReasonCode> APPROVER = EnumSet.of(
            ReasonCode.APPROVAL_BY_BOT, ReasonCode.APPROVAL_BY_DELETED_ACCOUNT, ReasonCode.APPROVAL_WITHOUT_PERMISSION);
    private static final Set<ReasonCode> SEPARATION = EnumSet.of(
            ReasonCode.APPROVAL_SELF,
            ReasonCode.APPROVAL_BY_DEPLOYER,
            ReasonCode.TICKET_APPROVER_INVOLVED,
            ReasonCode.IDENTITY_UNKNOWN,
            ReasonCode.DEPLOYER_UNKNOWN,
            ReasonCode.PUSHER_UNKNOWN);
    private static final Set<ReasonCode> REVISION =
            EnumSet.of(ReasonCode.APPROVAL_STALE, ReasonCode.APPROVAL_BEFORE_BASE_CHANGE);

    private final ChangeApproval change;
    private final TestedDeployment deployment;
    private final EffectivePolicy policy;
    private final List<Given> relied;

    JudgedChange(ChangeApproval change, TestedDeployment deployment, EffectivePolicy policy) {
        this.change = change;
        this.deployment = deployment;
        this.policy = policy;
        this.relied = relied();
    }

    private List<Given> relied() {
        var distinct = new ArrayList<Given>();
        change.given().stream()
                .sorted(Comparator.comparingLong((Given given) -> count(given, Kind.FAIL))
                        .thenComparingLong(given -> count(given, Kind.UNKNOWN)))
                .forEach(given -> {
                    boolean known = distinct.stream()
                            .anyMatch(other -> policy.identities().compare(given.by(), other.by()) == Match.SAME);
                    if (!known && distinct.size() < change.wanted()) {
                        distinct.add(given);
                    }
                });
        return List.copyOf(distinct);
    }

    private static long count(Given given, Kind kind) {
        return given.against().stream()
                .filter(reason -> reason.code().kind() == kind)
                .count();
    }

    Finding finding(Attribute attribute) {
        return switch (attribute) {
            case B -> before();
            case C -> approver();
            case D -> relied.isEmpty() ? nobody() : judged(against(this::speaksOfSeparation), this::separated);
            default -> revision();
        };
    }

    /** B. Whatever speaks against the change and belongs to no other attribute belongs here: nothing is left out. */
    private Finding before() {
        List<Reason> against = change.outcome() == Outcome.PASS
                ? List.of()
                : Stream.concat(change.reasons().stream().filter(this::objects), against(this::speaksOfTime).stream())
                        .toList();
        if (!against.isEmpty()) {
            return Finding.of(against);
        }
        if (relied.size() < change.wanted()) {
            return new Finding(
                    Result.FAIL, change.subject() + ": " + relied.size() + " of " + change.wanted() + " approvals");
        }
        boolean elsewhere = relied.stream().anyMatch(given -> !given.against().isEmpty());
        return change.outcome() == Outcome.PASS || elsewhere
                ? new Finding(Result.PASS, seen())
                : new Finding(
                        Result.NOT_DETERMINABLE,
                        change.subject() + " is not approved when the control is performed again: "
                                + Words.reasons(change.reasons()));
    }

    /** A dismissed approval, or one of a deleted account, matters where no other one can be relied on. */
    private boolean objects(Reason reason) {
        boolean ofGivers = reason.code() == ReasonCode.APPROVAL_DISMISSED || APPROVER.contains(reason.code());
        return reason.code().kind() != Kind.NOTE && !(ofGivers && relied.size() >= change.wanted());
    }

    private Finding approver() {
        if (relied.isEmpty()) {
            List<Reason> deleted = change.reasons().stream()
                    .filter(reason -> APPROVER.contains(reason.code()))
                    .toList();
            return deleted.isEmpty() ? nobody() : Finding.of(deleted);
        }
        List<Reason> against = against(this::speaksOfApprover);
        if (!against.isEmpty()) {
            return Finding.of(against);
        }
        Optional<Identity> stranger = relied.stream()
                .map(Given::by)
                .filter(by -> by.system() != Identity.System.GITHUB)
                .filter(by -> policy.identities().person(by).isEmpty())
                .findFirst();
        return stranger.map(by -> new Finding(
                        Result.NOT_DETERMINABLE,
                        by + " is not among the policy's identities: the record does not show who that is"))
                .orElseGet(() -> new Finding(
                        Result.PASS, relied.stream().map(this::authority).collect(Collectors.joining("; "))));
    }

    private String authority(Given given) {
        return permission(given.by())
                .flatMap(Reading::toOptional)
                .map(permission -> given.by() + ", a human, had \"" + permission.name() + "\" when the gate decided")
                .orElseGet(() -> given.by() + ", known to the policy as "
                        + policy.identities().person(given.by()).orElse("nobody"));
    }

    private Finding revision() {
        if (relied.isEmpty()) {
            List<Reason> uncovered = change.reasons().stream()
                    .filter(reason -> reason.code().kind() != Kind.NOTE)
                    .toList();
            return uncovered.isEmpty() ? nobody() : Finding.of(uncovered);
        }
        if (relied.stream().anyMatch(given -> given.by().system() == Identity.System.JIRA)) {
            return ticketRevision();
        }
        return judged(
                against(this::speaksOfRevision),
                () -> change.subject() + ": approved at the merged head; the range has "
                        + deployment.evidence().trace().commits().size() + " commits, each brought by such a change");
    }

    /** A ticket names no revision: its approval covers what was merged only where it came after the merge. */
    private Finding ticketRevision() {
        Optional<Instant> merged = deployment.evidence().trace().pullRequests().stream()
                .flatMap(traced -> traced.pullRequest().mergedAt().stream())
                .max(Comparator.naturalOrder());
        boolean after = merged.isPresent()
                && deployment.evidence().tickets().stream()
                        .flatMap(ticket -> ticket.ticket().toOptional().stream())
                        .flatMap(ticket -> ticket.transitions().stream())
                        .filter(step -> step.by()
                                .filter(by -> relied.stream()
                                        .anyMatch(given -> given.by().equals(by)))
                                .isPresent())
                        .anyMatch(step -> !step.at().isBefore(merged.get()));
        return after
                ? new Finding(Result.PASS, "the ticket was approved after the last merge of the range")
                : new Finding(
                        Result.NOT_DETERMINABLE,
                        "the ticket names no revision, and its approval did not follow the last merge");
    }

    private Finding nobody() {
        return new Finding(
                Result.NOT_APPLICABLE, change.subject() + ": there is no approval whose giver can be judged, see B");
    }

    private static Finding judged(List<Reason> against, Supplier<String> shown) {
        return against.isEmpty() ? new Finding(Result.PASS, shown.get()) : Finding.of(against);
    }

    private String separated() {
        Participants took = Participants.of(deployment.evidence(), policy.identities());
        String others = took.known().stream()
                .map(part -> part.who() + " (" + part.spoken() + ")")
                .distinct()
                .collect(Collectors.joining(", "));
        return relied.stream().map(given -> given.by().toString()).collect(Collectors.joining(", ")) + " approved "
                + change.subject() + "; took part: " + others;
    }

    private String seen() {
        return relied.stream().map(Given::seen).distinct().collect(Collectors.joining("; "));
    }

    private interface Speaks {
        boolean of(Reason reason, Given given);
    }

    private List<Reason> against(Speaks speaks) {
        return relied.stream()
                .flatMap(given -> given.against().stream().filter(reason -> speaks.of(reason, given)))
                .toList();
    }

    private boolean speaksOfSeparation(Reason reason, Given given) {
        return SEPARATION.contains(reason.code());
    }

    private boolean speaksOfApprover(Reason reason, Given given) {
        return APPROVER.contains(reason.code()) || isGap(permission(given.by()), reason);
    }

    private boolean speaksOfRevision(Reason reason, Given given) {
        return REVISION.contains(reason.code())
                || deployment.evidence().pullRequests().stream()
                        .anyMatch(gathered -> isGap(Optional.of(gathered.history()), reason));
    }

    private boolean speaksOfTime(Reason reason, Given given) {
        return reason.code().kind() != Kind.NOTE
                && !speaksOfSeparation(reason, given)
                && !speaksOfApprover(reason, given)
                && !speaksOfRevision(reason, given);
    }

    private static boolean isGap(Optional<? extends Reading<?>> reading, Reason reason) {
        return reading.filter(read -> !read.isPresent())
                .map(Reading::why)
                .filter(gap -> gap.code() == reason.code() && gap.detail().equals(reason.detail()))
                .isPresent();
    }

    private Optional<Reading<Permission>> permission(Identity by) {
        return deployment.evidence().pullRequests().stream()
                .map(PullRequestEvidence::permissions)
                .flatMap(permissions -> permissions.entrySet().stream())
                .filter(entry -> by.equals(Identity.gitHub(entry.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
