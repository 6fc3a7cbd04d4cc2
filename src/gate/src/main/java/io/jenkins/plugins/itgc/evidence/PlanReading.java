package io.jenkins.plugins.itgc.evidence;

import io.jenkins.plugins.itgc.policy.Settings;
import io.jenkins.plugins.itgc.policy.Settings.PlanRules;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.trace.ChangeTrace;
import io.jenkins.plugins.itgc.trace.PullRequest;
import io.jenkins.plugins.itgc.trace.SourceControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Looks for written plans: in files at the deployed commit, sections of pull requests and fields of tickets. */
final class PlanReading {
    private final DeploymentRequest request;
    private final Settings settings;
    private final Optional<CompletableFuture<Reading<Passage>>> rollbackFile;
    private final Optional<CompletableFuture<Reading<Passage>>> riskFile;

    PlanReading(DeploymentRequest request, SourceControl source, Settings settings, Executor executor) {
        this.request = request;
        this.settings = settings;
        Optional<String> file =
                request.rollbackPlanFile().or(() -> settings.rollbackPlan().file());
        this.rollbackFile = file.map(path -> read(path, source, executor));
        this.riskFile = settings.riskAssessment().file().map(path -> read(path, source, executor));
    }

    private CompletableFuture<Reading<Passage>> read(String path, SourceControl source, Executor executor) {
        return CompletableFuture.supplyAsync(
                () -> source.file(request.repository(), request.commit(), path)
                        .map(text -> Passage.of(
                                "file " + path + " at " + request.commit().brief(), text)),
                executor);
    }

    /** Every text offered as rollback plan, beside those that came with the request from outside. */
    List<Reading<Passage>> rollbackPlans(ChangeTrace trace, List<TicketEvidence> tickets) {
        var offered = new ArrayList<Reading<Passage>>();
        request.rollbackPlan().ifPresent(text -> offered.add(Reading.of(Passage.of("request", text))));
        rollbackFile.ifPresent(file -> offered.add(file.join()));
        offered.addAll(written(settings.rollbackPlan(), trace, tickets));
        return offered;
    }

    List<Reading<Passage>> riskAssessments(ChangeTrace trace, List<TicketEvidence> tickets) {
        var offered = new ArrayList<Reading<Passage>>();
        riskFile.ifPresent(file -> offered.add(file.join()));
        offered.addAll(written(settings.riskAssessment(), trace, tickets));
        return offered;
    }

    private List<Reading<Passage>> written(PlanRules rules, ChangeTrace trace, List<TicketEvidence> tickets) {
        var offered = new ArrayList<Reading<Passage>>();
        if (!rules.required()) {
            return offered;
        }
        for (PullRequest pullRequest : EvidenceGatherer.byNearness(trace, request)) {
            for (Sections.Section section : Sections.under(rules.headings(), pullRequest.body())) {
                String source = pullRequest.label() + ", section \"" + section.heading() + "\"";
                offered.add(Reading.of(Passage.of(source, section.text())));
            }
        }
        rules.ticketField()
                .ifPresent(field -> tickets.forEach(ticket -> ticket.ticket()
                        .toOptional()
                        .map(found -> found.fields().get(field))
                        .ifPresent(
                                text -> offered.add(Reading.of(Passage.of(ticket.key() + ", field " + field, text))))));
        return offered;
    }
}
