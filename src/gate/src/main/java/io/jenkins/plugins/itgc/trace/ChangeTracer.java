package io.jenkins.plugins.itgc.trace;

import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.trace.Comparison.Link;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Finds the changes that a deployment brings: the range since the baseline, and what brought each of its commits. */
public final class ChangeTracer {
    private final SourceControl source;
    private final Executor executor;

    /**
     * @param source where the changes were written
     * @param executor runs the reading, several at a time
     */
    public ChangeTracer(SourceControl source, Executor executor) {
        this.source = source;
        this.executor = executor;
    }

    /**
     * Traces a deployment.
     *
     * @param baseline what was deployed last, if anything was
     * @param found is told of the merged pull requests as soon as they are known, in one or two lots, so that more can be
     *     read about them meanwhile
     */
    public ChangeTrace trace(
            DeploymentRequest request,
            Optional<CommitId> baseline,
            TraceRules rules,
            Consumer<List<PullRequest>> found) {
        CommitId head = request.commit();
        if (baseline.isEmpty()) {
            return rules.tipOnly()
                    ? cover(
                            request,
                            alone(Range.Kind.TIP_ONLY, head, baseline),
                            List.of(new Link(head, List.of(), List.of())),
                            rules,
                            found)
                    : uncovered(alone(Range.Kind.NO_BASELINE, head, baseline));
        }
        if (baseline.get().equals(head)) {
            return uncovered(alone(Range.Kind.IDENTICAL, head, baseline));
        }
        Reading<Comparison> comparison = source.compare(request.repository(), baseline.get(), head);
        if (!comparison.isPresent()) {
            return new ChangeTrace(Reading.missing(comparison.why()), List.of(), List.of());
        }
        return trace(request, baseline.get(), comparison.get(), rules, found);
    }

    private ChangeTrace trace(
            DeploymentRequest request,
            CommitId base,
            Comparison comparison,
            TraceRules rules,
            Consumer<List<PullRequest>> found) {
        Range.Kind kind = Range.Kind.valueOf(comparison.status().name());
        var range = new Range(
                kind,
                Optional.of(base),
                request.commit(),
                kind == Range.Kind.DIVERGED ? Optional.of(comparison.mergeBase()) : Optional.empty(),
                comparison.files());
        if (kind == Range.Kind.BEHIND || kind == Range.Kind.IDENTICAL) {
            return uncovered(range);
        }
        boolean whole =
                comparison.commits().stream().anyMatch(link -> link.sha().equals(request.commit()));
        if (!whole) {
            return new ChangeTrace(
                    Reading.missing(
                            ReasonCode.RANGE_INCOMPLETE,
                            "the comparison of " + base.brief() + " with "
                                    + request.commit().brief() + " does not hold the deployed commit"),
                    List.of(),
                    List.of());
        }
        return cover(request, range, comparison.commits(), rules, found);
    }

    private ChangeTrace cover(
            DeploymentRequest request,
            Range range,
            List<Link> links,
            TraceRules rules,
            Consumer<List<PullRequest>> found) {
        return new Coverage(source, executor, request, rules, found).of(range, links);
    }

    private static Range alone(Range.Kind kind, CommitId head, Optional<CommitId> base) {
        Reading<List<String>> files = kind == Range.Kind.TIP_ONLY
                ? Reading.missing(ReasonCode.RANGE_INCOMPLETE, "the files of a commit judged alone are not read")
                : Reading.of(List.of());
        return new Range(kind, base, head, Optional.empty(), files);
    }

    private static ChangeTrace uncovered(Range range) {
        return new ChangeTrace(Reading.of(range), List.of(), List.of());
    }
}
