package io.jenkins.plugins.itgc.evidence;

import io.jenkins.plugins.itgc.policy.Glob;
import io.jenkins.plugins.itgc.policy.Settings;
import io.jenkins.plugins.itgc.policy.Settings.FirstDeployment;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.trace.ChangeTrace;
import io.jenkins.plugins.itgc.trace.ChangeTracer;
import io.jenkins.plugins.itgc.trace.Check;
import io.jenkins.plugins.itgc.trace.PullRequest;
import io.jenkins.plugins.itgc.trace.Range;
import io.jenkins.plugins.itgc.trace.TraceRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Gathers the evidence of one decision. What does not depend on each other is read at the same time: a decision on one pull
 * request asks the source control server four times in a row, whatever the number of reviewers.
 */
public final class EvidenceGatherer {
    private final Sources sources;
    private final Settings settings;
    private final Executor executor;

    /**
     * @param settings what the policy asks for
     * @param executor runs the reading, several at a time
     */
    public EvidenceGatherer(Sources sources, Settings settings, Executor executor) {
        this.sources = sources;
        this.settings = settings;
        this.executor = executor;
    }

    /**
     * Gathers.
     *
     * @param at when the decision was asked for
     * @param standing what the ledger says
     */
    public Evidence gather(DeploymentRequest request, Instant at, Standing standing) {
        CompletableFuture<TestEvidence> tests = async(sources.tests()::read);
        Optional<CompletableFuture<Reading<List<Check>>>> checks = settings.requiredChecks()
                        .isEmpty()
                ? Optional.empty()
                : Optional.of(async(() -> sources.sourceControl().checks(request.repository(), request.commit())));
        var plans = new PlanReading(request, sources.sourceControl(), settings, executor);
        var reviews = new ReviewReading(sources.sourceControl(), settings, executor);
        ChangeTrace trace = new ChangeTracer(sources.sourceControl(), executor)
                .trace(
                        request,
                        standing.last().map(Standing.PriorDeployment::commit).or(request::baseline),
                        traceRules(),
                        reviews::start);
        List<TicketEvidence> tickets = tickets(request, trace);
        var offered = new ArrayList<>(sources.rollbackPlans());
        offered.addAll(plans.rollbackPlans(trace, tickets));
        return new Evidence(
                request,
                at,
                standing,
                trace,
                reviews.finish(),
                tickets,
                tests.join(),
                offered,
                plans.riskAssessments(trace, tickets),
                checks.map(CompletableFuture::join),
                sources.answers().get());
    }

    /** The evidence of a deployment that is not judged: nothing was asked of anybody. */
    public static Evidence none(DeploymentRequest request, Instant at, Standing standing, String why) {
        Reading<Range> range = Reading.missing(ReasonCode.OUT_OF_SCOPE, why);
        return new Evidence(
                request,
                at,
                standing,
                new ChangeTrace(range, List.of(), List.of()),
                List.of(),
                List.of(),
                new TestEvidence("", List.of()),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private TraceRules traceRules() {
        Settings.ApprovedChange rules = settings.approvedChange();
        List<Glob> branches = rules.baseBranches().stream().map(Glob::new).toList();
        return new TraceRules(
                pullRequest -> branches.isEmpty()
                        ? pullRequest.baseRef().equals(pullRequest.defaultBranch())
                        : branches.stream().anyMatch(branch -> branch.matches(pullRequest.baseRef())),
                rules.firstDeployment() == FirstDeployment.TIP_ONLY,
                rules.indexLag());
    }

    private List<TicketEvidence> tickets(DeploymentRequest request, ChangeTrace trace) {
        var reading = new ArrayList<CompletableFuture<TicketEvidence>>();
        for (TicketLink link :
                TicketLink.find(request, trace, settings.tickets().projects())) {
            reading.add(
                    async(() -> new TicketEvidence(link.key(), link.foundIn(), link.pullRequest(), read(link.key()))));
        }
        return reading.stream().map(CompletableFuture::join).toList();
    }

    private Reading<Ticket> read(String key) {
        return sources.tickets()
                .map(tickets -> tickets.ticket(key))
                .orElseGet(() -> Reading.missing(
                        ReasonCode.SERVER_NOT_CONFIGURED, "no ticket server is configured to ask about " + key));
    }

    private <T> CompletableFuture<T> async(Supplier<T> reading) {
        return CompletableFuture.supplyAsync(reading, executor);
    }

    /** The pull requests of a trace, the one that brings the deployed commit first. */
    static List<PullRequest> byNearness(ChangeTrace trace, DeploymentRequest request) {
        List<Integer> nearest = trace.commits().stream()
                .filter(commit -> commit.sha().equals(request.commit()))
                .flatMap(commit -> commit.pullRequests().stream())
                .toList();
        var ordered = new ArrayList<PullRequest>();
        trace.pullRequests().forEach(traced -> {
            if (nearest.contains(traced.pullRequest().number())) {
                ordered.add(0, traced.pullRequest());
            } else {
                ordered.add(traced.pullRequest());
            }
        });
        return ordered;
    }
}
