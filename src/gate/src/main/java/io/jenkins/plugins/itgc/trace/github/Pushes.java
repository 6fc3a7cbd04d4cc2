package io.jenkins.plugins.itgc.trace.github;

import io.jenkins.plugins.itgc.http.JsonAnswer;
import io.jenkins.plugins.itgc.http.Percent;
import io.jenkins.plugins.itgc.reason.Gap;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.request.RepositoryName;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.PullRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who pushed the final revision of pull requests, from the activity of the repositories that they come from. Commits do not say
 * it: their author and committer are whatever was typed.
 *
 * @see <a href="https://docs.github.com/en/rest/repos/repos#list-repository-activities">GitHub REST: repository activities</a>
 */
final class Pushes {
    /** The activity of a busy repository is endless; what lies further back than this is not found. */
    private static final int MOST_PAGES = 10;

    private final Rest rest;

    Pushes(Rest rest) {
        this.rest = rest;
    }

    /** Something that happened to a branch. */
    private record Activity(String type, String ref, String after, Instant at, Optional<Account> actor) {
        static Activity of(Fields fields) throws UnreadableAnswer {
            return new Activity(
                    fields.text("activity_type"),
                    fields.text("ref"),
                    fields.text("after"),
                    fields.time("timestamp"),
                    fields.nullableAccount("actor"));
        }

        /**
         * Whether it put the final revision on the pull request's branch: a push, the making of the branch, or the merge of
         * another pull request into it. What happened after the merge, the restoring of the branch for example, did not.
         */
        boolean brought(PullRequest pullRequest) {
            return !type.equals("branch_deletion")
                    && ref.equals("refs/heads/" + pullRequest.headRef())
                    && after.equalsIgnoreCase(pullRequest.head().hex())
                    && !pullRequest.mergedAt().filter(at::isAfter).isPresent();
        }
    }

    Reading<Map<Integer, Account>> lastPushers(Collection<PullRequest> pullRequests) {
        var byRepository =
                new TreeMap<RepositoryName, List<PullRequest>>(Comparator.comparing(RepositoryName::toString));
        for (PullRequest pullRequest : pullRequests) {
            pullRequest.headRepository().ifPresent(name -> byRepository
                    .computeIfAbsent(name, any -> new ArrayList<>())
                    .add(pullRequest));
        }
        var pushers = new HashMap<Integer, Account>();
        for (var entry : byRepository.entrySet()) {
            Optional<Gap> gap = find(entry.getKey(), entry.getValue(), pushers);
            if (gap.isPresent()) {
                return Reading.missing(gap.get());
            }
        }
        return Reading.of(Map.copyOf(pushers));
    }

    /** Reads back in time until every pull request's push was met. */
    private Optional<Gap> find(RepositoryName repository, List<PullRequest> wanted, Map<Integer, Account> pushers) {
        var missing = new ArrayList<>(wanted);
        String branch = wanted.size() == 1
                ? "&ref=" + Percent.encode("refs/heads/" + wanted.get(0).headRef())
                : "";
        Reading<JsonAnswer> page = rest.get(Rest.path(repository, "/activity?per_page=" + Rest.PER_PAGE + branch));
        for (int pages = 1; ; pages++) {
            if (!page.isPresent()) {
                return isHidden(page.why()) ? Optional.empty() : Optional.of(page.why());
            }
            try {
                for (Fields fields : Fields.listOf(page.get().body(), "")) {
                    var activity = Activity.of(fields);
                    missing.removeIf(pullRequest -> isSettled(pullRequest, activity, pushers));
                }
            } catch (UnreadableAnswer e) {
                return Optional.of(Rest.unreadable(page.get(), e).why());
            }
            if (missing.isEmpty() || pages == MOST_PAGES || page.get().next().isEmpty()) {
                return Optional.empty();
            }
            page = rest.get(page.get().next().get());
        }
    }

    /** Where the newest push was made by an account that is gone, an older one does not stand in for it. */
    private static boolean isSettled(PullRequest pullRequest, Activity activity, Map<Integer, Account> pushers) {
        boolean brought = activity.brought(pullRequest);
        if (brought) {
            activity.actor().ifPresent(account -> pushers.put(pullRequest.number(), account));
        }
        return brought;
    }

    /** A fork that the token may not look into hides its own pushes only. */
    private static boolean isHidden(Gap gap) {
        return gap.code() == ReasonCode.NOT_FOUND || gap.code() == ReasonCode.NOT_PERMITTED;
    }
}
