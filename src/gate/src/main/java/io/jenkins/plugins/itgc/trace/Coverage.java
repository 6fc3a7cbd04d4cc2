package io.jenkins.plugins.itgc.trace;

import io.jenkins.plugins.itgc.identity.Identity;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.CommitId;
import io.jenkins.plugins.itgc.request.DeploymentRequest;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.ChangeTrace.TracedPullRequest;
import io.jenkins.plugins.itgc.trace.Comparison.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which merged pull request brought each commit of one range.
 *
 * <p>The commits on the first-parent line are asked for one by one; what a merge brought in from its other parent is covered
 * by the commits of the merged pull request, and only what remains is asked for as well. Parents and the server's index
 * decide, never a commit's message or date, which anybody can choose.
 */
final class Coverage {
    private final SourceControl source;
    private final Executor executor;
    private final DeploymentRequest request;
    private final TraceRules rules;
    private final Consumer<List<PullRequest>> found;
    private final Map<Integer, PullRequest> pullRequests = new TreeMap<>();
    private final Map<Integer, CompletableFuture<Reading<List<ChangeCommit>>>> changes = new HashMap<>();
    private final PatientIndex index;
    private @Nullable Reading<RepositoryName> presentName;

    Coverage(
            SourceControl source,
            Executor executor,
            DeploymentRequest request,
            TraceRules rules,
            Consumer<List<PullRequest>> found) {
        this.source = source;
        this.executor = executor;
        this.request = request;
        this.rules = rules;
        this.found = found;
        this.index = new PatientIndex(source, request.repository(), rules.indexLag(), executor);
    }

    ChangeTrace of(Range range, List<Link> links) {
        Map<CommitId, Link> all = links.stream().collect(Collectors.toMap(Link::sha, Function.identity(), (a, b) -> a));
        Map<CommitId, Reading<List<PullRequest>>> answers = new HashMap<>(ask(firstParents(range.head(), all)));
        Map<CommitId, List<Integer>> brought = broughtByPullRequests();
        List<CommitId> left = links.stream()
                .map(Link::sha)
                .filter(sha -> !answers.containsKey(sha) && !brought.containsKey(sha))
                .toList();
        answers.putAll(ask(left));
        return new ChangeTrace(Reading.of(range), traced(links, answers), tracedPullRequests());
    }

    private static List<CommitId> firstParents(CommitId head, Map<CommitId, Link> all) {
        var line = new ArrayList<CommitId>();
        for (Link link = all.get(head); link != null && !line.contains(link.sha()); ) {
            line.add(link.sha());
            link = link.parents().isEmpty() ? null : all.get(link.parents().get(0));
        }
        return line;
    }

    /** Asks which pull requests belong to these commits, and starts to read the commits of those that count. */
    private Map<CommitId, Reading<List<PullRequest>>> ask(Collection<CommitId> commits) {
        Map<CommitId, Reading<List<PullRequest>>> answers = index.pullRequestsOf(commits);
        var fresh = new ArrayList<PullRequest>();
        for (Reading<List<PullRequest>> answer : answers.values()) {
            for (PullRequest candidate : answer.toOptional().orElse(List.of())) {
                if (misfit(candidate).isEmpty() && pullRequests.putIfAbsent(candidate.number(), candidate) == null) {
                    fresh.add(candidate);
                }
            }
        }
        if (!fresh.isEmpty()) {
            found.accept(List.copyOf(fresh));
        }
        for (PullRequest pullRequest : fresh) {
            changes.put(
                    pullRequest.number(), CompletableFuture.supplyAsync(() -> source.commits(pullRequest), executor));
        }
        return answers;
    }

    /** Why a pull request does not count, or nothing. */
    private List<Reason> misfit(PullRequest candidate) {
        Reading<Boolean> here = isHere(candidate.baseRepository());
        if (!here.isPresent()) {
            return List.of(here.why().about(candidate.label()));
        }
        if (!here.get() || !rules.baseFits().test(candidate)) {
            return List.of(new Reason(
                    ReasonCode.PULL_REQUEST_OTHER_BASE,
                    candidate.label(),
                    "merges into " + candidate.baseRef() + " of " + candidate.baseRepository()));
        }
        if (candidate.mergedAt().isEmpty()) {
            return List.of(new Reason(ReasonCode.PULL_REQUEST_NOT_MERGED, candidate.label(), "is not merged"));
        }
        return List.of();
    }

