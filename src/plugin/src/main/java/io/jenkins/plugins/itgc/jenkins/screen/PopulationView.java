package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.population.Discrepancy;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.LedgerEvidence;
import io.jenkins.plugins.itgc.population.Population;
import io.jenkins.plugins.itgc.population.Stratum;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A frozen population. */
public final class PopulationView {
    private static final int SHOWN = 50;

    private final FrozenPopulation frozen;
    private final Population population;

    PopulationView(FrozenPopulation frozen) {
        this.frozen = frozen;
        this.population = frozen.population();
    }

    public long getCount() {
        return population.count();
    }

    public String getFrozenAt() {
        return Shown.minute(population.frozenAt());
    }

    public @Nullable String getFirst() {
        return population.firstId().map(PlainText::harmless).orElse(null);
    }

    public @Nullable String getLast() {
        return population.lastId().map(PlainText::harmless).orElse(null);
    }

    public String getIdsHash() {
        return population.idsHash();
    }

    public String getDigest() {
        return frozen.digest();
    }

    /** Each stratum's name and size. */
    public Map<String, Long> getStrata() {
        var strata = new LinkedHashMap<String, Long>();
        Arrays.stream(Stratum.values())
                .forEach(stratum ->
                        strata.put(stratum.text(), population.strata().of(stratum)));
        return strata;
    }

    public long getExcluded() {
        return population.excluded();
    }

    /** How many were left out, by reason. */
    public Map<String, Long> getExclusions() {
        return population.exclusions();
    }

    /** How many discrepancies there are, by kind. */
    public Map<String, Long> getDiscrepancyCounts() {
        return population.discrepancies();
    }

    /** The first of them, each in a line. */
    public List<String> getDiscrepancies() throws IOException {
        if (population.discrepancies().isEmpty()) {
            return List.of();
        }
        try (var all = frozen.discrepancies()) {
            return all.limit(SHOWN).map(PopulationView::line).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** How many of them are not shown. */
    public long getMore() {
        long all = population.discrepancies().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return Math.max(0, all - SHOWN);
    }

    private static String line(Discrepancy discrepancy) {
        String entry = discrepancy.entry().isPresent()
                ? Messages.PopulationView_entry(
                        Long.toString(discrepancy.entry().getAsLong()))
                : "";
        return PlainText.harmless(
                discrepancy.kind().text() + ": " + discrepancy.id() + entry + ": " + discrepancy.detail());
    }

    public boolean isComplete() {
        return population.complete();
    }

    public Tone getTone() {
        return population.complete() ? Tone.GOOD : Tone.BAD;
    }

    public boolean isIntact() {
        return population.ledger().intact();
    }

    public Tone getLedgerTone() {
        return isIntact() ? Tone.GOOD : Tone.BAD;
    }

    /** How much of the ledger was read again, and against which checkpoint. */
    public String getLedger() {
        LedgerEvidence ledger = population.ledger();
        return ledger.scope() == LedgerEvidence.Scope.LEDGER
                ? Messages.PopulationView_whole(Long.toString(ledger.checkpointSize()))
                : Messages.PopulationView_period(
                        Long.toString(ledger.firstEntry()),
                        Long.toString(ledger.endEntry()),
                        Long.toString(ledger.checkpointSize()));
    }

    /** The root that was signed. */
    public String getRoot() {
        return population.ledger().checkpointRoot();
    }

    public List<String> getFindings() {
        return population.ledger().findings().stream().map(PlainText::harmless).toList();
    }

    /** The comparison with the deploying system's list. */
    public @Nullable String getSource() {
        return population
                .source()
                .map(source ->
                        Messages.PopulationView_source(source.listed(), source.notInLedger(), source.notInSource()))
                .orElse(null);
    }
}
