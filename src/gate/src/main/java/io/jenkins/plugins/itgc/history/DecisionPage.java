package io.jenkins.plugins.itgc.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Some decisions of a ledger, newest first.
 *
 * @param older where the next page starts: it holds decisions of entries before this one; absent where there are none
 * @param lookedBackTo the time of the oldest entry that was looked at, where looking stopped before the page was full and
 *     before all was looked at
 */
public record DecisionPage(List<DecisionSummary> decisions, OptionalLong older, Optional<Instant> lookedBackTo) {
    public DecisionPage {
        decisions = List.copyOf(decisions);
    }
}
