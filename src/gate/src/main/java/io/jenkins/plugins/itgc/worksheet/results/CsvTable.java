package io.jenkins.plugins.itgc.worksheet.results;

import io.jenkins.plugins.itgc.text.CsvReader;
import io.jenkins.plugins.itgc.worksheet.WorksheetException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table in CSV, UTF-8, with or without the mark of byte order that spreadsheets put before it. */
record CsvTable(Path file) implements Table {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    @Override
    public void forEachRow(RowAction action) throws WorksheetException, IOException {
        try (var rows = new CsvReader(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            Optional<List<String>> row = rows.next();
            if (row.isPresent()) {
                action.accept(1, headings(row.get()));
                for (row = rows.next(); row.isPresent(); row = rows.next()) {
                    if (!row.get().equals(List.of(""))) {
                        action.accept(rows.line(), row.get());
                    }
                }
            }
        } catch (CharacterCodingException e) {
            throw new WorksheetException(
                    file + " is not UTF-8; save it as \"CSV UTF-8\", or give the workbook back", e);
        }
    }

    private List<String> headings(List<String> first) throws WorksheetException {
        var headings = new ArrayList<>(first);
        if (headings.get(0).startsWith(BYTE_ORDER_MARK)) {
            headings.set(0, headings.get(0).substring(1));
        }
        if (headings.size() == 1 && headings.get(0).contains(";")) {
            throw new WorksheetException(
                    file + " has semicolons between its cells; save it with commas, or give the" + " workbook back");
        }
        return headings;
    }
}
