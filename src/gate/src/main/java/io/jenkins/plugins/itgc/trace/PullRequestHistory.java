package io.jenkins.plugins.itgc.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened to a pull request beside its reviews.
 *
 * @param lastBaseChange when its base branch was changed last
 * @param mergedBy who merged it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PullRequestHistory(Optional<Instant> lastBaseChange, Optional<Account> mergedBy) {}
