package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.controls.Involvement.Part;
import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.identity.IdentityMap;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.trace.ChangeTrace;
import io.jenkins.plugins.itgc.trace.ChangeTrace.TracedPullRequest;
import io.jenkins.plugins.itgc.trace.Range;
import io.jenkins.plugins.itgc.trace.TracedCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who took part in all that a deployment brings, and who deploys it.
 *
 * @param known those who are known
 * @param unknown who could not be read, in words; empty where everybody is known
 */
public record Participants(List<Part> known, List<String> unknown) {
    public Participants {
        known = List.copyOf(known);
        unknown = List.copyOf(unknown);
    }

    /** Those whom the evidence of a decision names, and what it lacks. */
    public static Participants of(Evidence evidence, IdentityMap identities) {
        ChangeTrace trace = evidence.trace();
        Involvement involvement = Involvement.ofAll(evidence, identities);
        involvement.add(trace.commits());
        var unknown = new ArrayList<String>();
        untraced(trace.range()).ifPresent(unknown::add);
        unsigned(trace).ifPresent(unknown::add);
        unknown.addAll(involvement.unread());
        return new Participants(involvement.parts(), unknown);
    }

    private static Optional<String> untraced(Reading<Range> range) {
        if (!range.isPresent()) {
            return Optional.of(
                    "who made the change is not known: " + range.why().detail());
        }
        return range.get().kind() == Range.Kind.NO_BASELINE
                ? Optional.of("who made the change is not known: there is no baseline to tell what is deployed")
                : Optional.empty();
    }

    /** Commits that neither say who made them nor come by a pull request that does. */
    private static Optional<String> unsigned(ChangeTrace trace) {
        Set<Integer> telling = trace.pullRequests().stream()
                .filter(traced -> traced.commits().isPresent())
                .map(TracedPullRequest::pullRequest)
                .map(pullRequest -> pullRequest.number())
                .collect(Collectors.toSet());
        String silent = trace.commits().stream()
                .filter(commit -> commit.people().isEmpty())
                .filter(commit -> commit.pullRequests().stream().noneMatch(telling::contains))
                .map(TracedCommit::sha)
                .map(sha -> sha.brief())
                .collect(Collectors.joining(", "));
        return silent.isEmpty() ? Optional.empty() : Optional.of("who made " + silent + " was not read");
    }
}
