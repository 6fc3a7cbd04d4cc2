package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.evidence.PullRequestEvidence;
import io.jenkins.plugins.itgc.evidence.TicketEvidence;
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
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.ChangeTrace.TracedPullRequest;
import io.jenkins.plugins.itgc.trace.PullRequest;
import io.jenkins.plugins.itgc.trace.Review;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
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
    private final WebLinks links;

    DecisionCard(Recorded recorded, AuditTrail trail, WebLinks links) {
        this.recorded = recorded;
        this.trail = trail;
        this.links = links;
        DecisionSummary summary = DecisionSummary.of(recorded.entry(), trail);
        this.row = new DecisionRow(summary);
        this.text = DecisionText.of(recorded, OptionalLong.empty());
        this.timeLine = TimeLine.of(recorded, trail, summary.resolution());
    }

    /** A control and what was seen for and against it. */
    @ExportedBean(defaultVisibility = 999)
    public static final class Control {
        private final Mark mark;
        private final String title;
        private final List<String> seen = new ArrayList<>();
        private final List<String> remedies = new ArrayList<>();

        Control(Line line) {
            mark = line.mark();
            title = line.label();
            if (!line.text().isEmpty()) {
                seen.add(line.text());
            }
        }

        void add(Line line) {
            (line.mark() == Mark.REMEDY ? remedies : seen).add(line.text());
        }

        public Tone getTone() {
            return Tone.of(mark);
        }

        @Exported
        public String getOutcome() {
            return Words.of(mark);
        }

        @Exported
        public String getTitle() {
            return title;
        }

        @Exported
        public List<String> getSeen() {
            return seen;
        }

        @Exported
        public List<String> getRemedies() {
            return remedies;
        }
    }

    /**
     * Something in a system outside: a pull request, a ticket, a commit.
     */
    @ExportedBean(defaultVisibility = 999)
    public static final class Reference {
        private final String name;
        private final String detail;
        private final Optional<String> url;

        Reference(String name, String detail, Optional<String> url) {
            this.name = PlainText.harmless(name);
            this.detail = PlainText.harmless(detail, LONGEST);
            this.url = url;
        }

        @Exported
        public String getName() {
            return name;
        }

        @Exported
        public String getDetail() {
            return detail;
        }

        /** Where people look at it, on a configured server; absent where it lies on no such server. */
        @Exported
        public @Nullable String getUrl() {
            return url.orElse(null);
        }
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
    public List<Control> getControls() {
        var controls = new ArrayList<Control>();
        for (Line line : text.lines()) {
            boolean isMore = line.mark() == Mark.MORE || line.mark() == Mark.REMEDY;
            if (!isMore) {
                controls.add(new Control(line));
            } else if (line.label().isEmpty() && !controls.isEmpty()) {
                controls.get(controls.size() - 1).add(line);
            }
        }
        return controls;
    }

    @Exported
    public List<Reference> getPullRequests() {
        return recorded.evidence().trace().pullRequests().stream()
                .map(TracedPullRequest::pullRequest)
                .map(pull -> new Reference(pull.label(), detail(pull), links.pullRequest(pull)))
                .toList();
    }

    private String detail(PullRequest pull) {
        String author = pull.author().map(Account::login).orElseGet(Messages::Shown_nobody);
        String approvers = recorded.evidence().pullRequests().stream()
                .filter(evidence -> evidence.number() == pull.number())
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

    @Exported
    public List<Reference> getTickets() {
        return recorded.evidence().tickets().stream().map(this::ticket).toList();
    }

    private Reference ticket(TicketEvidence evidence) {
        return new Reference(
                evidence.key(),
                evidence.ticket()
                        .toOptional()
                        .map(ticket ->
                                Messages.DecisionCard_ticket(ticket.status().name(), evidence.foundIn()))
                        .orElseGet(() -> evidence.ticket().why().detail()),
                evidence.ticket().toOptional().flatMap(links::ticket));
    }

    @Exported
    public List<Reference> getCommits() {
        Optional<String> near = recorded.evidence().trace().pullRequests().stream()
                .map(traced -> traced.pullRequest().url())
                .findFirst();
        var commits = new ArrayList<Reference>();
        recorded.evidence()
                .trace()
                .commits()
                .forEach(commit -> commits.add(new Reference(
                        commit.sha().brief(),
                        commit.pullRequests().stream()
                                .map(number -> "#" + number)
                                .collect(Collectors.joining(", ")),
                        links.commit(request().repository(), commit.sha(), near))));
        if (commits.isEmpty()) {
            commits.add(new Reference(
                    request().commit().brief(),
                    "",
                    links.commit(request().repository(), request().commit(), near)));
        }
        return commits;
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
