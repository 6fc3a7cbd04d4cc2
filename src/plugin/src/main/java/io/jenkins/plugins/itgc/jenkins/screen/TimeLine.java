package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.evidence.PullRequestEvidence;
import io.jenkins.plugins.itgc.evidence.Ticket;
import io.jenkins.plugins.itgc.evidence.TicketEvidence;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.Resolution;
import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.text.PlainText;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.ChangeTrace.TracedPullRequest;
import io.jenkins.plugins.itgc.trace.Review;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What happened to a deployment, in order: what was merged and approved, the decision, what people decided, start and end. */
public final class TimeLine {
    private static final int STEP = 116;
    private static final int MARGIN = 58;

    private final List<Moment> moments;

    private TimeLine(List<Moment> moments) {
        this.moments = List.copyOf(moments);
    }

    /** One thing that happened. */
    @ExportedBean(defaultVisibility = 999)
    public static final class Moment {
        private final Instant at;
        private final Tone tone;
        private final String what;
        private final String detail;
        private final boolean decision;
        private int place;

        Moment(Instant at, Tone tone, String what, String detail, boolean decision) {
            this.at = at;
            this.tone = tone;
            this.what = what;
            this.detail = PlainText.harmless(detail);
            this.decision = decision;
        }

        @Exported
        public String getAt() {
            return at.toString();
        }

        public String getShownAt() {
            return Shown.minute(at);
        }

        public String getDay() {
            return Shown.minute(at).substring(0, 10);
        }

        public String getTime() {
            return Shown.minute(at).substring(11, 16);
        }

        public Tone getTone() {
            return tone;
        }

        @Exported
        public String getWhat() {
            return what;
        }

        @Exported
        public String getDetail() {
            return detail;
        }

        /** Whether it is the decision itself. */
        public boolean isDecision() {
            return decision;
        }

        /** Where it stands in the picture. */
        public int getX() {
            return MARGIN + place * STEP;
        }
    }

    static TimeLine of(Recorded recorded, AuditTrail trail, Resolution resolution) {
        var moments = new ArrayList<Moment>();
        recorded.evidence().trace().pullRequests().stream()
                .map(TracedPullRequest::pullRequest)
                .forEach(pull -> pull.mergedAt()
                        .ifPresent(
                                at -> moments.add(moment(at, Tone.NEUTRAL, Messages.TimeLine_merged(), pull.label()))));
        recorded.evidence().pullRequests().forEach(pull -> addReviews(pull, moments));
        recorded.evidence().tickets().forEach(ticket -> addApprovals(ticket, moments));
        moments.add(new Moment(
                recorded.evidence().at(),
                Tone.of(resolution == Resolution.OVERRIDDEN ? Resolution.BLOCKED : resolution),
                Messages.TimeLine_decision(),
                Words.of(resolution == Resolution.OVERRIDDEN ? Resolution.BLOCKED : resolution),
                true));
        addTrail(trail, moments);
        moments.sort(Comparator.comparing((Moment moment) -> moment.at));
        for (int place = 0; place < moments.size(); place++) {
            moments.get(place).place = place;
        }
        return new TimeLine(moments);
    }

    private static Moment moment(Instant at, Tone tone, String what, String detail) {
        return new Moment(at, tone, what, detail, false);
    }

    private static void addReviews(PullRequestEvidence pull, List<Moment> moments) {
        for (Review review : pull.reviews().toOptional().orElse(List.of())) {
            if (review.submittedAt().isEmpty() || !review.state().isOpinion()) {
                continue;
            }
            String who = review.user().map(Account::login).orElseGet(Messages::Shown_nobody);
            String detail = "#" + pull.number() + ", " + who;
            Instant at = review.submittedAt().get();
            moments.add(
                    switch (review.state()) {
                        case APPROVED -> moment(at, Tone.GOOD, Messages.TimeLine_approved(), detail);
                        case CHANGES_REQUESTED -> moment(at, Tone.BAD, Messages.TimeLine_changesRequested(), detail);
                        default -> moment(at, Tone.NEUTRAL, Messages.TimeLine_dismissed(), detail);
                    });
        }
    }

    private static void addApprovals(TicketEvidence evidence, List<Moment> moments) {
        Optional<Ticket> ticket = evidence.ticket().toOptional();
        if (ticket.isEmpty()) {
            return;
        }
        ticket.get()
                .serviceDesk()
                .toOptional()
                .orElse(List.of())
                .forEach(approval -> approval.completedAt()
                        .filter(at -> approval.finalDecision().equals("approved"))
                        .ifPresent(at -> moments.add(moment(
                                at,
                                Tone.GOOD,
                                Messages.TimeLine_approved(),
                                evidence.key() + ", "
                                        + String.join(
                                                ", ",
                                                approval.approvers().stream()
                                                        .map(Identity::id)
                                                        .toList())))));
        ticket.get()
                .transitions()
                .forEach(change -> moments.add(moment(
                        change.at(),
                        Tone.NEUTRAL,
                        Messages.TimeLine_ticket(),
                        evidence.key() + " → " + change.to().name() + ", "
                                + change.by().map(Identity::id).orElseGet(Messages::Shown_nobody))));
    }

    private static void addTrail(AuditTrail trail, List<Moment> moments) {
        trail.override()
                .ifPresent(override -> moments.add(moment(
                        override.body().at(),
                        Tone.EXCEPTION,
                        Messages.TimeLine_overridden(),
                        override.body().by().toString())));
        trail.rejection()
                .ifPresent(rejection -> moments.add(moment(
                        rejection.body().at(),
                        Tone.BAD,
                        Messages.TimeLine_rejected(),
                        rejection.body().by().toString())));
        trail.start()
                .ifPresent(start ->
                        moments.add(moment(start.body().startedAt(), Tone.NEUTRAL, Messages.TimeLine_started(), "")));
        trail.result().ifPresent(result -> {
            if (trail.start().isEmpty()) {
                moments.add(moment(result.body().startedAt(), Tone.NEUTRAL, Messages.TimeLine_started(), ""));
            }
            moments.add(moment(
                    result.body().endedAt(),
                    Tone.of(result.body().outcome()),
                    Messages.TimeLine_ended(),
                    Words.of(result.body().outcome())));
        });
        trail.review()
                .ifPresent(review -> moments.add(moment(
                        review.entry().time(),
                        review.body().accepted() ? Tone.GOOD : Tone.BAD,
                        Messages.TimeLine_reviewed(),
                        review.body().reviewer().toString())));
    }

    /** In the order of time. */
    public List<Moment> getMoments() {
        return moments;
    }

    /** How wide the picture is. */
    public int getWidth() {
        return MARGIN * 2 + (moments.size() - 1) * STEP;
    }

    /** Where the line ends. */
    public int getEnd() {
        return getWidth() - MARGIN;
    }
}
