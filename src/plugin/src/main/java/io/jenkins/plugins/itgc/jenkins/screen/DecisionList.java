package io.jenkins.plugins.itgc.jenkins.screen;

import hudson.model.ModelObject;
import io.jenkins.plugins.itgc.history.DecisionPage;
import io.jenkins.plugins.itgc.history.DecisionPages;
import io.jenkins.plugins.itgc.jenkins.ledger.ControllerLedger;
import io.jenkins.plugins.itgc.reason.ReasonCode;
import io.jenkins.plugins.itgc.reason.ReasonCode.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A page of decisions that somebody asked for. */
@ExportedBean(defaultVisibility = 999)
public final class DecisionList implements ModelObject {
    /** How many entries are looked at for one page: what is read in well under a second. */
    public static final int BOUND = 2_000;

    private final DecisionQuery query;
    private @Nullable DecisionPage page;
    private @Nullable String error;

    public DecisionList(DecisionQuery query) {
        this.query = query;
    }

    @Override
    public String getDisplayName() {
        return Messages.DecisionList_title();
    }

    public DecisionQuery getQuery() {
        return query;
    }

    /** What cannot be read in the query. */
    @Exported
    public @Nullable String getError() {
        page();
        return error;
    }

    @Exported
    public List<DecisionRow> getDecisions() {
        return page().decisions().stream().map(DecisionRow::new).toList();
    }

    /** What {@code before} is for the next page. */
    @Exported
    public @Nullable Long getOlder() {
        OptionalLong older = page().older();
        return older.isPresent() ? older.getAsLong() : null;
    }

    /** Until when was looked, where looking stopped before the page was full. */
    @Exported
    public @Nullable String getLookedBackTo() {
        return page().lookedBackTo().map(Instant::toString).orElse(null);
    }

    public @Nullable String getShownLookedBackTo() {
        return page().lookedBackTo().map(Shown::minute).orElse(null);
    }

    /** The address of the next page, relative to this one. */
    public @Nullable String getOlderUrl() {
        Long older = getOlder();
        return older == null ? null : query.before(older);
    }

    public String getNewestUrl() {
        return query.newest();
    }

    public boolean isNewest() {
        return query.value("before").isEmpty();
    }

    public List<String> getOutcomes() {
        return DecisionQuery.outcomes();
    }

    public String label(String outcome) {
        return DecisionQuery.label(outcome);
    }

    /** The reasons that can block. */
    public List<String> getReasonCodes() {
        return Arrays.stream(ReasonCode.values())
                .filter(code -> code.kind() != Kind.NOTE)
                .map(ReasonCode::name)
                .sorted()
                .toList();
    }

    private DecisionPage page() {
        DecisionPage read = page;
        if (read == null) {
            read = read();
            page = read;
        }
        return read;
    }

    private DecisionPage read() {
        try {
            return new DecisionPages(ControllerLedger.get().open(), BOUND)
                    .page(query.filter(), query.before(), query.size());
        } catch (IllegalArgumentException e) {
            error = e.getMessage();
            return new DecisionPage(List.of(), OptionalLong.empty(), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
