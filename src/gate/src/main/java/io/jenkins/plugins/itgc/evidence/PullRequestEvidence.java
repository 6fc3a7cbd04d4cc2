package io.jenkins.plugins.itgc.evidence;

import io.jenkins.plugins.itgc.reason.Reading;
import io.jenkins.plugins.itgc.trace.Account;
import io.jenkins.plugins.itgc.trace.Permission;
import io.jenkins.plugins.itgc.trace.PullRequestHistory;
import io.jenkins.plugins.itgc.trace.Review;
import java.util.List;
import java.util.Map;

/**
 * What approved one pull request of the range.
 *
 * @param number the pull request
 * @param reviews its reviews, oldest first
 * @param permissions what each reviewer with an opinion may do in the repository, by login, read when the decision was asked
 *     for
 * @param history what else happened to it
 * @param lastPusher who pushed the final revision
 */
public record PullRequestEvidence(
        int number,
        Reading<List<Review>> reviews,
        Map<String, Reading<Permission>> permissions,
        Reading<PullRequestHistory> history,
        Reading<Account> lastPusher) {}
