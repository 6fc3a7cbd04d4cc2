package io.jenkins.plugins.itgc.controls;

import io.jenkins.plugins.itgc.evidence.Evidence;
import io.jenkins.plugins.itgc.evidence.PullRequestEvidence;
import io.jenkins.plugins.itgc.identity.IdentityMap;
import io.jenkins.plugins.itgc.policy.EffectivePolicy;
import io.jenkins.plugins.itgc.policy.Settings;
import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.reason.Reason;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.Permission;
import io.jenkins.plugins.itgc.trace.PullRequest;
import io.jenkins.plugins.itgc.trace.PullRequestHistory;
import io.jenkins.plugins.itgc.trace.Review;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The approvals of one pull request, by the reviews that stand: of each reviewer the latest opinion.
 *
 * @param approvals those given, whether they count or not
 * @param reasons what is to say beside them: standing requests for changes, dismissed approvals, gaps
 * @param outcome whether the pull request is approved
 */
record PullRequestApprovals(List<Approval> approvals, List<Reason> reasons, Outcome outcome) {

    static PullRequestApprovals of(PullRequest pullRequest, Evidence evidence, EffectivePolicy policy) {
        return evidence.pullRequests().stream()
                .filter(candidate -> candidate.number() == pullRequest.number())
                .findFirst()
                .map(gathered -> new Judge(pullRequest, gathered, evidence, policy).judge())
                .orElseGet(() -> unread(new Reason(
                        ReasonCode.ANSWER_INCOMPLETE, pullRequest.label(), "its reviews were not gathered")));
    }

    private static PullRequestApprovals unread(Reason reason) {
        return new PullRequestApprovals(List.of(), List.of(reason), Outcome.NOT_DETERMINABLE);
    }

    /** All that does not speak for the pull request. */
    List<Reason> against() {
        var all = new ArrayList<>(reasons);
        approvals.forEach(approval -> all.addAll(approval.against()));
        return all;
    }

