package io.jenkins.plugins.itgc.worksheet.attribute;

import io.jenkins.plugins.itgc.controls.ControlResult;
import io.jenkins.plugins.itgc.controls.Outcome;
import io.jenkins.plugins.itgc.controls.Participants;
import io.jenkins.plugins.itgc.controls.Times;
import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.history.OverrideRecord;
import io.jenkins.plugins.itgc.history.ReviewRecord;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.identity.IdentityMap.Match;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Attribute H: an emergency or override has its reason, and its review came in time, from another person, who accepted it.
 * Times are those of the ledger's entries; what the review says of its own timeliness is not believed.
 */
record ReviewedEmergency(TestedDeployment deployment, EffectivePolicy policy) {
    Judgement judge() {
        if (!deployment.isException()) {
            return Judgement.of(Attribute.H, Result.NOT_APPLICABLE, "neither an emergency nor an override");
        }
        Optional<OverrideRecord> override = deployment.trail().override().map(Filed::body);
        String reason = override.map(OverrideRecord::reason)
                .or(() -> deployment.evidence().request().justification())
                .orElse("")
                .strip();
        String what = override.isPresent() ? "override" : "emergency";
        if (reason.isEmpty()) {
            return judgement(Result.FAIL, what + " without a reason");
        }
        ControlResult declared = deployment.recomputed("emergency-change");
        if (override.isEmpty() && declared.outcome() != Outcome.PASS) {
            return judgement(
                    Result.FAIL, "declared as an emergency, but none by right: " + Words.reasons(declared.reasons()));
        }
        Optional<Instant> due = override.map(OverrideRecord::reviewDue)
                .or(() -> deployment.made().decision().reviewDue());
        Optional<Identity> by = override.map(OverrideRecord::by)
                .or(() -> deployment.evidence().request().deployer());
        if (due.isEmpty() || by.isEmpty()) {
            return judgement(
                    Result.NOT_DETERMINABLE, "the record does not say by whom, or until when a review is owed");
        }
        String opened = what + " by " + by.get() + ": \"" + reason + "\"";
        return deployment.trail().review().isPresent()
                ? reviewed(deployment.trail().review().get(), opened, by.get(), due.get())
                : unreviewed(opened, due.get());
    }

    private Judgement unreviewed(String opened, Instant due) {
        return deployment.asOf().isBefore(due)
                ? judgement(
                        Result.NOT_DETERMINABLE,
                        opened + "; its review is owed until " + Times.minute(due) + ": judge it again then")
                : judgement(Result.FAIL, opened + "; not reviewed, which was due by " + Times.minute(due));
    }

    private Judgement reviewed(Filed<ReviewRecord> filed, String opened, Identity by, Instant due) {
        ReviewRecord review = filed.body();
        Instant at = filed.entry().time();
        String told = opened + "; reviewed by " + review.reviewer() + " " + Times.minute(at) + ", due by "
                + Times.minute(due) + ": \"" + review.comment() + "\"";
        if (!at.isBefore(due)) {
            return judgement(Result.FAIL, "reviewed too late. " + told);
        }
        if (!review.accepted()) {
            return judgement(Result.FAIL, "the reviewer did not accept it. " + told);
        }
        Match same = compare(review.reviewer(), by);
        return switch (same) {
            case SAME -> judgement(Result.FAIL, "the reviewer took part in it. " + told);
            case UNKNOWN ->
                judgement(Result.NOT_DETERMINABLE, "whether the reviewer took part in it is not known. " + told);
            case DIFFERENT -> judgement(Result.PASS, told);
        };
    }

    /** Whether the reviewer is whoever let it go on, or took part in the change. */
    private Match compare(Identity reviewer, Identity by) {
        Participants took = Participants.of(deployment.evidence(), policy.identities());
        List<Match> matches = Stream.concat(Stream.of(by), took.known().stream().map(part -> part.who()))
                .map(who -> policy.identities().compare(reviewer, who))
                .toList();
        return matches.contains(Match.SAME)
                ? Match.SAME
                : matches.contains(Match.UNKNOWN) ? Match.UNKNOWN : Match.DIFFERENT;
    }

    private Judgement judgement(Result result, String text) {
        var references = new ArrayList<String>();
        references.add("entry " + deployment.entry().index());
        deployment
                .trail()
                .override()
                .ifPresent(filed -> references.add("entry " + filed.entry().index()));
        deployment
                .trail()
                .review()
                .ifPresent(filed -> references.add("entry " + filed.entry().index()));
        return new Judgement(Attribute.H, result, text, references);
    }
}
