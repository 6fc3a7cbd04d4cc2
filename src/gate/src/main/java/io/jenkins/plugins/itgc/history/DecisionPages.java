package io.jenkins.plugins.itgc.history;

import io.jenkins.plugins.itgc.ledger.Entry;
import io.jenkins.plugins.itgc.ledger.Ledger;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the decisions of a ledger page by page, newest first. What a page costs depends on how far it looks, not on how long
 * the ledger is: what it does not find within its bound, the next page may.
 *
 * <p>What followed a decision is known of the newest {@value DeploymentHistory#REMEMBERED_DECISIONS} decisions, and of older
 * ones where it stands at most {@value #AFTERMATH} entries after the page's newest entry.
 */
public final class DecisionPages {
    /** Entries after an old page that are looked at for what followed its decisions. */
    public static final int AFTERMATH = 500;

    private static final int BLOCK = 128;

    private final DeploymentLedger deployments;
    private final Ledger ledger;
    private final int bound;

    /**
     * @param bound how many entries one page looks at, at most
     */
    public DecisionPages(DeploymentLedger deployments, int bound) {
        this.deployments = deployments;
        this.ledger = deployments.ledger();
        this.bound = bound;
    }

    /**
     * A page of decisions.
     *
     * @param before only entries before this one; absent for the newest
     * @param size how many decisions at most
     */
    public DecisionPage page(DecisionFilter filter, OptionalLong before, int size) throws IOException {
        long end = end(filter, before);
        var aftermath = new Aftermath(deployments);
        boolean lookedAfter = false;
        var found = new ArrayList<DecisionSummary>();
        long looked = 0;
        for (long upper = end; upper > 0; upper -= BLOCK) {
            long lower = Math.max(0, upper - BLOCK);
            for (Entry entry : backwards(lower, upper)) {
                if (filter.from().filter(entry.time()::isBefore).isPresent()) {
                    return page(found, OptionalLong.empty(), Optional.empty());
                }
                if (!lookedAfter && isForgotten(entry)) {
                    lookedAfter = true;
                    lookAfter(end, aftermath);
                }
                look(entry, filter, aftermath, found);
                looked++;
                boolean full = found.size() == size;
                if (full || looked == bound) {
                    boolean more = entry.index() > 0;
                    return page(
                            found,
                            more ? OptionalLong.of(entry.index()) : OptionalLong.empty(),
                            more && !full ? Optional.of(entry.time()) : Optional.empty());
                }
            }
        }
        return page(found, OptionalLong.empty(), Optional.empty());
    }

    /** Whether what followed a decision has to be looked for. */
    private boolean isForgotten(Entry entry) {
        return entry.kind().equals(EntryKind.DECISION.text())
                && deployments.history().trail(entry.index()).isEmpty();
    }

    private void lookAfter(long end, Aftermath aftermath) throws IOException {
        try (var later = ledger.entries(end)) {
            later.limit(AFTERMATH).forEach(aftermath::note);
        }
    }

    private static void look(Entry entry, DecisionFilter filter, Aftermath aftermath, List<DecisionSummary> found)
            throws IOException {
        if (!entry.kind().equals(EntryKind.DECISION.text())) {
            aftermath.note(entry);
            return;
        }
        DecisionSummary decision = DecisionSummary.of(entry, aftermath.overridden(entry.index()));
        if (filter.fits(decision)) {
            found.add(decision.with(aftermath.outcome(entry.index())));
        }
    }

    private static DecisionPage page(List<DecisionSummary> found, OptionalLong older, Optional<Instant> lookedBackTo) {
        return new DecisionPage(found, older, lookedBackTo);
    }

    private long end(DecisionFilter filter, OptionalLong before) throws IOException {
        long end = Math.max(0, Math.min(before.orElse(Long.MAX_VALUE), ledger.size()));
        return filter.to().isPresent() ? firstNotBefore(filter.to().get(), end) : end;
    }

    /** Times never go back in a ledger. */
    private long firstNotBefore(Instant time, long size) throws IOException {
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = low + high >>> 1;
            if (ledger.entry(middle).orElseThrow().time().isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private List<Entry> backwards(long from, long to) throws IOException {
        try (var block = ledger.entries(from)) {
            var newestFirst = new ArrayList<>(block.limit(to - from).toList());
            Collections.reverse(newestFirst);
            return newestFirst;
        }
    }

    /**
     * What was recorded about a decision after it: as {@link DeploymentLedger#about} says, and of an older decision what is
     * found within the bound after it.
     *
     * @throws HistoryException where the short form says what the ledger does not
     */
    public AuditTrail about(long decision) throws IOException {
        Optional<AuditTrail> known = deployments.about(decision);
        if (known.isPresent()) {
            return known.get();
        }
        var aftermath = new Aftermath(deployments);
        try (var later = ledger.entries(decision + 1)) {
            later.limit(bound).forEach(aftermath::note);
        }
        return deployments.read(aftermath.trail(decision));
    }
}
