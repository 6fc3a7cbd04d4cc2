package io.jenkins.plugins.itgc.evidence;

import io.jenkins.plugins.itgc.policy.Settings;
import io.jenkins.plugins.itgc.policy.Settings.Role;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.Permission;
import io.jenkins.plugins.itgc.trace.PullRequest;
import io.jenkins.plugins.itgc.trace.PullRequestHistory;
import io.jenkins.plugins.itgc.trace.Review;
import io.jenkins.plugins.itgc.trace.SourceControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Reads what approved the pull requests of one decision, from the moment on that each is known. */
final class ReviewReading {
    private final SourceControl source;
    private final boolean asksForPushers;
    private final Executor executor;
    private final List<Lot> lots = new ArrayList<>();
    private final Map<String, CompletableFuture<Reading<Permission>>> permissions = new ConcurrentHashMap<>();

    /** Pull requests that became known together. */
    private record Lot(
            List<PullRequest> pullRequests,
            Map<Integer, CompletableFuture<Reading<List<Review>>>> reviews,
            CompletableFuture<Reading<Map<Integer, PullRequestHistory>>> histories,
            CompletableFuture<Reading<Map<Integer, Account>>> pushers) {}

    ReviewReading(SourceControl source, Settings settings, Executor executor) {
        this.source = source;
        this.asksForPushers = settings.separationOfDuties().approverIsNot().contains(Role.PUSHER);
        this.executor = executor;
    }

    /** Starts to read about pull requests of one repository. */
    void start(List<PullRequest> found) {
        Map<Integer, CompletableFuture<Reading<List<Review>>>> reviews = new TreeMap<>();
        for (PullRequest pullRequest : found) {
            reviews.put(
                    pullRequest.number(),
                    CompletableFuture.supplyAsync(() -> source.reviews(pullRequest), executor)
                            .whenComplete((reading, failure) -> {
                                if (failure == null) {
                                    askPermissions(pullRequest, reading);
                                }
                            }));
        }
        List<Integer> numbers = found.stream().map(PullRequest::number).toList();
        lots.add(new Lot(
                List.copyOf(found),
                reviews,
                CompletableFuture.supplyAsync(
                        () -> source.histories(found.get(0).baseRepository(), numbers), executor),
                asksForPushers
                        ? CompletableFuture.supplyAsync(() -> source.lastPushers(found), executor)
                        : CompletableFuture.completedFuture(Reading.of(Map.of()))));
    }

    private void askPermissions(PullRequest pullRequest, Reading<List<Review>> reviews) {
        for (Account reviewer : opinionated(reviews)) {
            permissions.computeIfAbsent(
                    reviewer.login().toLowerCase(Locale.ROOT),
                    login -> CompletableFuture.supplyAsync(
                            () -> source.permission(pullRequest.baseRepository(), reviewer), executor));
        }
    }

    /** Waits for all that was started. */
    List<PullRequestEvidence> finish() {
        Map<Integer, PullRequestEvidence> gathered = new TreeMap<>();
        for (Lot lot : lots) {
            for (PullRequest pullRequest : lot.pullRequests()) {
                gathered.put(pullRequest.number(), gathered(pullRequest, lot));
            }
        }
        return List.copyOf(gathered.values());
    }

    private PullRequestEvidence gathered(PullRequest pullRequest, Lot lot) {
        int number = pullRequest.number();
        Reading<List<Review>> reviews = lot.reviews().get(number).join();
        Map<String, Reading<Permission>> ofReviewers = new TreeMap<>();
        for (Account reviewer : opinionated(reviews)) {
            ofReviewers.put(
                    reviewer.login(),
                    permissions.get(reviewer.login().toLowerCase(Locale.ROOT)).join());
        }
        return new PullRequestEvidence(
                number,
                reviews,
                ofReviewers,
                one(
                        lot.histories().join(),
                        number,
                        ReasonCode.ANSWER_INCOMPLETE,
                        "the history of " + pullRequest.label()),
                one(
                        lot.pushers().join(),
                        number,
                        ReasonCode.PUSHER_UNKNOWN,
                        "who pushed " + pullRequest.head().brief() + ", the head of " + pullRequest.label() + ","));
    }

    private static <T> Reading<T> one(Reading<Map<Integer, T>> all, int number, ReasonCode absent, String what) {
        if (!all.isPresent()) {
            return Reading.missing(all.why());
        }
        T found = all.get().get(number);
        return found == null ? Reading.missing(absent, what + " could not be read") : Reading.of(found);
    }

    private static List<Account> opinionated(Reading<List<Review>> reviews) {
        return reviews.toOptional().orElse(List.of()).stream()
                .filter(review -> review.state().isOpinion())
                .flatMap(review -> review.user().stream())
                .distinct()
                .toList();
    }
}
