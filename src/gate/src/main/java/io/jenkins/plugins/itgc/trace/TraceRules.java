package io.jenkins.plugins.itgc.trace;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * What the trace must know of the policy.
 *
 * @param baseFits whether a pull request was merged into a branch that counts
 * @param tipOnly whether a deployment without a baseline is judged by the deployed commit alone
 * @param indexLag how long an empty answer about a commit's pull requests is asked again before it is believed: the server's
 *     index follows a merge by seconds to minutes
 */
public record TraceRules(Predicate<PullRequest> baseFits, boolean tipOnly, Duration indexLag) {}
