package io.jenkins.plugins.itgc.worksheet.results;

import io.jenkins.plugins.itgc.text.Csv;
import io.jenkins.plugins.itgc.text.CsvReader;
import io.jenkins.plugins.itgc.worksheet.Column;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Writes into worksheets as testers do. */
final class ReturnedFile {
    private ReturnedFile() {}

    /** The cells of a CSV file, to be written into. */
    static List<List<String>> rows(Path csv) throws IOException {
        var rows = new ArrayList<List<String>>();
        try (var reader = new CsvReader(new StringReader(Files.readString(csv)))) {
            for (var row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(new ArrayList<>(row.get()));
            }
        }
        return rows;
    }

    static void set(List<List<String>> rows, int row, String column, String text) {
        rows.get(row).set(rows.get(0).indexOf(column), text);
    }

    static Path write(List<List<String>> rows, Path file) throws IOException {
        var text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(Csv.line(row.stream().map(Csv::plain).toArray(String[]::new)));
        }
        return Files.writeString(file, text);
    }

    /** Puts a text into an empty cell of the sheet of items. */
    static Path fill(Path workbook, Path target, String column, int row, String text) throws IOException {
        return edit(workbook, target, "xl/worksheets/sheet2.xml", sheet -> {
            String name = letters(sheet, column) + row;
            String cell = "<c r=\"" + name + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
            Matcher in = Pattern.compile("<row r=\"" + row + "\".*?</row>", Pattern.DOTALL)
                    .matcher(sheet);
            if (!in.find()) {
                throw new IllegalArgumentException("no row " + row);
            }
            String bare = in.group().replaceAll("<c r=\"" + name + "\"[^>]*?(/>|>.*?</c>)", "");
            return sheet.replace(in.group(), bare.replace("</row>", cell + "</row>"));
        });
    }

    private static String letters(String sheet, String heading) {
        Matcher cell = Pattern.compile("<c r=\"([A-Z]+)1\"[^>]*><is><t>" + Pattern.quote(heading) + "<")
                .matcher(sheet);
        if (!cell.find()) {
            throw new IllegalArgumentException(heading);
        }
        return cell.group(1);
    }

    static Path edit(Path workbook, Path target, String part, UnaryOperator<String> change) throws IOException {
        try (var in = new ZipFile(workbook.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(target))) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                byte[] bytes = in.getInputStream(entry).readAllBytes();
                if (entry.getName().equals(part)) {
                    bytes = change.apply(new String(bytes, StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8);
                }
                out.write(bytes);
            }
        }
        return target;
    }

    static final String CONCLUSION = Column.CONCLUSION;
    static final String NOTE = Column.NOTE;
}