    private record Judge(
            PullRequest pullRequest, PullRequestEvidence gathered, Evidence evidence, EffectivePolicy policy) {

        PullRequestApprovals judge() {
            if (!gathered.reviews().isPresent()) {
                return unread(gathered.reviews().why().about(pullRequest.label()));
            }
            var approvals = new ArrayList<Approval>();
            var reasons = new ArrayList<Reason>();
            for (Review review : standing(gathered.reviews().get())) {
                switch (review.state()) {
                    case APPROVED ->
                        review.user()
                                .ifPresentOrElse(
                                        user -> approvals.add(approval(review, user)),
                                        () -> reasons.add(reason(
                                                ReasonCode.APPROVAL_BY_DELETED_ACCOUNT,
                                                "an approval is of an account that no longer exists")));
                    case CHANGES_REQUESTED -> reasons.addAll(changesRequested(review));
                    case DISMISSED ->
                        reasons.add(reason(ReasonCode.APPROVAL_DISMISSED, name(review) + "'s review was dismissed"));
                    default -> {}
                }
            }
            return conclude(approvals, reasons);
        }

        /** Of each reviewer the latest opinion; comments and pending reviews never replace one. */
        private static Collection<Review> standing(List<Review> reviews) {
            Map<String, Review> latest = new LinkedHashMap<>();
            for (Review review : reviews) {
                if (review.state().isOpinion()) {
                    String who = review.user().map(Account::login).orElse("deleted account, review " + review.id());
                    latest.put(who.toLowerCase(Locale.ROOT), review);
                }
            }
            return latest.values();
        }

        private PullRequestApprovals conclude(List<Approval> approvals, List<Reason> reasons) {
            int wanted = policy.settings().approvedChange().minimumApprovals();
            long counting = people(approvals.stream().filter(Approval::counts).toList());
            long possible = people(approvals.stream().filter(Approval::mayCount).toList());
            boolean objected = reasons.stream().anyMatch(reason -> reason.code() == ReasonCode.CHANGES_REQUESTED);
            if (counting >= wanted && !objected) {
                return new PullRequestApprovals(approvals, reasons, Outcome.PASS);
            }
            if (approvals.isEmpty()) {
                reasons.add(reason(ReasonCode.APPROVAL_NONE, "nobody's approval stands"));
            } else if (counting > 0 && counting < wanted) {
                reasons.add(reason(ReasonCode.APPROVALS_TOO_FEW, counting + " of " + wanted + " approvals count"));
            }
            Outcome outcome = possible >= wanted && !objected ? Outcome.NOT_DETERMINABLE : Outcome.FAIL;
            return new PullRequestApprovals(approvals, reasons, outcome);
        }

        /** How many humans: two accounts of one person count once. */
        private long people(List<Approval> approvals) {
            var distinct = new ArrayList<Approval>();
            for (Approval approval : approvals) {
                boolean known = distinct.stream()
                        .anyMatch(other ->
                                policy.identities().compare(approval.by(), other.by()) == IdentityMap.Match.SAME);
                if (!known) {
                    distinct.add(approval);
                }
            }
            return distinct.size();
        }

        private List<Reason> changesRequested(Review review) {
            Optional<Reading<Permission>> permission = review.user()
                    .flatMap(user -> Optional.ofNullable(gathered.permissions().get(user.login())));
            boolean harmless = permission
                    .flatMap(Reading::toOptional)
                    .filter(known -> !known.mayWrite())
                    .isPresent();
            return harmless
                    ? List.of()
                    : List.of(reason(
                            ReasonCode.CHANGES_REQUESTED,
                            name(review) + "'s request for changes"
                                    + review.submittedAt()
                                            .map(at -> " of " + Times.minute(at))
                                            .orElse("") + " stands"));
        }

        private Approval approval(Review review, Account user) {
            var against = new ArrayList<Reason>();
            if (user.bot()) {
                against.add(reason(ReasonCode.APPROVAL_BY_BOT, user.login() + " is a bot"));
            }
            Reading<Permission> permission = permission(user);
            againstPermission(user, permission).ifPresent(against::add);
            againstRevision(review, user).ifPresent(against::add);
            againstTime(review, user).ifPresent(against::add);
            againstBase(review, user).ifPresent(against::add);
            Set<Settings.Role> roles = policy.settings().separationOfDuties().approverIsNot();
            against.addAll(new Involvement(evidence, List.of(pullRequest.number()), policy.identities())
                    .against(user.identity(), roles, pullRequest.label(), ReasonCode.APPROVAL_SELF));
            String seen = pullRequest.label() + ": approved by " + user.login()
                    + permission
                            .toOptional()
                            .map(known -> " (" + known.name() + ")")
                            .orElse("")
                    + review.submittedAt().map(at -> ", " + Times.minute(at)).orElse("");
            return new Approval(user.identity(), seen, against);
        }

        private Reading<Permission> permission(Account user) {
            Reading<Permission> known = gathered.permissions().get(user.login());
            return known == null
                    ? Reading.missing(ReasonCode.ANSWER_INCOMPLETE, user.login() + "'s permission was not read")
                    : known;
        }

        private Optional<Reason> againstPermission(Account user, Reading<Permission> permission) {
            if (!permission.isPresent()) {
                return Optional.of(permission.why().about(pullRequest.label()));
            }
            return permission.get().mayWrite()
                    ? Optional.empty()
                    : Optional.of(reason(
                            ReasonCode.APPROVAL_WITHOUT_PERMISSION,
                            user.login() + " has the permission \""
                                    + permission.get().name() + "\", not write"));
        }

        private Optional<Reason> againstRevision(Review review, Account user) {
            boolean isFinal = review.commit().filter(pullRequest.head()::equals).isPresent();
            if (isFinal || policy.settings().approvedChange().staleApprovals()) {
                return Optional.empty();
            }
            String revision =
                    review.commit().map(commit -> commit.brief()).orElse("a revision that is no longer known");
            return Optional.of(reason(
                    ReasonCode.APPROVAL_STALE,
                    user.login() + "'s approval is of " + revision + ", the merged head is "
                            + pullRequest.head().brief()));
        }

        private Optional<Reason> againstTime(Review review, Account user) {
            if (review.submittedAt().isEmpty()) {
                return Optional.of(reason(ReasonCode.ANSWER_INCOMPLETE, user.login() + "'s approval has no time"));
            }
            Instant given = review.submittedAt().get();
            Instant merged = pullRequest.mergedAt().orElse(evidence.at());
            return given.isAfter(merged) || given.isAfter(evidence.at())
                    ? Optional.of(reason(
                            ReasonCode.APPROVAL_AFTER_MERGE,
                            user.login() + " approved after the fact, " + Times.minute(given) + ", merged "
                                    + Times.minute(merged)))
                    : Optional.empty();
        }

        private Optional<Reason> againstBase(Review review, Account user) {
            Reading<PullRequestHistory> history = gathered.history();
            if (!history.isPresent()) {
                return Optional.of(history.why().about(pullRequest.label()));
            }
            Optional<Instant> changed = history.get().lastBaseChange();
            boolean late = changed.isPresent()
                    && review.submittedAt()
                            .filter(at -> at.isAfter(changed.get()))
                            .isEmpty();
            return late
                    ? Optional.of(reason(
                            ReasonCode.APPROVAL_BEFORE_BASE_CHANGE,
                            "the base was changed " + Times.minute(changed.get()) + ", after " + user.login()
                                    + "'s approval"))
                    : Optional.empty();
        }

        private static String name(Review review) {
            return review.user().map(Account::login).orElse("a deleted account");
        }

        private Reason reason(ReasonCode code, String detail) {
            return new Reason(code, pullRequest.label(), detail);
        }
    }
}
