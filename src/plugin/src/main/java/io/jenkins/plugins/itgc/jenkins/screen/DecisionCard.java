package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.gate.DecisionText;
import io.jenkins.plugins.itgc.gate.DecisionText.Line;
import io.jenkins.plugins.itgc.gate.DecisionText.Mark;
import io.jenkins.plugins.itgc.gate.Recorded;
import io.jenkins.plugins.itgc.history.AuditTrail;
import io.jenkins.plugins.itgc.history.DecisionSummary;
import io.jenkins.plugins.itgc.history.Filed;
import io.jenkins.plugins.itgc.history.ResultRecord;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.text.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One decision with all that it was made from and that followed it, as the run and Change control show it. */
@ExportedBean(defaultVisibility = 999)
public final class DecisionCard {
    private static final int LONGEST = 4_000;

    private final Recorded recorded;
    private final AuditTrail trail;
    private final DecisionText text;
    private final DecisionRow row;
    private final TimeLine timeLine;
    private final ChangeReferences references;

    DecisionCard(Recorded recorded, AuditTrail trail, WebLinks links) {
        this.recorded = recorded;
        this.trail = trail;
        this.references = new ChangeReferences(recorded.evidence(), links);
        DecisionSummary summary = DecisionSummary.of(recorded.entry(), trail);
        this.row = new DecisionRow(summary);
        this.text = DecisionText.of(recorded, OptionalLong.empty());
        this.timeLine = TimeLine.of(recorded, trail, summary.resolution());
    }

    @Exported(inline = true)
    public DecisionRow getSummary() {
        return row;
    }

    public Tone getTone() {
        return row.getTone();
    }

    /** The verdict in words; where somebody overrode it, that. */
    public String getVerdict() {
        return row.getVerdict();
    }

    public String getChange() {
        return text.change();
    }

    @Exported
    public String getRepository() {
        return request().repository().toString();
    }

    @Exported
    public String getChangeType() {
        return request().changeType().name().toLowerCase(Locale.ROOT);
    }

    @Exported
    public @Nullable String getJustification() {
        return request()
                .justification()
                .map(words -> PlainText.harmless(words, LONGEST))
                .orElse(null);
    }

    @Exported
    public @Nullable String getDeployer() {
        return row.getDeployer();
    }

    @Exported
    public List<JudgedControl> getControls() {
        var controls = new ArrayList<JudgedControl>();
        for (Line line : text.lines()) {
            boolean isMore = line.mark() == Mark.MORE || line.mark() == Mark.REMEDY;
            if (!isMore) {
                controls.add(new JudgedControl(line));
            } else if (line.label().isEmpty() && !controls.isEmpty()) {
                controls.get(controls.size() - 1).add(line);
            }
        }
        return controls;
    }

    @Exported
    public List<Reference> getPullRequests() {
        return references.pullRequests();
    }

    @Exported
    public List<Reference> getTickets() {
        return references.tickets();
    }

    @Exported
    public List<Reference> getCommits() {
        return references.commits();
    }

    public TimeLine getTimeLine() {
        return timeLine;
    }

    @Exported(name = "timeLine")
    public List<TimeLine.Moment> getMoments() {
        return timeLine.getMoments();
    }

    /** How the deployment ended, and how long it took. */
    public @Nullable String getResult() {
        return trail.result()
                .map(Filed::body)
                .map(result -> Messages.DecisionCard_result(
                        Words.of(result.outcome()),
                        Shown.minute(result.endedAt()),
                        Shown.lasting(Duration.between(result.startedAt(), result.endedAt()))))
                .orElseGet(() -> trail.start()
                        .map(start -> Messages.DecisionCard_running(
                                Shown.minute(start.body().startedAt())))
                        .orElse(null));
    }

    /** The colour of the result. */
    public Tone getResultTone() {
        return trail.result()
                .map(Filed::body)
                .map(ResultRecord::outcome)
                .map(Tone::of)
                .orElse(Tone.NEUTRAL);
    }

    /** What people said about it, each with who and when. */
    @Exported
    public List<Reference> getStatements() {
        var statements = new ArrayList<Reference>();
        trail.override()
                .map(Filed::body)
                .ifPresent(override -> statements.add(new Reference(
                        Messages.DecisionCard_overridden(override.by(), Shown.minute(override.at())),
                        override.reason(),
                        Optional.empty())));
        trail.rejection()
                .map(Filed::body)
                .ifPresent(rejection -> statements.add(new Reference(
                        Messages.DecisionCard_rejected(rejection.by(), Shown.minute(rejection.at())),
                        rejection.reason(),
                        Optional.empty())));
        trail.review()
                .ifPresent(review -> statements.add(new Reference(
                        (review.body().accepted()
                                        ? Messages.DecisionCard_accepted(
                                                review.body().reviewer(),
                                                Shown.minute(review.entry().time()))
                                        : Messages.DecisionCard_notAccepted(
                                                review.body().reviewer(),
                                                Shown.minute(review.entry().time())))
                                + (review.body().timely() ? "" : " " + Messages.DecisionCard_late()),
                        review.body().comment(),
                        Optional.empty())));
        return statements;
    }

    @Exported
    public long getEntry() {
        return recorded.entry().index();
    }

    @Exported
    public String getLeafHash() {
        return recorded.entry().leafHash().hex();
    }

    @Exported
    public String getPolicyHash() {
        return recorded.decision().policyHash();
    }

    private DeploymentRequest request() {
        return recorded.evidence().request();
    }
}
