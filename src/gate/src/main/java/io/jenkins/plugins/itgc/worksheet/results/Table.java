package io.jenkins.plugins.itgc.worksheet.results;

import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A table that somebody gives back: hostile until it was compared. */
interface Table {
    /** What is done with a row. */
    @FunctionalInterface
    interface RowAction {
        /**
         * @param place where the row stands, as people count
         * @param cells its cells, as text; numbers and times of a workbook as the numbers it keeps
         */
        void accept(long place, List<String> cells) throws WorksheetException, IOException;
    }

    /** Hands over all rows, the headings first. */
    void forEachRow(RowAction action) throws WorksheetException, IOException;

    /** The table in a file: a workbook, which is a ZIP file, or CSV. */
    static Table of(Path file) throws WorksheetException, IOException {
        if (!Files.isRegularFile(file)) {
            throw new WorksheetException("there is no file " + file);
        }
        try (var in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(2);
            boolean zip = head.length == 2 && head[0] == 'P' && head[1] == 'K';
            return zip ? new XlsxTable(file) : new CsvTable(file);
        }
    }
}
