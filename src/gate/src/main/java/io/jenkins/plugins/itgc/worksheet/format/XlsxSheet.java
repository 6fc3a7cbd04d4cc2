package io.jenkins.plugins.itgc.worksheet.format;

import io.jenkins.plugins.itgc.text.Csv;
import io.jenkins.plugins.itgc.text.PlainText;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.dhatim.fastexcel.Worksheet;

/**
 * A sheet that is written row by row; rows behind the last few are on disk. Texts stand in their cells: a table of shared
 * texts would have to be kept in memory.
 */
final class XlsxSheet implements Closeable {
    private static final int ROWS_IN_MEMORY = 500;
    private static final String TIME = "yyyy-mm-dd hh:mm:ss";
    private static final String DAY = "yyyy-mm-dd";
    private static final double LINE = 15;
    private static final double HIGHEST = 400;
    private static final String HEADING = "1F3A5F";

    private final Worksheet sheet;
    private int row;
    private int lines = 1;

    XlsxSheet(Worksheet sheet) {
        this.sheet = sheet;
    }

    /** What the library knows of the sheet, for what only one sheet needs. */
    Worksheet sheet() {
        return sheet;
    }

    int row() {
        return row;
    }

    /** Writes a row of headings, which stays in sight, with these widths (in characters); the first of all rows. */
    void headings(int frozenColumns, double[] widths, String... headings) {
        sheet.freezePane(frozenColumns, 1);
        for (int column = 0; column < headings.length; column++) {
            sheet.width(column, widths[Math.min(column, widths.length - 1)]);
            text(column, headings[column]);
            sheet.style(row, column)
                    .bold()
                    .fontColor("FFFFFF")
                    .fillColor(HEADING)
                    .wrapText(true)
                    .verticalAlignment("top")
                    .set();
        }
        sheet.repeatRows(0);
        sheet.pageOrientation("landscape");
    }

    /** Ends the row. */
    void next() throws IOException {
        if (lines > 1) {
            // Not every program makes a row as high as its texts.
            sheet.rowHeight(row, Math.min(HIGHEST, LINE * lines));
        }
        lines = 1;
        row++;
        if (row % ROWS_IN_MEMORY == 0) {
            sheet.flush();
        }
    }

    void text(int column, String text) {
        String harmless = Csv.defused(PlainText.harmless(text, 32_000));
        if (!harmless.isEmpty()) {
            sheet.inlineString(row, column, harmless);
        }
    }

    /** A text on as many lines of its cell as it takes, of so many characters. */
    void wrapped(int column, int characters, String text) {
        text(column, text);
        sheet.style(row, column).wrapText(true).verticalAlignment("top").set();
        lines = Math.max(lines, (text.length() + characters - 1) / characters);
    }

    /** The same, across columns. */
    void across(int first, int last, int characters, String text) {
        wrapped(first, characters, text);
        sheet.range(row, first, row, last).merge();
    }

    /** Puts the cells of the row at its top. */
    void top(int columns) {
        sheet.range(row, 0, row, columns - 1).style().verticalAlignment("top").set();
    }

    /** Prints all columns on the width of so many pages. */
    void print(int pages) {
        sheet.fitToWidth((short) pages);
        sheet.fitToHeight((short) 0);
    }

    void bold(int column, String text) {
        text(column, text);
        sheet.style(row, column).bold().verticalAlignment("top").set();
    }

    /** The heading of numbers, which stand at the right. */
    void boldRight(int column, String text) {
        text(column, text);
        sheet.style(row, column).bold().horizontalAlignment("right").set();
    }

    void number(int column, Number number) {
        sheet.value(row, column, number);
    }

    /** A rate as a percentage. */
    void percent(int column, Number rate) {
        sheet.value(row, column, rate);
        sheet.style(row, column).format("0.0000%").set();
    }

    void time(int column, Instant time) {
        sheet.value(row, column, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        sheet.style(row, column).format(TIME).set();
    }

    void day(int column, LocalDate day) {
        sheet.value(row, column, day);
        sheet.style(row, column).format(DAY).set();
    }

    /** Lets people filter by the columns of the headings. */
    void filter(int columns) {
        if (row > 1) {
            sheet.setAutoFilter(0, 0, row - 1, columns - 1);
        }
    }

    @Override
    public void close() throws IOException {
        sheet.finish();
    }
}
