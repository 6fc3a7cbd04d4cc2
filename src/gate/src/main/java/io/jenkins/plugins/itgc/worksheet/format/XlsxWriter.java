package io.jenkins.plugins.itgc.worksheet.format;

import io.jenkins.plugins.itgc.population.Exclusion;
import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.population.Item;
import io.jenkins.plugins.itgc.worksheet.Column;
import io.jenkins.plugins.itgc.worksheet.TestedItem;
import io.jenkins.plugins.itgc.worksheet.TesterConclusion;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.dhatim.fastexcel.ConditionalFormattingExpressionRule;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.Workbook;

/** The workbook: summary, items with the tester's cells, population, exclusions, exceptions, method. */
record XlsxWriter(Worksheet worksheet, FrozenPopulation population, WorksheetProgress progress)
        implements FormatWriter {
    /** Sheet of the items. */
    static final String ITEMS = "Items";

    /** Rows that a sheet holds, its headings included. */
    private static final int MOST_ROWS = 1_048_576;

    /** A longer list would make the workbook slow to open; the CSV file beside it has all of it. */
    private static final long LISTED = 100_000;

    @Override
    public void write(OutputStream out) throws IOException {
        if (worksheet.footer().items() >= MOST_ROWS) {
            throw new IOException("a sheet holds " + (MOST_ROWS - 1) + " items, and there are "
                    + worksheet.footer().items() + "; write them as CSV");
        }
        try (Workbook workbook = new Workbook(out, "itgc-gate", "1.0")) {
            try (var sheet = new XlsxSheet(workbook.newWorksheet("Summary"))) {
                XlsxTexts.summary(worksheet, sheet);
            }
            try (var sheet = new XlsxSheet(workbook.newWorksheet(ITEMS))) {
                items(sheet);
            }
            try (var sheet = new XlsxSheet(workbook.newWorksheet("Population"))) {
                population(sheet);
            }
            try (var sheet = new XlsxSheet(workbook.newWorksheet("Exclusions"))) {
                exclusions(sheet);
            }
            try (var sheet = new XlsxSheet(workbook.newWorksheet("Exceptions"))) {
                new XlsxExceptions(worksheet).write(sheet);
            }
            try (var sheet = new XlsxSheet(workbook.newWorksheet("Method"))) {
                XlsxTexts.method(worksheet, sheet);
            }
        }
    }

    private void items(XlsxSheet sheet) throws IOException {
        List<Column> columns = Column.of(worksheet);
        double[] widths = columns.stream().mapToDouble(XlsxWriter::width).toArray();
        sheet.headings(2, widths, columns.stream().map(Column::name).toArray(String[]::new));
        sheet.next();
        worksheet.forEachItem(item -> {
            row(sheet, columns, item);
            progress.done("rows of XLSX", sheet.row(), worksheet.footer().items());
        });
        sheet.filter(columns.size());
        mark(sheet, columns);
        validate(sheet, columns);
    }

    private static double width(Column column) {
        return switch (column.kind()) {
            case NUMBER -> 11;
            case TIME -> 19;
            case TESTER -> 24;
            case TEXT -> column.name().endsWith("evidence") || column.name().equals("References") ? 40 : 17;
        };
    }

    private static void row(XlsxSheet sheet, List<Column> columns, TestedItem item) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            Object value = columns.get(i).value().apply(item);
            if (value instanceof Number number) {
                sheet.number(i, number);
            } else if (value instanceof Instant time) {
                sheet.time(i, time);
            } else {
                sheet.text(i, String.valueOf(value));
            }
        }
        sheet.next();
    }

    /** Deviations are seen at a glance, by more than their colour: the word stands in the cell. */
    private static void mark(XlsxSheet sheet, List<Column> columns) {
        int last = Math.max(1, sheet.row() - 1);
        int first = column(columns, "A change record linked");
        Range results = sheet.sheet().range(1, first, last, first + 8);
        String cell = name(first) + "2";
        results.style()
                .fillColor("F8D7DA")
                .fontColor("7A1020")
                .set(new ConditionalFormattingExpressionRule(
                        "OR(" + cell + "=\"fail\"," + cell + "=\"not determinable\")", false));
    }

    private static void validate(XlsxSheet sheet, List<Column> columns) {
        int column = column(columns, Column.CONCLUSION);
        sheet.sheet()
                .range(1, column, Math.max(1, sheet.row() - 1), column)
                .validateWithListByFormula("\"" + String.join(",", TesterConclusion.texts()) + "\"")
                .allowBlank(true)
                .errorStyle(DataValidationErrorStyle.STOP)
                .showErrorMessage(true)
                .errorTitle("Not a conclusion")
                .error("Choose one of: " + String.join(", ", TesterConclusion.texts()));
    }

    private static int column(List<Column> columns, String name) {
        return columns.stream().map(Column::name).toList().indexOf(name);
    }

    /** The letters of a column: A, B, … Z, AA. */
    private static String name(int column) {
        return column < 26 ? String.valueOf((char) ('A' + column)) : name(column / 26 - 1) + (char) ('A' + column % 26);
    }

    private void population(XlsxSheet sheet) throws IOException {
        boolean listed = population.population().count() <= LISTED;
        sheet.headings(
                2,
                new double[] {11, 38, 12, 19, 20, 16, 44, 11, 11, 66},
                "Number",
                "Deployment",
                "Stratum",
                "Let go on (UTC)",
                "Service",
                "Environment",
                "Commit",
                "Decision (entry)",
                "Override (entry)",
                "Leaf hash");
        sheet.next();
        sheet.print(1);
        if (!listed) {
            sheet.text(
                    0,
                    population.population().count() + " deployments: see population.csv, SHA-256 "
                            + population.population().files().get("population.csv"));
            sheet.next();
            return;
        }
        try (var items = population.items()) {
            for (var all = items.iterator(); all.hasNext(); ) {
                row(sheet, all.next());
            }
        }
        sheet.filter(10);
    }

    private static void row(XlsxSheet sheet, Item item) throws IOException {
        sheet.number(0, item.number());
        sheet.text(1, item.id());
        sheet.text(2, item.stratum().text());
        sheet.time(3, item.releasedAt());
        sheet.text(4, item.service());
        sheet.text(5, item.environment());
        sheet.text(6, item.commit());
        sheet.number(7, item.decision());
        if (item.override().isPresent()) {
            sheet.number(8, item.override().getAsLong());
        }
        sheet.text(9, item.leafHash());
        sheet.next();
    }

    private void exclusions(XlsxSheet sheet) throws IOException {
        sheet.headings(
                1,
                new double[] {38, 11, 19, 20, 16, 20},
                "Deployment",
                "Entry",
                "At (UTC)",
                "Service",
                "Environment",
                "Reason");
        sheet.print(1);
        sheet.next();
        try (var exclusions = population.exclusions()) {
            for (var all = exclusions.iterator(); all.hasNext() && sheet.row() <= LISTED; ) {
                Exclusion exclusion = all.next();
                sheet.text(0, exclusion.id());
                sheet.number(1, exclusion.entry());
                sheet.time(2, exclusion.at());
                sheet.text(3, exclusion.service());
                sheet.text(4, exclusion.environment());
                sheet.text(5, exclusion.reason().text());
                sheet.next();
            }
        }
        sheet.filter(6);
        if (population.population().excluded() > LISTED) {
            sheet.text(0, "… all " + population.population().excluded() + " are in exclusions.csv");
            sheet.next();
        }
    }
}
