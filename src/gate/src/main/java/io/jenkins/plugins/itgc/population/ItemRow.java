package io.jenkins.plugins.itgc.population;

import io.jenkins.plugins.itgc.ledger.format.Timestamp;
import io.jenkins.plugins.itgc.text.Csv;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.List;
import java.util.OptionalLong;

/** A line of {@code population.csv}. */
final class ItemRow {
    static final String HEADER = Csv.line(
            "number",
            "id",
            "decision",
            "override",
            "released",
            "service",
            "environment",
            "commit",
            "stratum",
            "leaf_hash");

    private static final int CELLS = 10;

    private ItemRow() {}

    /** All of the line but the number with which it begins. */
    static byte[] withoutNumber(DecisionLine line, OptionalLong override, String released, Stratum stratum) {
        var row = new StringBuilder(280).append(',');
        Csv.append(row, line.id());
        row.append(',').append(line.entry()).append(',');
        override.ifPresent(row::append);
        row.append(',').append(released).append(',');
        Csv.append(row, line.service());
        row.append(',');
        Csv.append(row, line.environment());
        row.append(',');
        Csv.append(row, line.commit());
        row.append(',').append(stratum.text()).append(',').append(line.leafHash());
        return row.append(Csv.LINE_END).toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException where it is none
     */
    static Item read(List<String> cells) {
        requireCells(cells);
        try {
            return new Item(
                    Long.parseLong(cells.get(0)),
                    Csv.plain(cells.get(1)),
                    Long.parseLong(cells.get(2)),
                    cells.get(3).isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(cells.get(3))),
                    Timestamp.read(cells.get(4)),
                    Csv.plain(cells.get(5)),
                    Csv.plain(cells.get(6)),
                    Csv.plain(cells.get(7)),
                    Stratum.ofText(cells.get(8)),
                    cells.get(9));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Reads no more than which deployment it is.
     *
     * @throws IllegalArgumentException where it is none
     */
    static FrozenPopulation.Id readId(List<String> cells) {
        requireCells(cells);
        return new FrozenPopulation.Id(
                Long.parseLong(cells.get(0)), Csv.plain(cells.get(1)), Stratum.ofText(cells.get(8)));
    }

    private static void requireCells(List<String> cells) {
        if (cells.size() != CELLS) {
            throw new IllegalArgumentException("it has " + cells.size() + " cells, not " + CELLS);
        }
    }
}
