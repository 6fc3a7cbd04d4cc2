package io.jenkins.plugins.itgc.worksheet.results;

import io.jenkins.plugins.itgc.text.Csv;
import io.jenkins.plugins.itgc.text.PlainText;
import io.jenkins.plugins.itgc.worksheet.Column;
import io.jenkins.plugins.itgc.worksheet.TestedItem;
import io.jenkins.plugins.itgc.worksheet.TesterConclusion;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A worksheet that a tester gives back, compared with the one that was handed out: nothing but the tester's cells may differ.
 * Rows may stand in another order, and items may be left for later.
 */
final class ReturnedWorksheet {
    /** Characters of a note. */
    static final int LONGEST_NOTE = 4_000;

    private final Worksheet worksheet;
    private final List<Column> columns;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<Long, Row> rows = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private record Row(long place, List<String> cells) {}

    /**
     * What a tester wrote about an item.
     */
    record Conclusion(TestedItem item, TesterConclusion conclusion, String note) {
        /** Whether it is an earlier result that was handed out with the worksheet: whoever gives it back says nothing new. */
        boolean isAsHandedOut() {
            return item.standing()
                    .filter(result -> result.conclusion() == conclusion)
                    .filter(result -> PlainText.harmless(result.note()).equals(PlainText.harmless(note)))
                    .isPresent();
        }
    }

    private ReturnedWorksheet(Worksheet worksheet) {
        this.worksheet = worksheet;
        this.columns = Column.of(worksheet);
    }

    /**
     * The tester's conclusions, by the items' order.
     *
     * @throws WorksheetException with everything that is wrong with the file, where anything is
     */
    static List<Conclusion> read(Worksheet worksheet, Path file) throws WorksheetException, IOException {
        var returned = new ReturnedWorksheet(worksheet);
        Table.of(file).forEachRow(returned::take);
        List<Conclusion> conclusions = returned.compare();
        if (!returned.problems.isEmpty()) {
            throw WorksheetException.of(
                    "nothing was recorded: " + PlainText.harmless(file.toString()) + " has "
                            + (returned.problems.size() == 1 ? "a problem" : returned.problems.size() + " problems"),
                    returned.problems);
        }
        return conclusions;
    }

    private void take(long place, List<String> cells) throws WorksheetException {
        if (places.isEmpty()) {
            headings(cells);
            return;
        }
        requireSameWorksheet(cells);
        String number = cell(cells, Column.NUMBER);
        try {
            long known = new BigDecimal(number.strip()).longValueExact();
            Row earlier = rows.putIfAbsent(known, new Row(place, cells));
            if (earlier != null) {
                problems.add("row " + place + ": item " + known + " stands in row " + earlier.place() + ", too");
            }
        } catch (ArithmeticException | NumberFormatException e) {
            problems.add("row " + place + ": \"" + PlainText.harmless(number, 40) + "\" is no number of an item");
        }
    }

    private void headings(List<String> cells) throws WorksheetException {
        for (int i = 0; i < cells.size(); i++) {
            places.putIfAbsent(cells.get(i).strip(), i);
        }
        List<String> missing = columns.stream()
                .map(Column::name)
                .filter(name -> !places.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new WorksheetException(
                    missing.size() == columns.size()
                            ? "this is no worksheet: its first row has none of the headings that were handed out"
                            : "the first row must have the headings that were handed out; missing: "
                                    + String.join(", ", missing));
        }
    }

    /** Said once: every row has it. */
    private void requireSameWorksheet(List<String> cells) throws WorksheetException {
        String population = cell(cells, Column.POPULATION).strip();
        if (!population.equals(worksheet.header().populationDigest())) {
            throw new WorksheetException("the file is a worksheet of the population \""
                    + PlainText.harmless(population, 64) + "\", not of "
                    + worksheet.header().populationDigest());
        }
        String digest = cell(cells, Column.WORKSHEET).strip();
        if (!digest.equals(worksheet.digest())) {
            throw new WorksheetException("the file belongs to the worksheet \"" + PlainText.harmless(digest, 64)
                    + "\", not to " + worksheet.digest());
        }
    }

    private String cell(List<String> cells, String column) {
        int place = places.getOrDefault(column, Integer.MAX_VALUE);
        return place < cells.size() ? cells.get(place) : "";
    }

    private List<Conclusion> compare() throws IOException {
        var conclusions = new ArrayList<Conclusion>();
        worksheet.forEachItem(item -> {
            Row row = rows.remove(item.number());
            if (row != null) {
                unchanged(item, row);
                conclusion(item, row).ifPresent(conclusions::add);
            }
        });
        rows.forEach((number, row) -> problems.add("row " + row.place() + ": the worksheet has no item " + number));
        return conclusions;
    }

    private void unchanged(TestedItem item, Row row) {
        for (Column column : columns) {
            Object handedOut = column.value().apply(item);
            String cell = cell(row.cells(), column.name());
            if (!CellComparison.isUnchanged(column, handedOut, cell)) {
                problems.add(where(item, row) + "the cell \"" + column.name() + "\" was changed: it is \""
                        + PlainText.harmless(cell, 80) + "\", handed out was \""
                        + PlainText.harmless(String.valueOf(handedOut), 80) + "\"");
            }
        }
    }

    private Optional<Conclusion> conclusion(TestedItem item, Row row) {
        String said = cell(row.cells(), Column.CONCLUSION).strip();
        String note =
                PlainText.visible(Csv.plain(cell(row.cells(), Column.NOTE))).strip();
        if (said.isEmpty()) {
            if (!note.isEmpty()) {
                problems.add(where(item, row) + "a note without a conclusion");
            }
            return Optional.empty();
        }
        Optional<TesterConclusion> conclusion = TesterConclusion.read(said);
        if (conclusion.isEmpty()) {
            problems.add(where(item, row) + "\"" + PlainText.harmless(said, 80) + "\" is no conclusion; write one of: "
                    + String.join(", ", TesterConclusion.texts()));
            return Optional.empty();
        }
        if (note.length() > LONGEST_NOTE) {
            problems.add(where(item, row) + "the note has more than " + LONGEST_NOTE + " characters");
        }
        boolean agrees = conclusion.get() == TesterConclusion.NO_DEVIATION
                && item.deviations().isEmpty();
        if (!agrees && note.isEmpty()) {
            problems.add(where(item, row) + "\"" + conclusion.get().text() + "\" needs a note: what was found"
                    + (item.deviations().isEmpty() ? "" : ", and why the worksheet's deviation is none or stands"));
        }
        return Optional.of(new Conclusion(item, conclusion.get(), note));
    }

    private static String where(TestedItem item, Row row) {
        return "row " + row.place() + ", item " + item.number() + ": ";
    }
}
