package io.jenkins.plugins.itgc.worksheet.format;

import io.jenkins.plugins.itgc.population.FrozenPopulation;
import io.jenkins.plugins.itgc.text.Csv;
import io.jenkins.plugins.itgc.worksheet.Column;
import io.jenkins.plugins.itgc.worksheet.Worksheet;
import io.jenkins.plugins.itgc.worksheet.WorksheetProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The items as CSV: RFC 4180, UTF-8, times in ISO 8601. */
record CsvWriter(Worksheet worksheet, FrozenPopulation population, WorksheetProgress progress) implements FormatWriter {
    @Override
    public void write(OutputStream out) throws IOException {
        List<Column> columns = Column.of(worksheet);
        out.write(Csv.line(columns.stream().map(Column::name).toArray(String[]::new))
                .getBytes(StandardCharsets.UTF_8));
        worksheet.forEachItem(item -> {
            out.write(Csv.line(columns.stream()
                            .map(column -> String.valueOf(column.value().apply(item)))
                            .toArray(String[]::new))
                    .getBytes(StandardCharsets.UTF_8));
            progress.done(
                    "rows of CSV",
                    item.number(),
                    worksheet.header().population().count());
        });
    }
}
