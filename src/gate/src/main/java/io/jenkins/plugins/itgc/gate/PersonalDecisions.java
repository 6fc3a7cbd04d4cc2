package io.jenkins.plugins.itgc.gate;

import io.jenkins.plugins.itgc.controls.OverdueReviews;
import io.jenkins.plugins.itgc.controls.Participants;
import io.jenkins.plugins.itgc.decision.Decision;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.DecisionRecord;
import io.jenkins.plugins.itgc.history.DeploymentLedger;
import io.jenkins.plugins.itgc.history.EntryKind;
import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.history.OverrideRecord;
import io.jenkins.plugins.itgc.history.OwedReview;
import io.jenkins.plugins.itgc.history.RejectionRecord;
import io.jenkins.plugins.itgc.history.ReviewRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.identity.OtherPerson;
import io.jenkins.plugins.itgc.identity.OtherPerson.Participant;
import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.policy.BusinessDays;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.Policy;
import io.jenkins.plugins.itgc.policy.PolicyException;
import io.jenkins.plugins.itgc.policy.Settings.Emergency;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people decide after the gate did: overrides, rejections and reviews. Looking and writing are one step under the
 * ledger's monitor.
 */
final class PersonalDecisions {
    /** Characters of a reason. */
    static final int LONGEST_REASON = 4000;

    private final DeploymentLedger ledger;
    private final PastDecisions past;

    PersonalDecisions(DeploymentLedger ledger) {
        this.ledger = ledger;
        this.past = new PastDecisions(ledger);
    }

    Entry override(Policy policy, long decision, Identity by, String reason, Instant now)
            throws GateException, PolicyException, IOException {
        DecisionRecord blocked = blocked(decision);
        String words = words("an override", reason);
        DeploymentRequest request = blocked.evidence().request();
        EffectivePolicy effective = policy.effective(request.service(), request.environment());
        Emergency rules = effective.settings().emergency();
        Participants took = Participants.of(blocked.evidence(), effective.identities());
        synchronized (ledger) {
            AuditTrail trail = past.trail(decision);
            Optional<Filed<OverrideRecord>> same = trail.override()
                    .filter(filed -> filed.body().by().equals(by)
                            && filed.body().reason().equals(words));
            if (same.isPresent()) {
                return same.get().entry();
            }
            requireOpen(decision, trail);
            if (!rules.ownChange()) {
                requireOther(new OtherPerson(effective.identities(), "override this"), by, part(took));
            }
            Optional<Reason> overdue =
                    new OverdueReviews(rules).against(ledger.standing(request, Optional.empty()), now);
            if (overdue.isPresent()) {
                throw new GateException("no override: " + overdue.get().detail() + "; "
                        + overdue.get().code().remedy());
            }
            return ledger.append(
                    EntryKind.OVERRIDE,
                    new OverrideRecord(
                            decision,
                            request.service(),
                            request.environment(),
                            by,
                            words,
                            reasons(blocked.decision()),
                            took.unknown(),
                            new BusinessDays(rules).due(now),
                            now));
        }
    }

    Entry reject(long decision, Identity by, String reason, Instant now) throws GateException, IOException {
        blocked(decision);
        String words = words("a rejection", reason);
        synchronized (ledger) {
            AuditTrail trail = past.trail(decision);
            Optional<Filed<RejectionRecord>> same = trail.rejection()
                    .filter(filed -> filed.body().by().equals(by)
                            && filed.body().reason().equals(words));
            if (same.isPresent()) {
                return same.get().entry();
            }
            requireOpen(decision, trail);
            return ledger.append(EntryKind.REJECTION, new RejectionRecord(decision, by, words, now));
        }
    }

    Entry review(Policy policy, long decision, Identity reviewer, boolean accepted, String comment, Instant now)
            throws GateException, PolicyException, IOException {
        DecisionRecord made = past.decision(decision);
        if (comment.isBlank()) {
            throw new GateException("a review needs a comment: what was looked at, and what was found");
        }
        DeploymentRequest request = made.evidence().request();
        EffectivePolicy effective = policy.effective(request.service(), request.environment());
        Emergency rules = effective.settings().emergency();
        synchronized (ledger) {
            OwedReview owed = ledger.history()
                    .owed(decision)
                    .orElseThrow(() -> new GateException("entry " + decision
                            + " owes no review: it is no allowed emergency and no override, or was reviewed"));
            if (!rules.ownChange()) {
                requireOther(
                        new OtherPerson(effective.identities(), "review it"),
                        reviewer,
                        responsible(made, owed, effective));
            }
            Instant due = owed.due().orElseGet(() -> new BusinessDays(rules).due(owed.since()));
            return ledger.append(
                    EntryKind.EMERGENCY_REVIEW,
                    new ReviewRecord(decision, reviewer, accepted, comment.strip(), now.isBefore(due)));
        }
    }

    private static void requireOther(OtherPerson rule, Identity who, List<Participant> participants)
            throws GateException {
        Optional<String> objection = rule.objection(who, participants);
        if (objection.isPresent()) {
            throw new GateException(objection.get());
        }
    }

    private DecisionRecord blocked(long decision) throws GateException, IOException {
        DecisionRecord made = past.decision(decision);
        if (made.decision().allowed()) {
            throw new GateException("entry " + decision + " does not block: its deployment may go on");
        }
        return made;
    }

    private static String words(String what, String reason) throws GateException {
        String words = reason.strip();
        if (words.isEmpty() || words.length() > LONGEST_REASON) {
            throw new GateException(what + " needs a reason of 1 to " + LONGEST_REASON + " characters");
        }
        return words;
    }

    private static void requireOpen(long decision, AuditTrail trail) throws GateException {
        PastDecisions.refuse(decision, "was overridden", trail.override());
        PastDecisions.refuse(decision, "was rejected", trail.rejection());
        PastDecisions.refuse(decision, "has a result", trail.result());
    }

    /**
     * Those who are known to have taken part. Who could not be read is recorded, and not held against anybody: overriding is
     * for when a server is down, too.
     */
    private static List<Participant> part(Participants took) {
        return took.known().stream()
                .map(part -> new Participant(part.who(), "is " + part.spoken()))
                .toList();
    }

    /** Whoever let the deployment go on, and those who took part in it. */
    private static List<Participant> responsible(DecisionRecord made, OwedReview owed, EffectivePolicy policy)
            throws GateException {
        Identity by = owed.by()
                .orElseThrow(() -> new GateException(
                        "who declared this emergency is not known, so nobody is shown to be another person"));
        var responsible = new ArrayList<Participant>();
        responsible.add(
                new Participant(by, owed.override().isPresent() ? "overrode the gate" : "declared this emergency"));
        responsible.addAll(part(Participants.of(made.evidence(), policy.identities())));
        return responsible;
    }

    private static List<ReasonCode> reasons(Decision decision) {
        return decision.blocking()
                .flatMap(result -> result.reasons().stream())
                .map(Reason::code)
                .filter(code -> code.kind() != ReasonCode.Kind.NOTE)
                .distinct()
                .toList();
    }
}