    /** Whether a repository is the requested one; one that was renamed answers under its present name. */
    private Reading<Boolean> isHere(RepositoryName repository) {
        if (repository.isSameAs(request.repository())) {
            return Reading.of(true);
        }
        if (presentName == null) {
            presentName = source.presentName(request.repository());
        }
        return presentName.map(repository::isSameAs);
    }

    private Map<CommitId, List<Integer>> broughtByPullRequests() {
        var brought = new HashMap<CommitId, List<Integer>>();
        for (Integer number : pullRequests.keySet()) {
            for (ChangeCommit commit : changes.get(number).join().toOptional().orElse(List.of())) {
                brought.computeIfAbsent(commit.sha(), sha -> new ArrayList<>()).add(number);
            }
        }
        return brought;
    }

    private List<TracedCommit> traced(List<Link> links, Map<CommitId, Reading<List<PullRequest>>> answers) {
        Map<CommitId, List<Integer>> brought = broughtByPullRequests();
        Map<Integer, Integer> rebased = new HashMap<>();
        var traced = new ArrayList<TracedCommit>();
        for (Link link : links) {
            Reading<List<PullRequest>> answer = answers.getOrDefault(link.sha(), Reading.of(List.of()));
            List<Integer> own = brought.getOrDefault(link.sha(), List.of());
            traced.add(
                    answer.isPresent()
                            ? traced(link, answer.get(), own, rebased)
                            : new TracedCommit(
                                    link.sha(),
                                    own,
                                    own.isEmpty()
                                            ? List.of(answer.why()
                                                    .about(link.sha().brief()))
                                            : List.of(),
                                    people(link, own)));
        }
        return traced;
    }

    private TracedCommit traced(
            Link link, List<PullRequest> candidates, List<Integer> own, Map<Integer, Integer> rebased) {
        var numbers = new ArrayList<>(own);
        var reasons = new ArrayList<Reason>();
        for (PullRequest candidate : candidates) {
            List<Reason> against = misfit(candidate);
            if (against.isEmpty() && !own.contains(candidate.number())) {
                against = strangeness(link, candidate, rebased);
            }
            if (against.isEmpty() && !numbers.contains(candidate.number())) {
                numbers.add(candidate.number());
            }
            reasons.addAll(against);
        }
        if (numbers.isEmpty() && reasons.isEmpty()) {
            reasons.add(new Reason(
                    ReasonCode.DIRECT_PUSH,
                    link.sha().brief(),
                    "no pull request brings " + link.sha().brief()));
        }
        return new TracedCommit(link.sha(), numbers, numbers.isEmpty() ? reasons : List.of(), people(link, numbers));
    }

    /** Who made a commit, unless one of the pull requests that bring it has told by its own commits. */
    private List<Identity> people(Link link, List<Integer> numbers) {
        boolean told =
                numbers.stream().anyMatch(number -> changes.get(number).join().isPresent());
        return told ? List.of() : link.people();
    }

    /**
     * Why a commit cannot be what merging this pull request left on the branch, or nothing. A merge commit must join the pull
     * request's head; a rebase leaves no merge commits, and with the last one not more commits than the pull request has.
     */
    private List<Reason> strangeness(Link link, PullRequest merged, Map<Integer, Integer> rebased) {
        boolean isMerge = link.parents().size() > 1;
        boolean isItsMerge = merged.mergeCommit().filter(link.sha()::equals).isPresent();
        if (isMerge && !(isItsMerge && link.parents().contains(merged.head()))) {
            return List.of(new Reason(
                    ReasonCode.PULL_REQUEST_MISMATCH,
                    link.sha().brief(),
                    "the merge " + link.sha().brief() + " does not join "
                            + merged.head().brief() + ", the head of " + merged.label()));
        }
        if (isMerge || isItsMerge) {
            return List.of();
        }
        int size =
                changes.get(merged.number()).join().toOptional().map(List::size).orElse(Integer.MAX_VALUE);
        if (rebased.merge(merged.number(), 1, Integer::sum) >= size) {
            return List.of(new Reason(
                    ReasonCode.PULL_REQUEST_MISMATCH,
                    link.sha().brief(),
                    merged.label() + " has " + size + " commits, and more are said to come from it"));
        }
        return List.of();
    }

    private List<TracedPullRequest> tracedPullRequests() {
        return pullRequests.values().stream()
                .map(pullRequest -> new TracedPullRequest(
                        pullRequest, changes.get(pullRequest.number()).join()))
                .toList();
    }
}
