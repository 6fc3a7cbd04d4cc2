package io.jenkins.plugins.itgc.jenkins.screen;

import io.jenkins.plugins.itgc.jenkins.controltest.TestFolder;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.PopulationException;
import io.jenkins.plugins.itgc.sample.Frequency;
import io.jenkins.plugins.itgc.sample.FrequencyTable;
import io.jenkins.plugins.itgc.sample.SampleException;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many are to be drawn, before they are: the fields, the size that they give, and what that buys. */
public final class SizeView {
    private final Typed typed;
    private List<SizeRow> rows = List.of();
    private @Nullable String error;

    SizeView(Typed typed, TestFolder folder) {
        this.typed = typed;
        var form = new SizeForm(typed);
        if (form.isGiven()) {
            try {
                Optional<FrozenPopulation> frozen = folder.frozen();
                if (frozen.isPresent()) {
                    rows = form.plan(frozen.get().population().strata());
                }
            } catch (IllegalArgumentException | SampleException | PopulationException | IOException e) {
                error = e.getMessage();
            }
        }
    }

    /** What was typed; empty for nothing. */
    public String value(String name) {
        return typed.value(name);
    }

    /** What was typed, or what is most often right: an address holds the fields of one way to say the size alone. */
    public String usual(String name, String usual) {
        return typed.given(name).orElse(usual);
    }

    public boolean isTicked(String name) {
        return typed.isTicked(name);
    }

    /** The names of the fields, which a draw sends again. */
    public List<String> getNames() {
        return SizeForm.NAMES;
    }

    public List<String> getFrequencies() {
        return Arrays.stream(Frequency.values()).map(Frequency::text).toList();
    }

    /** The name of the organisation's own table; empty where there is none. */
    public String getOwnTable() {
        return SizeForm.ownTable()
                .map(FrequencyTable::name)
                .map(PlainText::harmless)
                .orElse("");
    }

    public List<SizeRow> getRows() {
        return rows;
    }

    public long getTotal() {
        return rows.stream().mapToLong(SizeRow::getTested).sum();
    }

    public @Nullable String getError() {
        return error;
    }
}
